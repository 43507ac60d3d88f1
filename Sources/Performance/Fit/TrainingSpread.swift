/// How far a predicted step time may be off: the 80 % spread, wider for what is far from the measurements that set the
/// constants. Spreads add as independent errors do, by their squares.
public struct TrainingSpread: Hashable, Sendable {
    /// Dense models like those measured: the 80 % quantile of errors in cross-validation by configuration.
    public var dense: Double
    /// Mixtures of experts, the same way. Releases of one stack alone differ by up to 64 %.
    public var experts: Double
    /// A chip without measurements: from leaving out one chip after the other.
    public var unknownChip: Double
    /// A chip whose largest matmul rate nobody has published.
    public var unknownReach: Double
    /// A software family or release year without measurements: from leaving out one source after the other.
    public var unknownStack: Double
    /// A layout that was not published and had to be chosen.
    public var chosenLayout: Double
    /// Each doubling of chips beyond the most measured (768).
    public var eachDoubling: Double

    public init(
        dense: Double, experts: Double, unknownChip: Double, unknownReach: Double, unknownStack: Double,
        chosenLayout: Double, eachDoubling: Double
    ) {
        self.dense = dense
        self.experts = experts
        self.unknownChip = unknownChip
        self.unknownReach = unknownReach
        self.unknownStack = unknownStack
        self.chosenLayout = chosenLayout
        self.eachDoubling = eachDoubling
    }

    /// What is known of a case beside its numbers.
    public struct Distance: Hashable, Sendable {
        public var chipMeasured: Bool
        public var stackMeasured: Bool
        public var layoutGiven: Bool

        public init(chipMeasured: Bool, stackMeasured: Bool, layoutGiven: Bool) {
            self.chipMeasured = chipMeasured
            self.stackMeasured = stackMeasured
            self.layoutGiven = layoutGiven
        }
    }

    /// The most chips of any measured row.
    public static let measuredChips = 768

    /// The spread of cases near the data, for the kind of model.
    public func near(_ model: TrainingModel) -> Double { model.shape.experts == nil ? dense : experts }

    /// What distance from the data adds, by squares.
    public func far(model: TrainingModel, execution: Execution, distance: Distance) -> Double {
        var squares = 0.0
        if !distance.chipMeasured { squares += unknownChip * unknownChip }
        if model.accelerator.reachableBF16 == nil { squares += unknownReach * unknownReach }
        if !distance.stackMeasured { squares += unknownStack * unknownStack }
        if !distance.layoutGiven { squares += chosenLayout * chosenLayout }
        var doublings = 0.0
        var chips = Self.measuredChips
        while chips * 2 <= execution.chips {
            doublings += 1
            chips *= 2
        }
        squares += eachDoubling * eachDoubling * doublings * doublings
        return squares.squareRoot()
    }
}
