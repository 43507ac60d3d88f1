import ArgumentParser
import StargateAgreements
import StargateEngine
import StargateJournal
import StargateQuantities
import StargateReporting

struct AgreementsAskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask whether capacity may be rented: from whom at once, from whom after which step, from whom not.",
        discussion: """
            Every answer names its clause; a refusal says what would cure it. The question is about contracts alone: how
            much an offer can supply, and whether there is money for it, a run finds out. Where holders are ranked, or
            several rights are in force, the next is asked once the one before has let it go.

              stargate agreements ask examples/stargate/programme.yaml --power '100 MW'
              stargate agreements ask out/stargate --at 2025-11-01 --power '100 MW' --purpose training
            """)

    @Argument(help: "A run directory, or a programme file.")
    var base: String
    @Option(help: "How much is needed, as facility power: '100 MW'.")
    var power: String
    @Option(help: ArgumentHelp("On this day; a run's end or a programme's start if absent.", valueName: "date"))
    var at: Day?
    @Option(help: "What for: training, research or inference.")
    var purpose: String?
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        guard let watts = try? Dimension.power.parse(power), watts > 0, watts <= 1_000_000_000_000 else {
            throw Failure.usage("'\(power)' is no power", help: "write a number and a unit, such as '100 MW'")
        }
        let wanted = purpose.flatMap { Purpose(rawValue: $0) }
        guard purpose == nil || wanted != nil else {
            throw Failure.usage("'\(purpose ?? "")' is no purpose", help: "training, research or inference")
        }
        do {
            let state = try state()
            let answers = GateAnswers(
                state, power: Power(watts: watts), purpose: wanted, at: at.map { Instant($0.date) } ?? state.now)
            try RunOutput.show(json ? try RunOutput.json(answers) : answers.text(isColoured: RunOutput.isColoured))
        } catch { throw Failure.from(error) }
    }

    private func state() throws -> EngineState {
        guard let path = RunFiles.journal(in: base) else {
            return EngineState(programme: try ProgrammeFile.read(base), seed: 1)
        }
        return try Journal.open(at: path).replay(before: at.map { Instant($0.date) })
    }
}
