/// What measurements of the user's own serving stack say of predictions: one factor each for rates, times per token and
/// times to the first token, drawn towards 1 by the share of the spread that is chance.
public struct InferenceCalibration: Hashable, Sendable {
    /// One measurement beside what the model predicted for it.
    public struct Evidence: Hashable, Sendable {
        /// What the model predicted for the measured case.
        public let predicted: InferenceResult
        /// Measured output tokens a second of one chip; nil where not measured, like the others.
        public let tokenRatePerChip: Double?
        /// Measured seconds per token at the 99th percentile.
        public let timePerToken: Double?
        /// Measured seconds to the first token at the 99th percentile.
        public let timeToFirst: Double?
        /// How alike the measured case is to the one to be predicted, 0...1.
        public let likeness: Double

        public init(
            predicted: InferenceResult, tokenRatePerChip: Double? = nil, timePerToken: Double? = nil,
            timeToFirst: Double? = nil, likeness: Double = 1
        ) {
            self.predicted = predicted
            self.tokenRatePerChip = tokenRatePerChip
            self.timePerToken = timePerToken
            self.timeToFirst = timeToFirst
            self.likeness = likeness
        }
    }

    /// Factor on token and request rates.
    public let tokenRate: Calibration
    /// Factor on times per token.
    public let timePerToken: Calibration
    /// Factor on times to the first token.
    public let timeToFirst: Calibration

    /// - Parameter widths: how far predictions of such cases are off without evidence; the wider, the more a
    ///   measurement counts against chance.
    public init(_ evidence: [Evidence], widths: InferenceSpread.Widths) {
        func calibration(
            _ measured: (Evidence) -> Double?, _ predicted: (Evidence) -> Double, _ chance: Double, _ between: Double
        ) -> Calibration {
            let ratios = evidence.compactMap { one -> Calibration.Evidence? in
                guard let value = measured(one), value > 0, predicted(one) > 0 else { return nil }
                return Calibration.Evidence(ratio: value / predicted(one), likeness: one.likeness)
            }
            return Calibration(ratios, chance: chance, between: between)
        }
        let chance = InferenceSpread.chance
        tokenRate = calibration(
            { $0.tokenRatePerChip }, { $0.predicted.tokenRatePerChip }, chance.tokenRate, widths.tokenRate)
        timePerToken = calibration(
            { $0.timePerToken }, { $0.predicted.tailTimePerToken }, chance.timePerToken, widths.timePerToken)
        timeToFirst = calibration(
            { $0.timeToFirst }, { $0.predicted.tailTimeToFirst }, chance.timeToFirst, widths.timeToFirst)
    }

    /// No evidence.
    public static let none = InferenceCalibration([], widths: InferenceSpread.chance)

    /// `result` as the measured stack would reach it.
    public func applied(to result: InferenceResult) -> InferenceResult {
        var shifted = result
        shifted.requestRate *= tokenRate.factor
        shifted.tokenRate *= tokenRate.factor
        shifted.tokenRatePerChip *= tokenRate.factor
        shifted.meanTimePerToken *= timePerToken.factor
        shifted.tailTimePerToken *= timePerToken.factor
        shifted.meanTimeToFirst *= timeToFirst.factor
        shifted.tailTimeToFirst *= timeToFirst.factor
        return shifted
    }
}
