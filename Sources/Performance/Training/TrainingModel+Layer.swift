/// What one layer computes for one micro-batch on one rank.
extension TrainingModel {
    /// Layers of the stage that has most, all its chunks together: stages cannot share a layer.
    func layersOfFullestStage(_ x: Execution) -> Double {
        let chunks = x.pipeline * x.interleaving
        return Double((shape.layers + chunks - 1) / chunks * x.interleaving)
    }

    /// Seconds of the forward product of (rows x inner) with (inner x outer): FLOP over rate, slowed by small
    /// dimensions, d/(d + half) with d their harmonic mean.
    @inline(__always)
    func product(_ rows: Double, _ inner: Double, _ outer: Double, rate: Double, half: Double) -> Double {
        let d = 3 / (1 / rows + 1 / inner + 1 / outer)
        return 2 * rows * inner * outer * (d + half) / (d * rate)
    }

    /// Products a layer makes, forward (1), backward (2), and again if recomputed (1).
    func passes(_ x: Execution) -> Double { x.recompute == .full ? 4 : 3 }

    func gain(_ x: Execution) -> Double { 1 + parameters[.yearlyGain] * x.softwareAge }

    /// Matrix products of a layer, all passes.
    func products(_ x: Execution, tokens: Double) -> Double {
        let rate = rates.gemm(x.precision) * gain(x)
        let half = isNarrow(x) ? parameters[.gemmHalfFP8] : parameters[.gemmHalf]
        let split = Double(x.tensor)
        let h = work.hidden
        var time = 0.0
        for (inner, outer, side) in work.projections {
            time += product(
                tokens, side == 2 ? inner / split : inner, side == 1 ? outer / split : outer, rate: rate, half: half)
        }
        if work.expertShare < 1 {
            let f = work.feedForward / split
            let dense =
                product(tokens, h, work.gates * f, rate: rate, half: half)
                + product(tokens, f, h, rate: rate, half: half)
            time += (1 - work.expertShare) * dense
        }
        if work.expertShare > 0 {
            let rows = tokens * work.perToken * Double(x.expert) / work.experts
            let local = work.experts / Double(x.expert)
            let grouped = half + parameters[.groupedHalf]
            let f = work.expertForward
            var mixture = local / split * product(rows, h, work.gates * f, rate: rate, half: grouped)
            mixture += local / split * product(rows, f, h, rate: rate, half: grouped)
            if work.sharedForward > 0 {
                let s = work.sharedForward / split
                mixture += product(tokens, h, work.gates * s, rate: rate, half: half)
                mixture += product(tokens, s, h, rate: rate, half: half)
            }
            time += work.expertShare * mixture
        }
        return time * passes(x)
    }

    func isNarrow(_ x: Execution) -> Bool { x.precision.bytes < 2 && rates.gemm8 != nil }

    /// softmax(QKᵀ)V: 4 · tokens · keys · width forward. A fused kernel skips what the causal mask hides and computes
    /// the scores again in the backward pass (2.5 times forward, arXiv:2205.14135); plain products do neither, and
    /// move the score matrix through memory.
    func attentionTime(_ x: Execution, tokens: Double) -> Double {
        let sequence = Double(x.sequence)
        let width = work.attentionWidth / Double(x.tensor)
        let again: Double = x.recompute == .none ? 0 : 1
        let rate = rates.unthrottled16 * gain(x)
        guard x.kernel != .plain else {
            let keys = shape.attendedKeys(sequence: sequence, causal: false)
            let forward = 2 * tokens * keys * width / (rate * parameters[.plainAttention])
            let scores = parameters[.scoreBytes] * tokens * keys * work.heads / (Double(x.tensor) * rates.memory)
            return (forward + scores) * (3 + again)
        }
        let reach = x.kernel == .fused ? parameters[.fusedAttention] : parameters[.portedAttention]
        let keys = shape.attendedKeys(sequence: sequence)
        return 2 * tokens * keys * width / (rate * reach) * (3.5 + again)
    }

    /// Norms, residuals, activations, casts and routing: bytes over memory bandwidth.
    func elementwiseTime(_ x: Execution, tokens: Double) -> Double {
        let p = parameters
        let split = Double(x.tensor)
        let stream = tokens * work.hidden
        let inner = tokens * work.feedForward * (work.gates + 1) / split * (1 - work.expertShare)
        var bytes =
            2 * p[.streamPasses] * (x.sequenceParallel ? 2 * stream / split : stream + stream / split) + 4 * inner
        if isNarrow(x) { bytes += p[.quantisePasses] * (stream / split + inner) }
        if work.expertShare > 0 {
            let routed = tokens * work.perToken / split
            bytes +=
                2 * work.expertShare
                * (p[.routedPasses] * routed * work.hidden + 2 * routed * work.expertForward * (work.gates + 1))
        }
        return bytes / rates.memory * passes(x) / 3
    }

    /// Output matrix and loss, always in 16 bit, with three passes over the logits.
    func headTime(_ x: Execution, tokens: Double) -> Double {
        let outer = work.vocabulary / Double(x.tensor)
        let logits = product(
            tokens, work.hidden, outer, rate: rates.gemm16 * gain(x), half: parameters[.gemmHalf])
        return 3 * logits + 12 * tokens * outer / rates.memory
    }

    /// Adding one micro-batch's gradients to their sums: read and write of all weights held. Megatron's way; others
    /// reduce each micro-batch in 16 bit.
    func accumulationTime(_ x: Execution) -> Double {
        guard x.stack == .megatron || x.stack == .deepspeed else { return 0 }
        let held = work.held(x, ties: shape.tiesEmbeddings)
        return (x.narrowGradients ? 4 : 8) * (held.plain + held.expert) / rates.memory
    }

    /// Reading gradients and states and writing states and weights: 30 bytes a weight this rank updates.
    func optimizerTime(_ x: Execution) -> Double {
        let held = work.held(x, ties: shape.tiesEmbeddings)
        var ranks = Double(x.data * x.context)
        var expertRanks = max(1, ranks / Double(x.expert))
        switch x.sharding {
        case .none: (ranks, expertRanks) = (1, 1)
        case .optimizer, .gradients: break
        case .weights(let size): (ranks, expertRanks) = (min(ranks, Double(size)), min(expertRanks, Double(size)))
        }
        return 30 * (held.plain / ranks + held.expert / expertRanks) / rates.memory
    }
}
