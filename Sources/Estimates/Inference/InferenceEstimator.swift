public import StargatePerformance

/// Predicts inference with the constants of one parameter file.
public struct InferenceEstimator: Sendable {
    public let constants: InferenceConstants

    public init(_ constants: InferenceConstants) { self.constants = constants }

    /// What is predicted of one case: of the setups it could have, the one that serves most.
    ///
    /// - Throws: `EstimateRefusal` where none can serve it.
    public func prediction(of subject: InferenceCase) throws(EstimateRefusal) -> InferencePrediction {
        let seen = subject.observation
        var best: (InferenceModel, InferenceResult)?
        var last: InferenceRefusal?
        for setup in seen.setups {
            let model = InferenceModel(shape: seen.shape, setup: setup, parameters: constants.parameters)
            do throws(InferenceRefusal) {
                let result: InferenceResult
                if let concurrency = subject.concurrency {
                    result = try model.served(seen.workload, concurrency: concurrency / Double(max(1, setup.replicas)))
                } else {
                    result = try model.result(seen.workload, seen.drive)
                }
                if let best, best.1.tokenRatePerChip >= result.tokenRatePerChip { continue }
                best = (model, result)
            } catch { last = error }
        }
        guard let best else {
            throw EstimateRefusal(
                place: subject.id, field: "setup", problem: last.map { "\($0)" } ?? "no setup is given",
                remedy: "more chips, or a narrower format of weights")
        }
        let isLimited = seen.drive != .saturated
        let widths = widths(
            shape: seen.shape, accelerator: subject.accelerator, family: subject.family,
            precision: best.0.setup.weights, isLimited: isLimited)
        return InferencePrediction(
            subject: subject, model: best.0, result: best.1, widths: widths, spread: constants.spread)
    }

    /// Output tokens a second of one chip, at the highest load within limits, in the layout of one copy (a power of two
    /// within a host) that serves most for each chip; nil where none serves.
    public func bestRatePerChip(
        of shape: ModelShape, on accelerator: Accelerator, workload: InferenceWorkload, limits: LatencyLimits
    ) -> Double? {
        let precision: Precision = accelerator.peakFP4 != nil ? .nvfp4 : accelerator.peakFP8 != nil ? .fp8 : .bf16
        let setups = InferenceCase.setups(
            shape: shape, accelerator: accelerator, chips: 8, tensor: nil, pipeline: nil, precision: precision,
            year: 2026)
        return setups.filter { $0.pipeline == 1 }.compactMap { setup in
            let model = InferenceModel(shape: shape, setup: setup, parameters: constants.parameters)
            return try? model.operatingPoint(workload, limits: limits).tokenRatePerChip
        }.max()
    }

    /// How far predictions of such a case may be off.
    public func widths(
        shape: ModelShape, accelerator: Accelerator, family: String, precision: Precision, isLimited: Bool
    ) -> InferenceSpread.Widths {
        constants.spread.widths(
            shape: shape, isLimited: isLimited,
            distance: .init(
                chipMeasured: constants.chips.contains(accelerator.name),
                modelMeasured: constants.families.contains(family),
                precisionMeasured: constants.precisions.contains(precision.rawValue)))
    }
}

/// Predicted inference of one case.
public struct InferencePrediction: Sendable {
    public let subject: InferenceCase
    public let model: InferenceModel
    /// Before calibration.
    public let result: InferenceResult
    public let widths: InferenceSpread.Widths
    private let spread: InferenceSpread
    /// What measurements of the same stack say.
    public private(set) var calibration = InferenceCalibration.none
    public private(set) var evidence = 0

    init(
        subject: InferenceCase, model: InferenceModel, result: InferenceResult, widths: InferenceSpread.Widths,
        spread: InferenceSpread
    ) {
        self.subject = subject
        self.model = model
        self.result = result
        self.widths = widths
        self.spread = spread
    }

    public mutating func calibrate(by evidence: [InferenceCalibration.Evidence]) {
        calibration = InferenceCalibration(evidence, widths: widths)
        self.evidence = evidence.count
    }

    /// The result with its 80 % intervals, calibrated.
    public var forecast: InferenceSpread.Forecast {
        spread.forecast(result, widths: widths, calibration: calibration)
    }

    /// What this row, if it is measured, says of another of its stack.
    func evidence(likeness: Double) -> InferenceCalibration.Evidence? {
        guard subject.isMeasured else { return nil }
        let seen = subject.observation
        return InferenceCalibration.Evidence(
            predicted: result, tokenRatePerChip: seen.tokenRatePerChip, timePerToken: seen.timePerToken,
            timeToFirst: seen.timeToFirst, likeness: likeness)
    }
}
