import ArgumentParser
import StargateJournal
import StargateReporting

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Show what differs between two runs, or programme files: money, capacity, dates, models.")

    @Argument(help: "A run directory or a programme file.")
    var first: String
    @Argument(help: "Another one.")
    var second: String
    @Option(help: "Seed of chance, where a programme file is given.")
    var seed: UInt64 = 1
    @Flag(help: "Print both and their differences as JSON.")
    var json = false

    func run() throws {
        let comparison = Comparison(try summary(first), try summary(second), names: (first, second))
        let text = json ? try RunOutput.json(comparison) : comparison.text(isColoured: RunOutput.isColoured)
        try RunOutput.show(text)
    }

    private func summary(_ path: String) throws -> Summary {
        do {
            if let journal = RunFiles.journal(in: path) {
                return try RunFiles.outcome(of: try Journal.open(at: journal)).summary()
            }
            return try ProgrammeRun.fresh(try ProgrammeFile.read(path), seed: seed, progress: Progress()).summary()
        } catch { throw Failure.from(error) }
    }
}
