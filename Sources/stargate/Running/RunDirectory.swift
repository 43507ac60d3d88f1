import Dispatch
import Foundation

/// Where a run's files go: written beside under a hidden name, and moved into place when everything is whole.
struct RunDirectory {
    let target: URL
    let partial: URL
    private let replaces: Bool
    private let watch: InterruptWatch

    /// Makes room for a run at `path`.
    ///
    /// - Throws: `Failure` if something is there that may not be replaced, or nothing can be written there.
    init(_ path: String, force: Bool) throws {
        target = URL(fileURLWithPath: path).standardizedFileURL
        let files = FileManager.default
        var isDirectory: ObjCBool = false
        replaces = files.fileExists(atPath: target.path, isDirectory: &isDirectory)
        if replaces {
            let contents = (try? files.contentsOfDirectory(atPath: target.path)) ?? []
            let isRun = isDirectory.boolValue && (contents.isEmpty || contents.contains("journal.sqlite"))
            guard isRun else {
                throw Failure.usage("\(path) exists and is no run of ours", help: "choose another directory")
            }
            if let foreign = contents.first(where: { !RunOutput.isOurs($0) }) {
                throw Failure.usage("\(path) holds '\(foreign)', which is not ours", help: "move it away first")
            }
            guard force || contents.isEmpty else {
                throw Failure.usage("\(path) exists", help: "choose another directory, or replace it with --force")
            }
        }
        let name = ".\(target.lastPathComponent).partial-\(ProcessInfo.processInfo.processIdentifier)"
        partial = target.deletingLastPathComponent().appendingPathComponent(name)
        do {
            try files.createDirectory(at: partial, withIntermediateDirectories: true)
        } catch {
            throw Failure.refused("\(path) cannot be written: \(error.localizedDescription)")
        }
        watch = InterruptWatch(removing: partial)
    }

    func file(_ name: String) -> URL { partial.appendingPathComponent(name) }

    /// Writes a text file, to be moved with the rest.
    func write(_ text: String, to name: String) throws {
        do { try Data(text.utf8).write(to: file(name)) } catch {
            throw Failure.refused("\(name) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Moves everything into place.
    func commit() throws {
        let files = FileManager.default
        do {
            let old = partial.appendingPathExtension("replaced")
            if replaces { try files.moveItem(at: target, to: old) }
            do { try files.moveItem(at: partial, to: target) } catch {
                if replaces { try? files.moveItem(at: old, to: target) }
                throw error
            }
            if replaces { try files.removeItem(at: old) }
        } catch {
            throw Failure.refused("\(target.path) cannot be written: \(error.localizedDescription)")
        }
        watch.end()
    }

    /// Removes what was written so far.
    func abandon() {
        try? FileManager.default.removeItem(at: partial)
        watch.end()
    }
}

/// Removes a half-written directory when the user interrupts.
private final class InterruptWatch {
    private let sources: [any DispatchSourceSignal]

    init(removing partial: URL) {
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                try? FileManager.default.removeItem(at: partial)
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }
}
