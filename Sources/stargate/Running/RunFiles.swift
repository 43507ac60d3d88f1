import Foundation
import StargateEngine
import StargateJournal
import StargateQuantities
import StargateReporting

/// Runs found on disk.
enum RunFiles {
    /// The journal of a run directory, or a journal itself; `nil` if `path` is neither.
    static func journal(in path: String) -> String? {
        let inside = URL(fileURLWithPath: path).appendingPathComponent(RunOutput.journalName).path
        if FileManager.default.fileExists(atPath: inside) { return inside }
        return path.hasSuffix(".sqlite") && FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Opens the journal of a run.
    ///
    /// - Throws: `Failure` if there is none.
    static func open(_ path: String) throws -> Journal {
        guard let journal = journal(in: path) else {
            throw Failure.usage("there is no journal at \(path)", help: "name a directory that `run --out` made")
        }
        return try Journal.open(at: journal)
    }

    /// The run a journal tells of.
    static func outcome(of journal: Journal) throws -> ProgrammeRun {
        let past = try Past(journal, before: Instant(milliseconds: .max))
        return ProgrammeRun(state: past.state, chronicle: past.chronicle, hash: past.hash, end: past.state.now)
    }
}

/// A directory for what is not kept.
struct ScratchDirectory {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("stargate-\(UUID().uuidString)")
        do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
            throw Failure.refused("no temporary directory: \(error.localizedDescription)")
        }
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
