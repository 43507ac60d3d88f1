import ArgumentParser
import Foundation
import StargateJournal

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a run's journal: every hash, every event folded again, every snapshot compared.",
        discussion: "Exit code 3 if anything is not as it was written.")

    @Argument(help: "A run directory or a journal.")
    var journal: String
    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        guard let path = RunFiles.journal(in: journal) else {
            throw Failure.usage("there is no journal at \(journal)", help: "name a directory that `run --out` made")
        }
        let found: Journal.Verification
        do { found = try Journal.open(at: path).verify() } catch {
            // A journal that cannot even be opened is found broken, too.
            let failure = Failure.from(error)
            throw Failure(code: 3, text: failure.text)
        }
        // The summary beside it was written from the whole journal.
        let summary = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("summary.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        if let data = try? Data(contentsOf: summary), let kept = try? decoder.decode(KeptHash.self, from: data) {
            guard kept.programme.journalHash == found.hash else {
                throw Failure.broken("the journal's hash is not the one in summary.json: one of them was changed")
            }
        }
        if json { return try RunOutput.show(try RunOutput.json(found)) }
        print("whole: \(found.events) events in \(found.batches) batches, \(found.snapshots) snapshots agree")
        print("hash:  \(found.hash)")
    }
}

/// The one thing verification needs of a summary.
private struct KeptHash: Decodable {
    struct Head: Decodable {
        let journalHash: String
    }
    let programme: Head
}
