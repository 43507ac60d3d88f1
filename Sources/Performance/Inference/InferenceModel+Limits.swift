/// Loads within limits of latency.
extension InferenceModel {
    /// The highest load within `limits` at which a slot is nearly always free: where operators run a service, and where
    /// benchmarks with limits are submitted. Operators leave a margin to limits and to saturation.
    ///
    /// - Throws: why the setup cannot serve the workload, or that no load meets the limits.
    public func operatingPoint(
        _ workload: InferenceWorkload, limits: LatencyLimits
    ) throws(InferenceRefusal) -> InferenceResult {
        let most = try largestConcurrency(workload)
        let margin = parameters[.operatorMargin]
        let largest = largestRate(workload, most: most) * Double(setup.replicas) * margin
        func within(_ rate: Double) -> InferenceResult? {
            guard let result = open(workload, requestRate: rate, most: most), limits.hold(result, share: margin),
                // Few slots are all taken by chance even at low loads: that alone is no reason to serve less.
                !result.isCrowded || result.load < 0.5
            else { return nil }
            return result
        }
        if let result = within(largest) { return result }
        var low = largest * 1e-4
        var high = largest
        guard var best = within(low) else {
            let alone = open(workload, requestRate: low, most: most)
            throw .limitsUnreachable(
                timeToFirst: alone?.tailTimeToFirst ?? .infinity, timePerToken: alone?.tailTimePerToken ?? .infinity)
        }
        for _ in 0..<26 {
            let middle = (low + high) / 2
            if let result = within(middle) {
                low = middle
                best = result
            } else {
                high = middle
            }
        }
        return best
    }

    /// The setup of `candidates` that serves `tokenRate` output tokens a second within `limits` on the fewest chips,
    /// with its chips set to what is needed.
    ///
    /// - Throws: the refusal of the last candidate if none serves.
    public static func fewestChips(
        for tokenRate: Double, of workload: InferenceWorkload, within limits: LatencyLimits, shape: ModelShape,
        candidates: [InferenceSetup], parameters: InferenceParameters
    ) throws(InferenceRefusal) -> (setup: InferenceSetup, result: InferenceResult) {
        precondition(!candidates.isEmpty && tokenRate > 0, "a demand and somewhere to serve it")
        var best: (setup: InferenceSetup, result: InferenceResult)?
        var last = InferenceRefusal.tooFewChips(chips: 0, needed: 1)
        for candidate in candidates {
            do throws(InferenceRefusal) {
                var setup = candidate.over(tensor: candidate.tensor, pipeline: candidate.pipeline)
                let one = try InferenceModel(shape: shape, setup: setup, parameters: parameters)
                    .operatingPoint(workload, limits: limits)
                let replicas = (tokenRate / one.tokenRate).rounded(.up)
                guard replicas < 1e9 else { continue }
                setup.chips = Int(replicas) * setup.replicaChips
                if let best, best.setup.chips <= setup.chips { continue }
                let all = InferenceModel(shape: shape, setup: setup, parameters: parameters)
                let rate = min(tokenRate / workload.outputTokens, one.requestRate * replicas)
                guard let result = try all.served(workload, requestRate: rate) else { continue }
                best = (setup, result)
            } catch {
                last = error
            }
        }
        guard let best else { throw last }
        return best
    }
}
