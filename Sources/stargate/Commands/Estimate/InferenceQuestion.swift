import StargateEstimates
import StargatePerformance

/// What a user asks of inference.
struct InferenceQuestion {
    let name: String
    let shape: ModelShape
    let chip: Accelerator
    let count: Int
    let estimator: InferenceEstimator
    let workload: InferenceWorkload
    let limits: LatencyLimits?
    let setups: [InferenceSetup]

    /// The setup asked for, or those whose copies divide the chips.
    static func setups(
        shape: ModelShape, chip: Accelerator, count: Int, tp: Int?, pp: Int?, weights: Precision
    ) -> [InferenceSetup] {
        let cache: Precision = chip.peakFP8 == nil || weights.bytes > 1 ? .bf16 : .fp8
        let widest = min(count, max(chip.scaleUpDomain, chip.nodeChips), shape.heads)
        let widths = tp.map { [$0] } ?? [1, 2, 4, 8, 16, 32, 64].filter { $0 <= widest }
        let copies = widths.flatMap { tensor in
            (pp.map { [$0] } ?? [1, 2, 4, 8]).compactMap { pipeline -> InferenceSetup? in
                guard tp != nil || count % (tensor * pipeline) == 0 else { return nil }
                return InferenceSetup(
                    accelerator: chip, chips: count, tensor: tensor, pipeline: pipeline,
                    attentionData: shape.experts == nil ? 1 : tensor, weights: weights, cache: cache, softwareYear: 2026
                )
            }
        }
        guard pp == nil else { return copies }
        // Stages only where one does not do: a model that no scale-up domain holds.
        let one = InferenceWorkload(inputTokens: 1, outputTokens: 1)
        let flat = copies.filter { $0.pipeline == 1 }
        let fits = flat.contains {
            InferenceModel(shape: shape, setup: $0, parameters: .expected).fits(one)
        }
        return fits ? flat : copies
    }

    private func model(_ setup: InferenceSetup) -> InferenceModel {
        InferenceModel(shape: shape, setup: setup, parameters: estimator.constants.parameters)
    }

    /// The setup that serves most, at saturation, at a load, or within the limits.
    func served(concurrency: Double?, rate: Double?) throws(InferenceRefusal) -> InferenceReport {
        var best: (InferenceModel, InferenceResult)?
        var last = InferenceRefusal.tooFewChips(chips: count, needed: 1)
        for setup in setups {
            let model = model(setup)
            do throws(InferenceRefusal) {
                let result: InferenceResult?
                if let concurrency {
                    result = try model.served(workload, concurrency: concurrency)
                } else if let rate {
                    result = try model.served(workload, requestRate: rate)
                } else if let limits {
                    result = try model.operatingPoint(workload, limits: limits)
                } else {
                    result = try model.saturated(workload)
                }
                guard let result else { continue }
                // At a given load all serve alike: the quickest is best.
                let isBetter =
                    best.map {
                        rate == nil
                            ? result.tokenRate > $0.1.tokenRate : result.tailTimePerToken < $0.1.tailTimePerToken
                    } ?? true
                if isBetter { best = (model, result) }
            } catch { last = error }
        }
        guard let best else {
            guard let rate else { throw last }
            let most = try served(concurrency: nil, rate: nil).requestsPerS
            throw .rateTooHigh(rate: rate, most: most)
        }
        return report(best.0, best.1, chips: count, isSaturated: concurrency == nil && rate == nil && limits == nil)
    }

    /// The fewest chips that serve a demand within the limits.
    func capacity(demand: Double, limits: LatencyLimits) throws(InferenceRefusal) -> InferenceReport {
        let found = try InferenceModel.fewestChips(
            for: demand, of: workload, within: limits, shape: shape, candidates: setups,
            parameters: estimator.constants.parameters)
        return report(model(found.setup), found.result, chips: found.setup.chips)
    }

    /// Pools that prefill and decode.
    func pools(limits: LatencyLimits) throws(InferenceRefusal) -> InferenceReport {
        var best: (Disaggregation.Pools, InferenceSetup)?
        var last = InferenceRefusal.tooFewChips(chips: count, needed: 2)
        for setup in setups {
            do throws(InferenceRefusal) {
                let pair = Disaggregation(
                    shape: shape, prefill: setup, decode: setup, parameters: estimator.constants.parameters)
                let pools = try pair.pools(workload, limits: limits, chips: count)
                if let best, best.0.requestRate >= pools.requestRate { continue }
                best = (pools, setup)
            } catch { last = error }
        }
        guard let best else { throw last }
        let pools = best.0
        let result = InferenceResult(
            requestRate: pools.requestRate, concurrency: 0, tokenRate: pools.outputRate,
            tokenRatePerChip: pools.tokenRatePerChip, meanTimePerToken: pools.tailTimePerToken,
            tailTimePerToken: pools.tailTimePerToken, meanTimeToFirst: pools.tailTimeToFirst,
            tailTimeToFirst: pools.tailTimeToFirst, load: 1, isCrowded: false)
        return report(model(best.1), result, chips: pools.prefillChips + pools.decodeChips, pools: pools)
    }

    private func report(
        _ model: InferenceModel, _ result: InferenceResult, chips: Int, pools: Disaggregation.Pools? = nil,
        isSaturated: Bool = false
    ) -> InferenceReport {
        let family = String(name.prefix { $0.isLetter })
        let widths = estimator.widths(
            shape: shape, accelerator: chip, family: family, precision: model.setup.weights, isLimited: limits != nil)
        let forecast = estimator.constants.spread.forecast(result, widths: widths)
        return InferenceReport(self, model, result, forecast, chips: chips, pools: pools, isSaturated: isSaturated)
    }

    static func failure(_ refusal: InferenceRefusal) -> Failure {
        func gib(_ bytes: Double) -> String { "\(Figure.gibibytes(bytes)) GiB" }
        func wider(_ tensor: Int?) -> String {
            tensor.map { "use --tp \($0)" } ?? "use more chips a copy (--tp, --pp), a larger chip or narrower weights"
        }
        switch refusal {
        case .partReplica(let chips, let replica):
            return .refused("--chips: \(chips) chips are no whole copies", help: "use a multiple of \(replica)")
        case .tensorTooWide(let tensor, let most):
            return .refused("--tp: \(tensor) chips cannot share a layer", help: "use at most \(most)")
        case .attentionDataUneven(let groups, let tensor):
            return .refused("--tp: \(groups) groups do not divide \(tensor) chips", help: "use a power of two")
        case .pipelineTooDeep(let pipeline, let layers):
            return .refused("--pp: \(pipeline) stages exceed \(layers) layers", help: "use at most \(layers)")
        case .weightsTooLarge(let needed, let available, let tensor):
            return .refused(
                "memory: the weights need \(gib(needed)) of \(gib(available)) a chip", help: wider(tensor))
        case .contextTooLong(let tokens, let longest, let tensor):
            return .refused(
                "memory: the cache of one request (\(Figure.number(Int(tokens))) tokens) does not fit",
                help: "\(wider(tensor)), or at most \(Figure.number(Int(longest))) tokens")
        case .limitsUnreachable(let first, let token):
            return .refused(
                "limits: even nearly alone, requests take \(Figure.seconds(first)) to the first token and "
                    + "\(Figure.seconds(token)) a token", help: "longer limits, a wider --tp, or a faster chip")
        case .rateTooHigh(let rate, let most):
            return .refused(
                "--rate: \(Figure.significant(rate)) requests a second are more than the chips can answer",
                help: "at most about \(Figure.significant(most)), or more chips")
        case .tooFewChips(let chips, let needed):
            return .refused("--chips: \(chips) are too few", help: "at least \(needed)")
        }
    }
}

/// What a setup serves, for JSON and for people.
struct InferenceReport: Encodable {
    struct Pools: Encodable {
        let prefillChips, decodeChips, prefillReplicas, decodeReplicas: Int
    }

    let model: String
    let chip: String
    let chips: Int
    let tp: Int
    let pp: Int
    let replicas: Int
    let precision: String
    let inputTokens: Double
    let outputTokens: Double
    let requestsPerS: Double
    let tokensPerS: StepReport.Interval
    let tokensPerSPerChip: StepReport.Interval
    let timeToFirstTokenP99S: StepReport.Interval
    let timePerTokenP99S: StepReport.Interval
    /// Not predicted for pools.
    let timeToFirstTokenMeanS: Double?
    let timePerTokenMeanS: Double?
    let concurrencyPerReplica: Double?
    /// Requests never lack: latencies are those of the steps, without any waiting in a queue.
    let saturated: Bool
    let cacheBytesPerToken: Double
    let weightBytesPerChip: Double
    let cacheTokensPerReplica: Double
    let pools: Pools?

    init(
        _ asked: InferenceQuestion, _ served: InferenceModel, _ result: InferenceResult,
        _ forecast: InferenceSpread.Forecast, chips: Int, pools: Disaggregation.Pools?, isSaturated: Bool
    ) {
        let setup = served.setup
        model = asked.name
        chip = asked.chip.name
        self.chips = chips
        tp = setup.tensor
        pp = setup.pipeline
        replicas = chips / max(1, setup.replicaChips)
        precision = setup.weights.rawValue
        inputTokens = asked.workload.inputTokens
        outputTokens = asked.workload.outputTokens
        requestsPerS = result.requestRate
        tokensPerS = .init(forecast.tokenRate)
        tokensPerSPerChip = .init(forecast.tokenRatePerChip)
        timeToFirstTokenP99S = .init(forecast.timeToFirst)
        timePerTokenP99S = .init(forecast.timePerToken)
        timeToFirstTokenMeanS = pools == nil ? result.meanTimeToFirst : nil
        timePerTokenMeanS = pools == nil ? result.meanTimePerToken : nil
        concurrencyPerReplica = pools == nil ? result.concurrency : nil
        saturated = isSaturated
        let memory = served.memory
        cacheBytesPerToken = memory.cachePerToken
        weightBytesPerChip = memory.weights
        cacheTokensPerReplica = memory.contextTokens
        self.pools = pools.map {
            Pools(
                prefillChips: $0.prefillChips, decodeChips: $0.decodeChips, prefillReplicas: $0.prefillReplicas,
                decodeReplicas: $0.decodeReplicas)
        }
    }

    func text() -> String {
        func range(_ interval: StepReport.Interval, _ word: (Double) -> String) -> String {
            "\(Figure.left(word(interval.expected), 12))80 %: \(word(interval.low)) to \(word(interval.high))"
        }
        var text = "\(model) on \(Figure.number(chips)) x \(chip), weights in \(precision.uppercased()): "
        text += "\(replicas) cop\(replicas == 1 ? "y" : "ies") of TP \(tp)\(pp > 1 ? " x PP \(pp)" : "")\n\n"
        if let pools {
            text += "  pools               \(pools.prefillChips) chips prefill, \(pools.decodeChips) decode\n"
        }
        text += "  output tokens/s     \(range(tokensPerS, Figure.significant))\n"
        text += "    a chip            \(range(tokensPerSPerChip, Figure.significant))\n"
        if saturated { text += "  saturated: requests never lack, and their waiting for a place is not counted\n" }
        text += "  first token, p99    \(range(timeToFirstTokenP99S, Figure.seconds))\n"
        text += "  each token, p99     \(range(timePerTokenP99S, Figure.seconds))\n"
        text +=
            "  requests/s          \(Figure.significant(requestsPerS)) of \(Figure.number(Int(inputTokens))) tokens in, "
        text += "\(Figure.number(Int(outputTokens))) out"
        if let concurrencyPerReplica { text += "; \(Figure.significant(concurrencyPerReplica)) at once in each copy" }
        text +=
            "\n  memory of a chip    weights \(Figure.gibibytes(weightBytesPerChip)) GiB; the cache of a copy holds "
        text +=
            "\(Figure.number(Int(cacheTokensPerReplica))) tokens of \(Figure.number(Int(cacheBytesPerToken))) bytes\n"
        return text
    }
}
