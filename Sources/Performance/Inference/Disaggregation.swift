/// Serving with one pool of chips that prefills prompts and one that decodes answers; the cache moves between them
/// (Splitwise, ISCA 2024; DistServe, OSDI 2024).
public struct Disaggregation: Sendable {
    /// One replica that prefills.
    public let prefill: InferenceModel
    /// One replica that decodes.
    public let decode: InferenceModel

    /// Both setups describe one replica each; their chips are set by `pools`.
    public init(
        shape: ModelShape, prefill: InferenceSetup, decode: InferenceSetup, parameters: InferenceParameters
    ) {
        let first = prefill.over(tensor: prefill.tensor, pipeline: prefill.pipeline)
        let second = decode.over(tensor: decode.tensor, pipeline: decode.pipeline)
        self.prefill = InferenceModel(shape: shape, setup: first, parameters: parameters)
        self.decode = InferenceModel(shape: shape, setup: second, parameters: parameters)
    }

    /// Two pools and what they serve together.
    public struct Pools: Hashable, Sendable {
        /// Copies of the model that prefill.
        public var prefillReplicas: Int
        /// Copies of the model that decode.
        public var decodeReplicas: Int
        /// Chips of the pool that prefills.
        public var prefillChips: Int
        /// Chips of the pool that decodes.
        public var decodeChips: Int
        /// Requests a second: the smaller of what the pools can serve.
        public var requestRate: Double
        /// Prompt tokens a second that are prefilled.
        public var inputRate: Double
        /// Output tokens a second that are decoded.
        public var outputRate: Double
        /// Output tokens a second of one chip of both pools.
        public var tokenRatePerChip: Double
        /// Seconds per token at the 99th percentile.
        public var tailTimePerToken: Double
        /// Seconds to the first token at the 99th percentile, the move of the cache included.
        public var tailTimeToFirst: Double
    }

    /// Chips that prefill for each chip that decodes, when neither pool waits for the other.
    public func balancedRatio(
        _ workload: InferenceWorkload, limits: LatencyLimits
    ) throws(InferenceRefusal) -> Double {
        let rates = try self.rates(workload, limits: limits)
        return rates.decode / rates.prefill * Double(prefill.setup.replicaChips)
            / Double(decode.setup.replicaChips)
    }

    /// The division of `chips` into pools that serves most within `limits`.
    ///
    /// - Complexity: O(chips / chips of a prefill replica).
    public func pools(
        _ workload: InferenceWorkload, limits: LatencyLimits, chips: Int
    ) throws(InferenceRefusal) -> Pools {
        let one = prefill.setup.replicaChips
        let other = decode.setup.replicaChips
        guard chips >= one + other else { throw .tooFewChips(chips: chips, needed: one + other) }
        let rates = try self.rates(workload, limits: limits)
        var best: Pools?
        for prefills in 1...((chips - other) / one) {
            let decodes = (chips - prefills * one) / other
            let rate = min(Double(prefills) * rates.prefill, Double(decodes) * rates.decode)
            if let best, best.requestRate >= rate { continue }
            let used = prefills * one + decodes * other
            best = Pools(
                prefillReplicas: prefills, decodeReplicas: decodes, prefillChips: prefills * one,
                decodeChips: decodes * other, requestRate: rate, inputRate: rate * workload.inputTokens,
                outputRate: rate * workload.outputTokens,
                tokenRatePerChip: rate * workload.outputTokens / Double(used),
                tailTimePerToken: rates.timePerToken, tailTimeToFirst: rates.timeToFirst)
        }
        guard let best else { throw .tooFewChips(chips: chips, needed: one + other) }
        return best
    }

    /// Requests a second one replica of each pool serves within limits.
    private func rates(
        _ workload: InferenceWorkload, limits: LatencyLimits
    ) throws(InferenceRefusal) -> (prefill: Double, decode: Double, timeToFirst: Double, timePerToken: Double) {
        if let refusal = prefill.refusal(workload) { throw refusal }
        let decodeMost = try decodeConcurrency(workload, limits: limits)
        let perToken = decodeStep(workload, decodeMost)
        let margin = decode.parameters[.operatorMargin]
        // The pool that prefills is a queue with one server: the load at which its tail meets the limit.
        let service = prefillSeconds(workload)
        let transfer = transferSeconds(workload)
        func first(_ load: Double) -> Double {
            let scale = service * (1 + workload.inputVariation * workload.inputVariation) / 2 / (1 - load)
            let wait = load > 0.01 ? scale * logarithm(hundredfold: load) : 0
            let long = InferenceModel.tail * workload.inputVariation * service
            return service + transfer + 2 * perToken + (wait * wait + long * long).squareRoot()
        }
        var low = 0.01
        guard first(low) <= limits.timeToFirst * margin else {
            throw .limitsUnreachable(timeToFirst: first(low), timePerToken: perToken)
        }
        var high = margin
        if first(high) <= limits.timeToFirst * margin { low = high }
        for _ in 0..<26 where low < high {
            let middle = (low + high) / 2
            if first(middle) <= limits.timeToFirst * margin { low = middle } else { high = middle }
        }
        let decodeRate = decodeMost / perToken / workload.outputTokens * margin
        return (low / service, decodeRate, first(low), perToken)
    }

    /// The most sequences of a replica that decodes within the limit.
    private func decodeConcurrency(
        _ workload: InferenceWorkload, limits: LatencyLimits
    ) throws(InferenceRefusal) -> Double {
        if let refusal = decode.refusal(workload) { throw refusal }
        let held = decode.memory.contextTokens / workload.reservedContext
        let most = max(1, min(held, Double(decode.setup.maximumSequences)))
        let limit = limits.timePerToken * decode.parameters[.operatorMargin]
        guard decodeStep(workload, 1) <= limit else {
            throw .limitsUnreachable(timeToFirst: prefillSeconds(workload), timePerToken: decodeStep(workload, 1))
        }
        if decodeStep(workload, most) <= limit { return most }
        var low = 1.0
        var high = most
        for _ in 0..<32 {
            let middle = (low + high) / 2
            if decodeStep(workload, middle) <= limit { low = middle } else { high = middle }
        }
        return low
    }

    private func decodeStep(_ workload: InferenceWorkload, _ concurrency: Double) -> Double {
        decode.seconds(.init(decoded: concurrency, context: workload.meanContext))
    }

    /// Seconds one prompt takes a replica that only prefills.
    func prefillSeconds(_ workload: InferenceWorkload) -> Double {
        prefill.seconds(
            .init(decoded: 0, context: 0, prefilled: workload.inputTokens, prompt: workload.inputTokens))
    }

    /// Seconds to move the cache of one prompt, over all links of the smaller replica.
    func transferSeconds(_ workload: InferenceWorkload) -> Double {
        let links = Double(min(prefill.setup.replicaChips, decode.setup.replicaChips))
        let link = min(prefill.setup.accelerator.scaleOutBandwidth, decode.setup.accelerator.scaleOutBandwidth)
        return workload.inputTokens * decode.cacheBytesPerToken
            / (links * link * decode.parameters[.linkReach])
    }
}
