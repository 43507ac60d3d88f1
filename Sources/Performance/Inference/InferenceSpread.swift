/// How far a prediction of inference may be off: the 80 % spread, wider for what is far from the measurements that set
/// the constants. Spreads add as independent errors do, by their squares.
public struct InferenceSpread: Hashable, Sendable {
    /// Token rates of dense models at saturation: the 80 % quantile of errors in cross-validation by configuration.
    public var saturatedRate: Double
    /// Token rates within limits of latency, the same way.
    public var limitedRate: Double
    /// Times per token at the 99th percentile, the same way.
    public var timePerToken: Double
    /// Times to the first token at the 99th percentile, the same way.
    public var timeToFirst: Double
    /// Added for mixtures of experts.
    public var experts: Double
    /// Added for a chip without measurements: from leaving out one chip after the other.
    public var unknownChip: Double
    /// Added for a model without measurements of its family, to rates: from leaving out one family after the other.
    public var unknownModel: Double
    /// The same for times: what a family says of the margins that operators leave.
    public var unknownModelTimes: Double
    /// Added for a number format without measurements: from leaving out one after the other.
    public var unknownPrecision: Double

    public init(
        saturatedRate: Double, limitedRate: Double, timePerToken: Double, timeToFirst: Double, experts: Double,
        unknownChip: Double, unknownModel: Double, unknownModelTimes: Double, unknownPrecision: Double
    ) {
        self.saturatedRate = saturatedRate
        self.limitedRate = limitedRate
        self.timePerToken = timePerToken
        self.timeToFirst = timeToFirst
        self.experts = experts
        self.unknownChip = unknownChip
        self.unknownModel = unknownModel
        self.unknownModelTimes = unknownModelTimes
        self.unknownPrecision = unknownPrecision
    }

    /// What is known of a case beside its numbers.
    public struct Distance: Hashable, Sendable {
        /// Whether rows of the chip set the constants.
        public var chipMeasured: Bool
        /// Whether rows of the model or its family did.
        public var modelMeasured: Bool
        /// Whether rows with its format of weights did.
        public var precisionMeasured: Bool

        public init(chipMeasured: Bool, modelMeasured: Bool, precisionMeasured: Bool) {
            self.chipMeasured = chipMeasured
            self.modelMeasured = modelMeasured
            self.precisionMeasured = precisionMeasured
        }
    }

    /// A result with its intervals.
    public struct Forecast: Hashable, Sendable {
        /// Output tokens a second of all chips.
        public var tokenRate: Estimate
        /// Output tokens a second of one chip.
        public var tokenRatePerChip: Estimate
        /// Seconds per token at the 99th percentile.
        public var timePerToken: Estimate
        /// Seconds to the first token at the 99th percentile.
        public var timeToFirst: Estimate
    }

    /// One spread for each thing predicted.
    public struct Widths: Hashable, Sendable {
        /// Of output tokens a second.
        public var tokenRate: Double
        /// Of seconds per token.
        public var timePerToken: Double
        /// Of seconds to the first token.
        public var timeToFirst: Double
    }

    /// Spreads of rows that repeat one configuration about their middle: the 80 % quantiles of MLPerf v4.1 and v5.1,
    /// submitters of one model, chip and scenario.
    public static let chance = Widths(tokenRate: 0.087, timePerToken: 0.112, timeToFirst: 0.356)

    /// The spreads of a case.
    ///
    /// - Parameter isLimited: whether the load was chosen to meet limits of latency.
    public func widths(shape: ModelShape, isLimited: Bool, distance: Distance) -> Widths {
        var added = 0.0
        if shape.experts != nil { added += experts * experts }
        if !distance.chipMeasured { added += unknownChip * unknownChip }
        if !distance.precisionMeasured { added += unknownPrecision * unknownPrecision }
        let rates = distance.modelMeasured ? added : added + unknownModel * unknownModel
        let times = distance.modelMeasured ? added : added + unknownModelTimes * unknownModelTimes
        let rate = isLimited ? limitedRate : saturatedRate
        return Widths(
            tokenRate: (rate * rate + rates).squareRoot(),
            timePerToken: (timePerToken * timePerToken + times).squareRoot(),
            timeToFirst: (timeToFirst * timeToFirst + times).squareRoot())
    }

    /// `result` with the intervals that hold the truth in 80 of 100 cases, shifted and narrowed by what the user
    /// measured.
    public func forecast(
        _ result: InferenceResult, widths: Widths, calibration: InferenceCalibration = .none
    ) -> Forecast {
        func interval(_ value: Double, _ width: Double, _ chance: Double, _ correction: Calibration) -> Estimate {
            let left = width * width * (1 - correction.trust) + chance * chance * correction.trust
            return Estimate(value, spread: left.squareRoot()).scaled(by: correction.factor)
        }
        let chance = Self.chance
        let rate = calibration.tokenRate
        return Forecast(
            tokenRate: interval(result.tokenRate, widths.tokenRate, chance.tokenRate, rate),
            tokenRatePerChip: interval(result.tokenRatePerChip, widths.tokenRate, chance.tokenRate, rate),
            timePerToken: interval(
                result.tailTimePerToken, widths.timePerToken, chance.timePerToken, calibration.timePerToken),
            timeToFirst: interval(
                result.tailTimeToFirst, widths.timeToFirst, chance.timeToFirst, calibration.timeToFirst))
    }
}
