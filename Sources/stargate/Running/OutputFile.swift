import Foundation

/// A file the user asked for: written beside and moved into place.
struct OutputFile {
    let path: String
    let text: String

    /// - Throws: `Failure` if it cannot be written; what stood there before stays.
    static func write(_ text: String, to path: String) throws {
        try write([OutputFile(path: path, text: text)])
    }

    /// Refuses, before any work is done, files that have no place to go to, and those that the command reads.
    static func check(_ paths: [String], reading inputs: [String] = []) throws {
        for (index, path) in paths.enumerated() {
            if inputs.contains(where: { target(of: $0) == target(of: path) }) {
                throw Failure.usage("\(path) is read by this command", help: "write to another file")
            }
            if paths[..<index].contains(where: { target(of: $0) == target(of: path) }) {
                throw Failure.usage("two files are to be written to \(path)", help: "give each a name of its own")
            }
            let files = FileManager.default
            var isDirectory: ObjCBool = false
            if files.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
                throw Failure.usage("\(path) is a directory", help: "name a file in it")
            }
            guard !OutputFile(path: path, text: "").isDevice else { continue }
            let folder = target(of: path).deletingLastPathComponent().path
            guard files.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
                throw Failure.usage("\(path): there is no directory \(folder)", help: "make it first, or name another")
            }
            guard files.isWritableFile(atPath: folder) else {
                throw Failure.refused("\(path): nothing may be written to \(folder)", help: "name another directory")
            }
        }
    }

    /// Writes all of them beside, then moves all into place; devices and pipes are written as they are.
    ///
    /// - Throws: `Failure` if one cannot be written; then none is.
    static func write(_ files: [OutputFile]) throws {
        var staged: [(from: String, to: String)] = []
        defer { for file in staged { unlink(file.from) } }
        for file in files where !file.isDevice {
            let target = target(of: file.path)
            let name = ".\(target.lastPathComponent).partial-\(ProcessInfo.processInfo.processIdentifier)"
            let beside = target.deletingLastPathComponent().appendingPathComponent(name)
            staged.append((beside.path, target.path))
            do { try Data(file.text.utf8).write(to: beside) } catch { throw failure(file.path, error) }
        }
        for file in files where file.isDevice {
            guard let handle = FileHandle(forWritingAtPath: file.path) else {
                throw Failure.refused("\(file.path) cannot be written", help: "name a file")
            }
            do { try handle.write(contentsOf: Data(file.text.utf8)) } catch { throw failure(file.path, error) }
        }
        for file in staged {
            guard rename(file.from, file.to) == 0 else {
                throw Failure.refused(
                    "\(file.to) cannot be written: \(String(cString: strerror(errno)))", help: "name another file")
            }
        }
    }

    /// Whether the path, its links followed, is there and no regular file; anything in /dev is left in its place too.
    private var isDevice: Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG || Self.url(path).path.hasPrefix("/dev/")
    }

    private static func url(_ path: String) -> URL { URL(fileURLWithPath: path).standardizedFileURL }

    /// Where a path leads, its last links followed, whether or not anything is there: a link keeps its place, and what
    /// it leads to is replaced.
    private static func target(of path: String) -> URL {
        var target = url(path)
        for _ in 0..<40 {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target.path) else { break }
            target = URL(fileURLWithPath: next, relativeTo: target.deletingLastPathComponent()).absoluteURL
        }
        return target.standardizedFileURL
    }

    private static func failure(_ path: String, _ error: any Error) -> Failure {
        Failure.refused(
            "\(path) cannot be written: \((error as NSError).localizedDescription)",
            help: "name a file in a folder that exists and may be written to")
    }
}
