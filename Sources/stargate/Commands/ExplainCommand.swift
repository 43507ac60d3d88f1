import ArgumentParser
import StargateAgreements
import StargateEngine
import StargateJournal
import StargateQuantities
import StargateReporting

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell a case under a right of first refusal as a dated story, with the clause behind each step.",
        discussion: """
            A case is known by its number or by its deal. Without one, every case of the run is listed.

              stargate explain out/stargate
              stargate explain out/stargate 3
            """)

    @Argument(help: "A run directory or a journal.")
    var directory: String
    @Argument(help: "A case's number, or its deal's name.")
    var matter: String?
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        do {
            let journal = try RunFiles.open(directory)
            let state = try journal.replay()
            guard let matter else {
                let list = CaseList(state, at: state.now, all: true)
                return try RunOutput.show(
                    json ? try RunOutput.json(list) : list.text(isColoured: RunOutput.isColoured))
            }
            let number = try self.number(matter, in: state)
            var teller = CaseTeller(number: number)
            try journal.forEachRecord { teller.note(try $0.batch()) }
            guard let story = teller.story else { throw Failure.refused("case \(number) is not in the journal") }
            try RunOutput.show(json ? try RunOutput.json(story) : story.text(isColoured: RunOutput.isColoured))
        } catch { throw Failure.from(error) }
    }

    private func number(_ text: String, in state: EngineState) throws -> Int {
        if let number = Int(text), state.agreements.matter(number) != nil { return number }
        if let first = state.agreements.cases(of: DealID(text)).first { return first.number }
        let count = state.agreements.cases.count
        throw Failure.usage(
            "no case is called '\(text)'",
            help: count == 0
                ? "this run has no cases" : "there are cases 1 to \(count); 'stargate explain \(directory)' lists them")
    }
}
