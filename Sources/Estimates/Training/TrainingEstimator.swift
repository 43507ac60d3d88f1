import StargateCatalogue
public import StargatePerformance

/// Predicts steps and whole runs with the constants of one parameter file.
public struct TrainingEstimator: Sendable {
    public let constants: TrainingConstants

    public init(_ constants: TrainingConstants) { self.constants = constants }

    public func model(_ shape: ModelShape, on accelerator: Accelerator) -> TrainingModel {
        TrainingModel(shape: shape, accelerator: accelerator, parameters: constants.parameters)
    }

    /// What is predicted of one case, before any calibration.
    public func prediction(of subject: TrainingCase) -> TrainingPrediction {
        prediction(of: subject, laidOut: model(subject.shape, on: subject.accelerator).completed(subject.draft))
    }

    /// What is predicted of one case in one layout.
    public func prediction(of subject: TrainingCase, laidOut execution: Execution) -> TrainingPrediction {
        let model = model(subject.shape, on: subject.accelerator)
        let step = model.step(execution)
        let doubt = Self.doubt(model, execution, chips: subject.draft.chips)
        let far = constants.spread.far(
            model: model, execution: execution,
            distance: .init(
                chipMeasured: constants.chips.contains(subject.accelerator.name),
                stackMeasured: subject.software.isKnown && constants.stacks.contains(subject.software.stack.rawValue),
                layoutGiven: subject.isLayoutGiven && doubt == nil))
        return TrainingPrediction(
            subject: subject, execution: execution, step: step, memory: model.memory(execution),
            near: constants.spread.near(model), far: far, doubt: doubt)
    }

    /// Why a layout that was published can hardly have run as it is read. Memory is doubted only beyond what the count
    /// can be wrong.
    private static func doubt(_ model: TrainingModel, _ x: Execution, chips: Int) -> LayoutRefusal? {
        guard let refusal = model.refusal(of: x, chips: chips) else { return nil }
        let isNear = refusal.code == .doesNotFit && model.memory(x).total < 1.3 * model.accelerator.memory
        return isNear ? nil : refusal
    }
}

/// A predicted step.
public struct TrainingPrediction: Sendable {
    public let subject: TrainingCase
    public let execution: Execution
    /// Before calibration.
    public let step: StepBreakdown
    public let memory: TrainingMemory
    /// Half the width of the 80 % interval, in proportion: of cases near the data, and what distance from it adds.
    public let near: Double
    public let far: Double
    /// Why the layout can hardly have run as it is read; nil for most.
    public let doubt: LayoutRefusal?
    /// What measurements of the same stack say.
    public private(set) var calibration = Calibration.none
    /// How many measurements that rests on.
    public private(set) var evidence = 0
    private var isOwn = false

    init(
        subject: TrainingCase, execution: Execution, step: StepBreakdown, memory: TrainingMemory, near: Double,
        far: Double, doubt: LayoutRefusal?
    ) {
        self.subject = subject
        self.execution = execution
        self.step = step
        self.memory = memory
        self.near = near
        self.far = far
        self.doubt = doubt
    }

    /// Seconds of a step with the interval that holds 80 of 100.
    public var seconds: Estimate {
        let unexplained =
            isOwn
            ? (near * near + far * far) * (1 - calibration.trust) + Self.repetition * Self.repetition
            : near * near + far * far * (1 - calibration.trust)
        return Estimate(step.total * calibration.factor, spread: unexplained.squareRoot())
    }

    /// How far steps of one layout on one machine are apart from run to run, 80 % of them: an assumption, half of what
    /// releases of one configuration differ by (6 %, the median of the measurements).
    static let repetition = 0.03

    /// Calibrates by measurements of other layouts of the same stack. They spread about their own middle as cases near
    /// the data do (two thirds of the 80 % width is one standard deviation); stacks differ by what distance adds, and
    /// by a third of the near spread even where they were measured.
    public mutating func calibrate(by evidence: [Calibration.Evidence]) {
        let between = (far * far + near * near / 9).squareRoot()
        calibration = Calibration(evidence, chance: near * 0.67, between: between)
        self.evidence = evidence.count
        isOwn = false
    }

    /// Calibrates by measured steps of this very layout: all that the model does not know is in them.
    public mutating func calibrate(byOwn seconds: [Double]) {
        calibration = Calibration(
            seconds.map { .init(ratio: $0 / step.total, likeness: 1) }, chance: Self.repetition,
            between: (far * far + near * near).squareRoot())
        evidence = seconds.count
        isOwn = true
    }

    /// Predicted over measured, less one; nil without a measurement.
    public var error: Double? { subject.measured.map { seconds.expected / $0 - 1 } }

    /// The whole run, where the row gives its tokens.
    public var run: TrainingRun? {
        subject.tokens.map { tokens in
            TrainingRun(
                tokens: tokens, tokensPerStep: Double(execution.tokens), step: seconds,
                goodput: Goodput(
                    chips: subject.draft.chips, failuresPerChipHour: FailureRecord.perChipHour(subject.accelerator),
                    nodeChips: subject.accelerator.nodeChips))
        }
    }
}
