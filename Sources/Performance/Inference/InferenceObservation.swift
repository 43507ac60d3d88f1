/// One measured row of inference.
public struct InferenceObservation: Sendable {
    /// How a benchmark drives the system.
    public enum Drive: Hashable, Sendable {
        /// Requests never lack.
        case saturated
        /// The highest load within limits.
        case limited(LatencyLimits)
    }

    /// The key of the row.
    public let id: String
    /// The model that was served.
    public let shape: ModelShape
    /// The published setup, or those the submitter could have chosen among.
    public let setups: [InferenceSetup]
    /// The requests, as published or assumed.
    public let workload: InferenceWorkload
    /// How they were sent.
    public let drive: Drive
    /// Measured output tokens a second of one chip.
    public let tokenRatePerChip: Double
    /// Measured seconds to the first token at the 99th percentile; nil where not published.
    public let timeToFirst: Double?
    /// Measured seconds per token at the 99th percentile; nil where not published.
    public let timePerToken: Double?
    /// Rows that measure one configuration again bear the same group: together they weigh as √(their count).
    public let group: String
    /// How much this row counts: 1 for most.
    public let weight: Double

    public init(
        id: String, shape: ModelShape, setups: [InferenceSetup], workload: InferenceWorkload, drive: Drive,
        tokenRatePerChip: Double, timeToFirst: Double? = nil, timePerToken: Double? = nil, group: String,
        weight: Double = 1
    ) {
        precondition(!setups.isEmpty && tokenRatePerChip > 0, "a setup and what it was measured to serve")
        self.id = id
        self.shape = shape
        self.setups = setups
        self.workload = workload
        self.drive = drive
        self.tokenRatePerChip = tokenRatePerChip
        self.timeToFirst = timeToFirst
        self.timePerToken = timePerToken
        self.group = group
        self.weight = weight
    }

    /// What the model says of the row: the setup that serves most; nil if none fits.
    public func predicted(_ parameters: InferenceParameters) -> InferenceResult? {
        var best: InferenceResult?
        for setup in setups {
            let model = InferenceModel(shape: shape, setup: setup, parameters: parameters)
            guard let result = try? model.result(workload, drive) else { continue }
            if let best, best.tokenRatePerChip >= result.tokenRatePerChip { continue }
            best = result
        }
        return best
    }

    /// Logarithms of predicted over measured.
    public struct Errors: Hashable, Sendable {
        /// Of output tokens a second.
        public var tokenRate: Double
        /// Of seconds per token; nil where not measured.
        public var timePerToken: Double?
        /// Of seconds to the first token; nil where not measured.
        public var timeToFirst: Double?
    }

    /// How far `result` is off; nil if nothing was predicted.
    public func errors(_ result: InferenceResult?) -> Errors? {
        guard let result else { return nil }
        return Errors(
            tokenRate: relativeError(result.tokenRatePerChip, tokenRatePerChip),
            timePerToken: timePerToken.map { relativeError(result.tailTimePerToken, $0) },
            timeToFirst: timeToFirst.map { relativeError(result.tailTimeToFirst, $0) })
    }
}

extension InferenceModel {
    /// What the setup serves when driven so.
    public func result(
        _ workload: InferenceWorkload, _ drive: InferenceObservation.Drive
    ) throws(InferenceRefusal) -> InferenceResult {
        switch drive {
        case .saturated: try saturated(workload)
        case .limited(let limits): try operatingPoint(workload, limits: limits)
        }
    }
}
