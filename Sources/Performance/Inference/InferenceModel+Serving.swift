/// Steady states of continuous batching.
extension InferenceModel {
    /// The most a setup serves when requests never lack (offline): steps are as full as memory and software allow.
    public func saturated(_ workload: InferenceWorkload) throws(InferenceRefusal) -> InferenceResult {
        closed(workload, concurrency: try largestConcurrency(workload))
    }

    /// What a setup serves with `concurrency` sequences of each replica running all the time, or as many as fit.
    public func served(
        _ workload: InferenceWorkload, concurrency: Double
    ) throws(InferenceRefusal) -> InferenceResult {
        closed(workload, concurrency: min(try largestConcurrency(workload), max(1, concurrency)))
    }

    /// What a setup serves of `requestRate` requests a second that arrive at random (Poisson); nil if they are more
    /// than it can serve.
    public func served(
        _ workload: InferenceWorkload, requestRate: Double
    ) throws(InferenceRefusal) -> InferenceResult? {
        open(workload, requestRate: requestRate, most: try largestConcurrency(workload))
    }

    private func closed(_ workload: InferenceWorkload, concurrency: Double) -> InferenceResult {
        let step = stepSeconds(workload, concurrency: concurrency)
        var rate = concurrency / step * Double(setup.replicas)
        if let requests = workload.requests {
            rate *= waveShare(workload, requests: requests, concurrency: concurrency, step: step)
        }
        let prompt = promptSeconds(workload, step: step)
        return InferenceResult(
            requestRate: rate / workload.outputTokens, concurrency: concurrency, tokenRate: rate,
            tokenRatePerChip: rate / Double(setup.chips), meanTimePerToken: step, tailTimePerToken: step,
            meanTimeToFirst: 1.5 * step + prompt, tailTimeToFirst: 2 * step + prompt, load: 1, isCrowded: true)
    }

    /// What a closed batch of requests reaches of the steady rate: requests that start together end together, and the
    /// last wave may be small.
    private func waveShare(
        _ workload: InferenceWorkload, requests: Int, concurrency: Double, step: Double
    ) -> Double {
        let each = Double(requests) / Double(setup.replicas)
        let waves = (each / concurrency).rounded(.down)
        let rest = each - waves * concurrency
        let last = rest > 1e-6 ? stepSeconds(workload, concurrency: rest) : 0
        return each * step / (concurrency * (waves * step + last))
    }

    /// Seconds of a step that decodes `concurrency` sequences and prefills as many prompts as answers end.
    func stepSeconds(_ workload: InferenceWorkload, concurrency: Double) -> Double {
        seconds(
            Step(
                decoded: concurrency, context: workload.meanContext,
                prefilled: concurrency * workload.inputTokens / workload.outputTokens, prompt: workload.inputTokens))
    }

    /// Seconds a prompt takes of a replica whose steps last `step` without it: its own work, and the decoding between
    /// the parts it is cut into.
    func promptSeconds(_ workload: InferenceWorkload, step: Double) -> Double {
        let whole = Step(
            decoded: 0, context: 0, prefilled: workload.inputTokens, prompt: workload.inputTokens)
        return seconds(whole) - seconds(Step(decoded: 0, context: 0))
            + step * workload.inputTokens / Double(setup.maximumStepTokens)
    }

    /// Requests a second one replica finishes with `most` sequences running.
    func largestRate(_ workload: InferenceWorkload, most: Double) -> Double {
        most / stepSeconds(workload, concurrency: most) / workload.outputTokens
    }

    func open(_ workload: InferenceWorkload, requestRate: Double, most: Double) -> InferenceResult? {
        let largest = largestRate(workload, most: most)
        let rate = requestRate / Double(setup.replicas)
        guard rate > 0, rate <= largest else { return nil }
        // 1. The concurrency at which as many requests end as arrive.
        let concurrency = balanced(workload, rate: rate, most: most)
        let step = stepSeconds(workload, concurrency: concurrency)
        // 2. How it varies. Requests arrive at a constant rate and end at B/(O·t(B)); the variance of the number
        //    present is then B·t/a, a being what is left of a step without the part that grows with B (a queue with
        //    processor sharing), and grows with the variety of answers.
        let slope = (stepSeconds(workload, concurrency: concurrency * 1.01) - step) * 100
        let base = max(0.02 * step, step - slope)
        let variety = 1 + workload.outputVariation * workload.outputVariation
        let deviation = (concurrency * step / base * variety).squareRoot()
        let crowd = concurrency + Self.tail * deviation
        let tailStep = max(step, stepSeconds(workload, concurrency: min(most, crowd)))
        // 3. Prompts wait for each other (a single server, Pollaczek and Khinchine; its tail is exponential), then for
        //    the step under way and the one that holds their last part.
        let prompt = promptSeconds(workload, step: step)
        let busy = min(0.995, rate * prompt)
        let scale = prompt * (1 + workload.inputVariation * workload.inputVariation) / 2 / (1 - busy)
        let tailWait = busy > 0.01 ? scale * logarithm(hundredfold: busy) : 0
        let tailPrompt = Self.tail * workload.inputVariation * prompt
        let tokens = requestRate * workload.outputTokens
        return InferenceResult(
            requestRate: requestRate, concurrency: concurrency, tokenRate: tokens,
            tokenRatePerChip: tokens / Double(setup.chips), meanTimePerToken: step, tailTimePerToken: tailStep,
            meanTimeToFirst: busy * scale + prompt + 1.5 * step,
            tailTimeToFirst: 2 * tailStep + prompt + (tailWait * tailWait + tailPrompt * tailPrompt).squareRoot(),
            load: rate / largest, isCrowded: crowd > most)
    }

    /// The smallest concurrency that ends `rate` requests a second, by halving.
    private func balanced(_ workload: InferenceWorkload, rate: Double, most: Double) -> Double {
        var low = 0.0
        var high = most
        for _ in 0..<32 {
            let middle = (low + high) / 2
            if middle < rate * workload.outputTokens * stepSeconds(workload, concurrency: middle) {
                low = middle
            } else {
                high = middle
            }
        }
        return high
    }

    /// Standard deviations to the 99th percentile of a normal distribution.
    static let tail = 2.326
}
