/// How a setup serves a workload at one load. Times in seconds, rates a second; "tail" is the 99th percentile.
public struct InferenceResult: Hashable, Sendable {
    /// Requests a second of all chips.
    public var requestRate: Double
    /// Sequences of one replica that are answered at once, on average.
    public var concurrency: Double
    /// Output tokens a second of all chips.
    public var tokenRate: Double
    /// Output tokens a second of one chip.
    public var tokenRatePerChip: Double
    /// Seconds between the tokens of one answer, on average.
    public var meanTimePerToken: Double
    /// Seconds between tokens that 99 of 100 answers stay below.
    public var tailTimePerToken: Double
    /// Seconds from a request to its first token, on average.
    public var meanTimeToFirst: Double
    /// Seconds to the first token that 99 of 100 requests stay below.
    public var tailTimeToFirst: Double
    /// The request rate as a share of what the setup could serve without limits.
    public var load: Double
    /// Whether all slots are taken more than one hundredth of the time: requests then wait for one.
    public var isCrowded: Bool

    public init(
        requestRate: Double, concurrency: Double, tokenRate: Double, tokenRatePerChip: Double, meanTimePerToken: Double,
        tailTimePerToken: Double, meanTimeToFirst: Double, tailTimeToFirst: Double, load: Double, isCrowded: Bool
    ) {
        self.requestRate = requestRate
        self.concurrency = concurrency
        self.tokenRate = tokenRate
        self.tokenRatePerChip = tokenRatePerChip
        self.meanTimePerToken = meanTimePerToken
        self.tailTimePerToken = tailTimePerToken
        self.meanTimeToFirst = meanTimeToFirst
        self.tailTimeToFirst = tailTimeToFirst
        self.load = load
        self.isCrowded = isCrowded
    }
}

/// The longest that 99 of 100 requests may wait, in seconds.
public struct LatencyLimits: Hashable, Sendable {
    /// Seconds to the first token.
    public var timeToFirst: Double
    /// Seconds per token after it.
    public var timePerToken: Double

    public init(timeToFirst: Double, timePerToken: Double) {
        self.timeToFirst = timeToFirst
        self.timePerToken = timePerToken
    }

    /// Whether a result stays within `share` of both limits.
    func hold(_ result: InferenceResult, share: Double) -> Bool {
        result.tailTimePerToken <= timePerToken * share && result.tailTimeToFirst <= timeToFirst * share
    }
}
