import ArgumentParser
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
            throw Failure.broken(Failure.from(error).text)
        }
        if json { return print(try RunOutput.json(found), terminator: "") }
        print("whole: \(found.events) events in \(found.batches) batches, \(found.snapshots) snapshots agree")
        print("hash:  \(found.hash)")
    }
}
