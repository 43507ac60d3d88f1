import ArgumentParser
import StargateEngine
import StargateJournal
import StargateQuantities
import StargateReporting

struct OffersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offers",
        abstract: "List the cases that are open under rights of first refusal, with the time left.",
        discussion: """
              stargate offers out/stargate --at 2025-02-15
              stargate offers out/stargate --all
            """)

    @Argument(help: "A run directory or a journal.")
    var directory: String
    @Option(help: ArgumentHelp("As it was at the start of this day; the run's end if absent.", valueName: "date"))
    var at: Day?
    @Flag(help: "List settled cases, too.")
    var all = false
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        do {
            let journal = try RunFiles.open(directory)
            let state = try journal.replay(before: at.map { Instant($0.date) })
            let list = CaseList(state, at: at.map { Instant($0.date) } ?? state.now, all: all)
            try RunOutput.show(json ? try RunOutput.json(list) : list.text(isColoured: RunOutput.isColoured))
        } catch { throw Failure.from(error) }
    }
}
