/// What measurements of the user's own stack say of a prediction: a factor that shifts it.
///
/// Each measurement gives the ratio of measured to predicted time. Their weighted mean is drawn towards 1 by the share
/// of the spread that is chance (a James-Stein shrinkage): one measurement moves a prediction by most of its ratio,
/// several agreeing ones by all of it.
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

    /// Variance of chance over variance between stacks: the measurements of one configuration repeated over releases
    /// spread 6 % (median), stacks differ by about 12 %.
    public static let noiseShare = 0.25

    /// Multiply a predicted time by this.
    public let factor: Double
    /// How much of the spread between stacks is left (1 without evidence).
    public let remaining: Double

    public init(_ evidence: [Evidence]) {
        let weight = evidence.reduce(0) { $0 + $1.likeness }
        guard weight > 0 else {
            factor = 1
            remaining = 1
            return
        }
        let mean = evidence.reduce(0) { $0 + $1.likeness * $1.ratio } / weight
        let trust = weight / (weight + Self.noiseShare)
        factor = 1 + trust * (mean - 1)
        remaining = max(0.4, 1 - 0.6 * trust)
    }
}
