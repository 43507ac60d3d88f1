/// How long one training step takes.
public struct TrainingStep: Sendable {
    public let shape: ModelShape
    public let accelerator: Accelerator
    public let parameters: TrainingParameters

    public init(shape: ModelShape, accelerator: Accelerator, parameters: TrainingParameters) {
        self.shape = shape
        self.accelerator = accelerator
        self.parameters = parameters
    }

    public func breakdown(_ x: Execution) -> StepBreakdown {
        let p = parameters
        let tp = Double(x.tensor), pp = Double(x.pipeline), cp = Double(x.context), ep = Double(x.expert)
        let m = Double(x.microbatches)
        let layers = Double(shape.layers) / pp
        let tokens = Double(x.microbatch * x.sequence) / cp
        let h = Double(shape.hidden)
        let fp8 = x.precision == .fp8 || x.precision == .mxfp8 || x.precision == .nvfp4
        let gain = (1 + p[.yearlyGain] * x.softwareAge)
        let bf16 = accelerator.peakBF16 * (accelerator.reachableBF16 ?? p[.unknownReach]) * p[.gemmReach] * gain * sustained
        let share8 = accelerator.reachableFP8 ?? accelerator.reachableBF16 ?? p[.unknownReach]
        let low =
            fp8
            ? (accelerator.peak(x.precision) ?? accelerator.peakBF16) * share8 * p[.gemmReach] * gain : bf16
        let half = fp8 ? p[.gemmHalfFP8] : p[.gemmHalf]
        let hbm = accelerator.memoryBandwidth * p[.memoryReach]
        let passes = x.recompute == .full ? 4.0 : 3.0

        var out = StepBreakdown()

        // 1. Matrix products.
        let gemms = projections(tp: tp)
        var gemm = 0.0
        for g in gemms { gemm += product(tokens, g.k, g.n, rate: low, half: half) }
        var dense = 0.0
        let f = Double(shape.feedForward)
        let up = shape.isGated ? 2.0 : 1.0
        dense += product(tokens, h, up * f / tp, rate: low, half: half)
        dense += product(tokens, f / tp, h, rate: low, half: half)
        var mixture = 0.0
        let expertShare = Double(shape.expertLayers) / Double(shape.layers)
        if let e = shape.experts {
            let rows = tokens * Double(e.perToken) * ep / Double(e.count)
            let local = Double(e.count) / ep
            let fe = Double(e.feedForward) / 1
            mixture += local * product(rows, h, up * fe, rate: low, half: half + p[.groupedHalf]) / tp
            mixture += local * product(rows, fe, h, rate: low, half: half + p[.groupedHalf]) / tp
            if e.shared > 0 {
                let fs = Double(e.feedForward * e.shared)
                mixture += product(tokens, h, up * fs / tp, rate: low, half: half)
                mixture += product(tokens, fs / tp, h, rate: low, half: half)
            }
        }
        gemm += dense * (1 - expertShare) + mixture * expertShare
        let gemmLayer = gemm * passes

        // 2. Attention.
        let s = Double(x.sequence)
        let width = attentionWidth / tp
        var attention: Double
        if x.fusedAttention {
            let keys = shape.attendedKeys(sequence: s)
            let ported = x.stack == .fsdp && x.softwareAge < 3.6 && accelerator.peakBF16 > 320e12
            let forward = 2 * tokens * keys * width / (bf16 * p[ported ? .portedAttention : .fusedAttention])
            // Backward of a fused kernel computes the scores again: 2.5 times forward (arXiv:2205.14135).
            attention = forward * (3.5 + (x.recompute == .none ? 0 : 1))
        } else {
            let keys = shape.attendedKeys(sequence: s, causal: false)
            let forward = 2 * tokens * keys * width / (bf16 * p[.plainAttention])
            let scores = p[.scoreBytes] * tokens * s * Double(shape.heads) / tp / hbm
            attention = (forward + scores) * (x.recompute == .none ? 3 : 4)
        }

        // 3. Elementwise.
        let stream = x.sequenceParallel ? tokens * h / tp : tokens * h
        let inner = tokens * (expertShare == 1 ? 0 : f) * (shape.isGated ? 3 : 2) / tp * (1 - expertShare)
        var bytes = (p[.streamPasses] * (stream + tokens * h / tp) + 2 * inner) * 2
        if fp8 { bytes += p[.quantisePasses] * (tokens * h / tp + inner) }
        if let e = shape.experts {
            let routed = tokens * Double(e.perToken)
            bytes +=
                expertShare * 2
                * (p[.routedPasses] * routed * h + 2 * routed * Double(e.feedForward) * (shape.isGated ? 3 : 2)) / tp
        }
        let elementwise = bytes / hbm * passes / 3

        // 4. Communication of a layer.
        let element = 2.0
        var tensor = 0.0
        if x.tensor > 1 {
            let link = linkRate(group: x.tensor, stride: 1)
            let volume = tokens * h * element * (tp - 1) / tp
            // Four all-reduces (or gather + scatter pairs): two forward, two backward; two more when recomputed.
            let times = x.recompute == .full ? 6.0 : 4.0
            tensor = times * (2 * volume / link * p[.tensorExposed] + p[.collectiveLatency] * 2)
        }
        var context = 0.0
        if x.context > 1 {
            let link = linkRate(group: x.context, stride: x.tensor)
            let kv = 2 * Double(shape.keyValueHeads * shape.headWidth) / tp
            let volume = tokens * kv * element * (cp - 1)
            context = p[.contextExposed] * 3 * volume / link
        }
        var expert = 0.0
        if x.expert > 1, let e = shape.experts {
            let inside = Double(insideDomain(group: x.expert, stride: x.tensor))
            let volume = tokens * Double(e.perToken) * h * element / tp
            let near = volume * (inside - 1) / ep / (accelerator.scaleUpBandwidth * p[.scaleUpReach])
            let far = tokens * h * element / tp * remote(experts: e, groups: (x.expert + Int(inside) - 1) / Int(inside)) / (accelerator.scaleOutBandwidth * p[.scaleOutReach])
            expert = expertShare * 4 * p[.expertExposed] * max(near, far)
        }

        // 5. One micro-batch on one stage, and the pipeline.
        let host = (p[.hostPerLayer] + expertShare * p[.hostPerExpertLayer]) * passes / 3
        let layer = gemmLayer + attention + elementwise + tensor + context + expert + host
        let logits = product(tokens, h, Double(shape.vocabulary) / tp, rate: bf16, half: p[.gemmHalf]) * 3
        let head = logits + 3 * 4 * tokens * Double(shape.vocabulary) / tp / hbm
        let stage = layers * layer
        let held = (Double(shape.parameters - 2 * shape.embeddingWeights) / pp + Double(shape.embeddingWeights)) / tp
            - Double(shape.expertLayers * (shape.experts?.count ?? 0) * shape.expertWeights) / pp / tp * (1 - 1 / ep)
        let accumulate = x.stack == .megatron || x.stack == .deepspeed ? 8 * held / hbm : 0
        out.gemm = m * (layers * gemmLayer + accumulate)
        out.attention = m * layers * attention
        out.elementwise = m * layers * elementwise
        out.tensor = m * layers * tensor
        out.context = m * layers * context
        out.expert = m * layers * expert
        out.host = m * layers * host
        out.head = m * head
        out.bubble = (pp - 1) / Double(x.interleaving) * stage
        if x.pipeline > 1 {
            let link = linkRate(group: x.pipeline, stride: x.tensor * x.context * x.data)
            out.pipeline =
                2 * m * Double(x.interleaving) * tokens * h * element / tp / link * p[.dataExposed]
        }

        // 6. Gradients, optimizer.
        let weights = (Double(shape.parameters - 2 * shape.embeddingWeights) / pp + Double(shape.embeddingWeights)) / tp
        let ranks = x.data * x.context
        let expertWeights = Double(shape.expertLayers * (shape.experts?.count ?? 0) * shape.expertWeights) / pp / tp
        let plain = weights - expertWeights
        let shards = Double(ranks)
        if ranks > 1 {
            let link = linkRate(group: ranks, stride: x.tensor)
            let share = Double(ranks - 1) / Double(ranks)
            let compute = m * layers * (layer)
            switch x.sharding {
            case .none, .optimizer:
                var time = plain * (2 + 2) * share / link
                if shape.experts != nil {
                    let g = max(1, ranks / x.expert)
                    time +=
                        expertWeights / ep * 4 * Double(g - 1) / Double(g)
                        / linkRate(group: g, stride: x.tensor * x.expert)
                }
                out.data = max(time * p[.dataExposed], time - compute / m * 0.6)
            case .gradients, .weights:
                var group = ranks
                var gathers = 1.0
                if case .weights(let g) = x.sharding {
                    group = min(ranks, g)
                    gathers = 2
                }
                let inner = linkRate(group: group, stride: x.tensor)
                let s = Double(group - 1) / Double(group)
                let time = m * weights * (2 * gathers + 2) * s / inner
                out.data = max(time * p[.dataExposed], time - compute)
            }
        }
        out.optimizer = (plain / (x.sharding == .none ? 1 : shards) + expertWeights / ep) * 30 / hbm
        out.host += p[.hostPerStep]

        // 7. Waiting for the slowest rank grows with the count of chips; the stack's own share.
        var slower = 1 + p[.straggle] * Double(max(0, levels(x.chips)))
        switch x.stack {
        case .megatron: break
        case .fsdp: slower *= 1 + p[.fsdpOverhead]
        case .deepspeed: slower *= 1 + p[.deepspeedOverhead]
        case .jax: slower *= 1 + p[.jaxOverhead]
        }
        out.host += out.total * (slower - 1)
        return out
    }

    var sustained: Double {
        guard let power = accelerator.power else { return 1 }
        let watts = power / (accelerator.peakBF16 / 1e12)
        return 1 / (1 + parameters[.powerLimit] * max(0, 0.71 / watts - 1))
    }

    /// Remote nodes a token is sent to on average, each once, when its experts lie evenly over `groups` nodes.
    func remote(experts: ModelShape.Experts, groups: Int) -> Double {
        guard groups > 1 else { return 0 }
        var miss = 1.0
        for _ in 0..<experts.perToken { miss *= 1 - 1 / Double(groups) }
        return Double(groups - 1) * (1 - miss)
    }

    func levels(_ chips: Int) -> Int { chips <= 8 ? 0 : (chips / 8).bitWidth - (chips / 8).leadingZeroBitCount - 1 }

    var attentionWidth: Double {
        switch shape.attention {
        case .grouped, .sliding: Double(2 * shape.heads * shape.headWidth)
        case .latent(_, _, let plain, let rotary, let value): Double(shape.heads * (plain + rotary + value))
        }
    }

    func projections(tp: Double) -> [(k: Double, n: Double)] {
        let h = Double(shape.hidden)
        switch shape.attention {
        case .grouped(let kv), .sliding(let kv, _, _, _):
            let w = Double(shape.headWidth)
            let q = Double(shape.heads) * w
            return [(h, (q + 2 * Double(kv) * w) / tp), (q / tp, h)]
        case .latent(let qr, let kr, let plain, let rotary, let value):
            let n = Double(shape.heads)
            var all: [(k: Double, n: Double)] = []
            if qr > 0 {
                all = [(h, Double(qr)), (Double(qr), n * Double(plain + rotary) / tp)]
            } else {
                all = [(h, n * Double(plain + rotary) / tp)]
            }
            all += [(h, Double(kr + rotary)), (Double(kr), n * Double(plain + value) / tp), (n * Double(value) / tp, h)]
            return all
        }
    }

    /// Seconds of a forward product of (m x k) and (k x n).
    func product(_ m: Double, _ k: Double, _ n: Double, rate: Double, half: Double) -> Double {
        let d = 3 / (1 / m + 1 / k + 1 / n)
        return 2 * m * k * n / rate * (d + half) / d
    }

    func insideDomain(group: Int, stride: Int) -> Int { max(1, min(group, accelerator.scaleUpDomain / max(1, stride))) }

    func linkRate(group: Int, stride: Int) -> Double {
        let inside = insideDomain(group: group, stride: stride)
        let up = accelerator.scaleUpBandwidth * parameters[.scaleUpReach]
        if inside >= group { return up }
        return min(up, Double(inside) * accelerator.scaleOutBandwidth * parameters[.scaleOutReach])
    }
}
