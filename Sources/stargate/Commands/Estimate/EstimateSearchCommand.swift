import ArgumentParser
import Dispatch
import StargateEstimates
import StargatePerformance
import Synchronization

struct EstimateSearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "The best layouts of a model on a number of chips.",
        discussion: """
            Every layout that divisibility allows is tried: tensor, pipeline, data, context and expert ranks, interleaving,
            micro-batch, recomputation and sharding. Options fix a dimension. Only the best are kept, so memory stays
            flat however many there are.

              stargate estimate search gpt-3-175b --chips H100:1024 --batch 1536 --sequence 2048 --top 20
            """)

    @Argument(help: "A model of the catalogue, or a Hugging Face config.json.")
    var model: String
    @Option(help: "The chip and how many: H100:1024.")
    var chips: String
    @Option(help: "Layouts to list.")
    var top = 20
    @OptionGroup(title: "Layout") var layout: LayoutOptions
    @OptionGroup(title: "Calibration") var calibration: CalibrationOptions
    @Flag(help: "Print JSON.")
    var json = false

    private struct Report: Encodable {
        struct Row: Encodable {
            let stepTimeS: StepReport.Interval
            let tokensPerSPerChip: Double
            let memoryBytes: Double
            let layout: Layout
        }

        let model: String
        let chip: String
        let chips: Int
        let tried: Int
        let fitting: Int
        let calibrationFactor: Double
        let best: [Row]
    }

    func run() throws {
        guard (1...10_000).contains(top) else {
            throw Failure.usage("--top: \(top) is no number of layouts", help: "from 1 to 10,000")
        }
        let asked = try TrainingQuestion(model: model, chips: chips, layout: layout, calibration: calibration)
        try asked.check()
        let search = LayoutSearch(model: asked.trainingModel, draft: asked.draft, keep: top)
        let progress = Progress()
        let outcome = Self.run(search) { progress.show("layouts", $0) }
        progress.clear()
        guard !outcome.best.isEmpty else { throw nothing(outcome, asked) }
        let report = try self.report(outcome, asked)
        try RunOutput.show(json ? try RunOutput.json(report) : text(report))
    }

    /// Runs the parts of a search on all cores; `progress` is told the share done.
    static func run(_ search: LayoutSearch, progress: @Sendable (Double) -> Void) -> LayoutSearch.Outcome {
        let splits = search.splits
        let state = Mutex((outcome: LayoutSearch.Outcome(), done: 0))
        DispatchQueue.concurrentPerform(iterations: splits.count) { index in
            let part = search.outcome(of: splits[index])
            let done = state.withLock { state in
                state.outcome.join(part, keep: search.keep)
                state.done += 1
                return state.done
            }
            progress(Double(done) / Double(splits.count))
        }
        return state.withLock { $0.outcome }
    }

    private func nothing(_ outcome: LayoutSearch.Outcome, _ asked: TrainingQuestion) -> Failure {
        guard outcome.tried > 0 else {
            return Failure.refused(
                "no layout divides \(asked.count) chips and a batch of \(asked.draft.base.batch) sequences",
                help: "take a count of chips and a batch that share factors, such as 1024 and 1536")
        }
        return Failure.refused(
            "none of \(Figure.number(outcome.tried)) layouts fits \(Figure.gibibytes(asked.accelerator.memory)) GiB",
            help:
                "the least need is \(Figure.gibibytes(outcome.leastMemory)) GiB a chip; take more chips or larger ones")
    }

    private func report(_ outcome: LayoutSearch.Outcome, _ asked: TrainingQuestion) throws -> Report {
        let predictions = try asked.predictions(of: outcome.best.map(\.execution))
        let rows = zip(outcome.best, predictions).map { candidate, prediction in
            let seconds = prediction.seconds
            return Report.Row(
                stepTimeS: .init(seconds),
                tokensPerSPerChip: Double(candidate.execution.tokens) / (seconds.expected * Double(asked.count)),
                memoryBytes: candidate.memory, layout: Layout(candidate.execution))
        }
        let factor = predictions.first?.calibration.factor ?? 1
        return Report(
            model: asked.name, chip: asked.accelerator.name, chips: asked.count, tried: outcome.tried,
            fitting: outcome.fitting, calibrationFactor: factor, best: rows)
    }

    private func text(_ report: Report) -> String {
        var text = "\(report.model) on \(Figure.number(report.chips)) x \(report.chip): "
        text += "\(Figure.number(report.tried)) layouts, \(Figure.number(report.fitting)) fit\n\n"
        text += "      step     80 %                    tokens/s/chip    GiB   layout\n"
        for (number, row) in report.best.enumerated() {
            let time = row.stepTimeS
            text += Figure.right("\(number + 1)", 3) + Figure.right(Figure.seconds(time.expected), 9) + "   "
            text += Figure.left("\(Figure.seconds(time.low)) to \(Figure.seconds(time.high))", 24)
            text += Figure.right(Figure.significant(row.tokensPerSPerChip), 13)
            text += Figure.right(Figure.gibibytes(row.memoryBytes), 7) + "   \(row.layout.words)\n"
        }
        return text
    }
}
