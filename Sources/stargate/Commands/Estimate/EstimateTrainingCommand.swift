import ArgumentParser
import StargateEstimates
import StargatePerformance

struct EstimateTrainingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training",
        abstract: "How long one training step takes, where the time goes, and what memory it needs.",
        discussion: """
            What you leave out of the layout is chosen: the fastest that fits the memory.

              stargate estimate training llama-3.1-405b --chips H100:512 --tp 8 --pp 8 --vp 8 --cp 2 --batch 256 \\
                --sequence 8192 --microbatch 1
              stargate estimate training deepseek-v3 --chips H800:2048 --precision fp8 --software DualPipe
              stargate estimate training ./config.json --chips B200:64 --log train.jsonl
            """)

    @Argument(help: "A model of the catalogue, or a Hugging Face config.json.")
    var model: String
    @Option(help: "The chip and how many: H100:1024.")
    var chips: String
    @OptionGroup(title: "Layout") var layout: LayoutOptions
    @OptionGroup(title: "Calibration") var calibration: CalibrationOptions
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let asked = try TrainingQuestion(model: model, chips: chips, layout: layout, calibration: calibration)
        let prediction = try asked.prediction()
        let report = StepReport(prediction)
        try RunOutput.show(
            json ? try RunOutput.json(report) : report.text(prediction, isBatchGiven: layout.batch != nil))
    }
}

/// What a user asks of a training step.
struct TrainingQuestion {
    let name: String
    let shape: ModelShape
    let accelerator: Accelerator
    let count: Int
    let draft: LayoutDraft
    let estimator: TrainingEstimator
    let calibration: CalibrationOptions
    private let software: SoftwareReading

    init(model: String, chips: String, layout: LayoutOptions, calibration: CalibrationOptions) throws {
        (name, shape) = try EstimateInputs.model(model)
        (accelerator, count) = try EstimateInputs.chips(chips)
        (draft, software) = try layout.draft(shape: shape, accelerator: accelerator, chips: count)
        estimator = TrainingEstimator(try EstimateInputs.constants(calibration.parameters))
        self.calibration = calibration
    }

    var trainingModel: TrainingModel { estimator.model(shape, on: accelerator) }

    /// The prediction, calibrated by what the user measured.
    ///
    /// - Throws: `Failure` where the layout cannot run, with what would.
    func prediction() throws -> TrainingPrediction {
        var prediction = estimator.prediction(of: subject)
        if let refusal = trainingModel.refusal(of: prediction.execution, chips: count) { throw failure(refusal) }
        try calibration.calibrate(&prediction, estimator)
        return prediction
    }

    /// Predictions of the layouts a search found, shifted by what the user measured of the layout the options name.
    func predictions(of executions: [Execution]) throws -> [TrainingPrediction] {
        let own = try calibration.ownSteps()
        guard own.isEmpty || (draft.tensor != nil && draft.pipeline != nil) else {
            throw Failure.usage(
                "--measured and --log need the layout that was measured",
                help: "a table of --measurements says it row by row; `estimate training` takes one layout")
        }
        let measured = own.isEmpty ? nil : estimator.prediction(of: subject)
        return try executions.map { execution in
            var prediction = estimator.prediction(of: subject, laidOut: execution)
            if let measured {
                prediction.calibrate(by: own.map { .init(ratio: $0 / measured.step.total, likeness: 1) })
            } else {
                try calibration.calibrate(&prediction, estimator)
            }
            return prediction
        }
    }

    /// Refuses what no layout mends: a format the chip lacks, a fixed count that does not divide.
    func check() throws {
        var x = draft.base
        (x.tensor, x.pipeline, x.interleaving) = (draft.tensor ?? 1, draft.pipeline ?? 1, draft.interleaving ?? 1)
        (x.context, x.data, x.expert) = (draft.context ?? 1, draft.data ?? 1, 1)
        guard let refusal = trainingModel.refusal(of: x, chips: count) else { return }
        switch refusal.code {
        case .notPositive, .tensorDoesNotDivideHeads, .pipelineExceedsLayers, .precisionUnknownToChip:
            throw EstimateInputs.failure(refusal)
        case .chipsDiffer, .batchNotDivisible, .sequenceNotDivisible, .expertsNotDivisible, .doesNotFit:
            return
        }
    }

    private var subject: TrainingCase {
        TrainingCase(model: name, shape: shape, accelerator: accelerator, draft: draft, software: software)
    }

    /// A refusal, with the fastest layout that would fit where memory is short.
    private func failure(_ refusal: LayoutRefusal) -> Failure {
        guard refusal.code == .doesNotFit else { return EstimateInputs.failure(refusal) }
        let free = LayoutDraft(base: draft.base, chips: count)
        let outcome = LayoutSearch(model: trainingModel, draft: free, keep: 1).run()
        guard let best = outcome.best.first else {
            let need = Figure.gibibytes(outcome.leastMemory.isFinite ? outcome.leastMemory : 0)
            let help =
                outcome.leastMemory.isFinite
                ? "no layout on \(count) chips needs less than \(need) GiB a chip; take more chips or a larger one"
                : "take more chips, or a batch that divides"
            return Failure.refused("\(refusal.field): \(refusal.problem)", help: help)
        }
        return Failure.refused(
            "\(refusal.field): \(refusal.problem)", help: "this fits: \(Layout.options(best.execution))")
    }
}
