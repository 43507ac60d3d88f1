import ArgumentParser
import Foundation
import StargateCatalogue
import StargateEstimates
import StargatePerformance

struct EstimateBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Evaluate training layouts of GPT-3 175B on 1,024 chips, one by one and in a search.",
        discussion: """
            The search goes through every layout of batch after batch until so many were tried: 11.7 million is the
            space that Calculon's authors searched for this model (arXiv:2308.04617).
            """)

    @Option(help: "Layouts to search.")
    var layouts = 11_700_000
    @Option(help: "Layouts to evaluate one by one, on one core.")
    var single = 1_000_000
    @Flag(help: "Print JSON.")
    var json = false

    private struct Figures: Encodable {
        let evaluations: Int
        let microsecondsEach: Double
        let searched: Int
        let fitting: Int
        let searchSeconds: Double
        let cores: Int
        let peakMegabytes: Double
        let bestSeconds: Double
        let best: Layout
    }

    func run() throws {
        guard (1...1_000_000_000).contains(layouts), (1...1_000_000_000).contains(single) else {
            throw Failure.usage("a count is out of range", help: "from 1 to 1,000,000,000 layouts")
        }
        let (_, shape) = try EstimateInputs.model("gpt-3-175b")
        let (chip, count) = try EstimateInputs.chips("A100:1024")
        let constants = try EstimateInputs.constants(nil)
        let model = TrainingModel(shape: shape, accelerator: chip, parameters: constants.parameters)
        let each = Self.singly(model, single)
        let (outcome, seconds, batch) = Self.search(model, chips: count, layouts: layouts)
        guard let best = outcome.best.first else { throw Failure.refused("no layout fits") }
        let figures = Figures(
            evaluations: single, microsecondsEach: each, searched: outcome.tried, fitting: outcome.fitting,
            searchSeconds: seconds, cores: ProcessInfo.processInfo.activeProcessorCount,
            peakMegabytes: Stopwatch.peakMegabytes, bestSeconds: best.seconds, best: Layout(best.execution))
        if json { return try RunOutput.show(try RunOutput.json(figures)) }
        var text =
            "one evaluation (breakdown and memory)   \(Figure.fixed(each, 3)) us, mean of \(Figure.number(single))\n"
        text += "search of \(Figure.number(outcome.tried)) layouts          \(Figure.fixed(seconds, 2)) s on "
        text += "\(figures.cores) cores, \(Figure.number(outcome.fitting)) fit, batches up to \(batch), "
        text += "\(Figure.fixed(figures.peakMegabytes, 0)) MB at the peak\n"
        text += "best                                    \(Figure.seconds(best.seconds)): \(figures.best.words)\n"
        try RunOutput.show(text)
    }

    /// Microseconds of one evaluation on one core, over layouts that all differ.
    private static func singly(_ model: TrainingModel, _ count: Int) -> Double {
        let (tensors, pipelines) = ([1, 2, 4, 8], [1, 2, 4, 8, 16, 32])
        var sum = 0.0
        let clock = ContinuousClock()
        let time = clock.measure {
            for number in 0..<count {
                let (tensor, pipeline) = (tensors[number & 3], pipelines[(number >> 2) % 6])
                let x = Execution(
                    sequence: 2048, batch: 1536, microbatch: 1 + (number >> 5) & 3, tensor: tensor, pipeline: pipeline,
                    interleaving: 1 + (number >> 7) & 1, data: 1024 / (tensor * pipeline),
                    recompute: Recompute.allCases[number % 3])
                sum += model.step(x).total + model.memory(x).total
            }
        }
        precondition(sum > 0, "evaluations must not be optimised away")
        return Double(time.components.attoseconds) * 1e-12 / Double(count)
            + Double(time.components.seconds) * 1e6 / Double(count)
    }

    /// Searches batch after batch on all cores until `layouts` were tried; memory holds only the best.
    private static func search(
        _ model: TrainingModel, chips: Int, layouts: Int
    ) -> (outcome: LayoutSearch.Outcome, seconds: Double, batch: Int) {
        let progress = Progress()
        var total = LayoutSearch.Outcome()
        var batch = 0
        let clock = ContinuousClock()
        let time = clock.measure {
            while total.tried < layouts {
                batch += 64
                let draft = LayoutDraft(base: Execution(sequence: 2048, batch: batch), chips: chips)
                let search = LayoutSearch(model: model, draft: draft, keep: 20)
                total.join(EstimateSearchCommand.run(search) { _ in }, keep: search.keep)
                progress.show("layouts", Double(total.tried) / Double(layouts))
            }
        }
        progress.clear()
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        return (total, seconds, batch)
    }
}
