/// What measurements of the user's own stack say of a prediction: a factor that shifts it.
///
/// Each measurement gives the ratio of measured to predicted time. Their weighted median (a few odd ones do no harm) is
/// drawn towards 1 by the share of the spread that is chance: James and Stein's shrinkage, with what is known before of
/// both. One measurement of a stack far from the data moves a prediction by most of its ratio; one of a stack that set
/// the constants moves it little.
public struct Calibration: Hashable, Sendable {
    /// Measured over predicted time, with how alike the measured case is to the one to be predicted (0...1).
    public struct Evidence: Hashable, Sendable {
        public let ratio: Double
        public let likeness: Double

        public init(ratio: Double, likeness: Double) {
            self.ratio = ratio
            self.likeness = likeness
        }
    }

    /// Multiply a predicted time by this.
    public let factor: Double
    /// How much of the difference between stacks the evidence explains (0 without any, towards 1).
    public let trust: Double

    /// - Parameters:
    ///   - chance: the spread of one stack's rows about their own middle.
    ///   - between: the spread of stacks' middles about the prediction.
    public init(_ evidence: [Evidence], chance: Double, between: Double) {
        let weight = evidence.reduce(0) { $0 + $1.likeness }
        guard weight > 0, between > 0 else {
            factor = 1
            trust = 0
            return
        }
        let noise = chance * chance / (between * between)
        trust = weight / (weight + noise)
        factor = 1 + trust * (Self.median(evidence, weight: weight) - 1)
    }

    /// No evidence.
    public static let none = Calibration([], chance: 1, between: 1)

    /// The ratio with half the weight on either side; between two that share the middle, their mean.
    private static func median(_ evidence: [Evidence], weight: Double) -> Double {
        var below = 0.0
        let sorted = evidence.sorted { $0.ratio < $1.ratio }
        for (index, item) in sorted.enumerated() {
            below += item.likeness
            if below > weight / 2 * (1 + 1e-12) { return item.ratio }
            if below >= weight / 2 * (1 - 1e-12), index + 1 < sorted.count {
                return (item.ratio + sorted[index + 1].ratio) / 2
            }
        }
        return sorted.last?.ratio ?? 1
    }
}
