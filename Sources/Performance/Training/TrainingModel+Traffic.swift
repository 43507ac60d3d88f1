/// What ranks send each other, and what of it computation does not hide.
extension TrainingModel {
    /// Ranks of a group that share one scale-up domain when neighbours of the group lie `stride` ranks apart.
    @inline(__always)
    func inside(group: Int, stride: Int) -> Int { max(1, min(group, accelerator.scaleUpDomain / max(1, stride))) }

    /// Bytes/s at which a ring over a group passes data. Within a domain the scale-up link limits; beyond it, the
    /// scale-out links of the domain's members together, since each carries one of the parallel rings.
    @inline(__always)
    func ringRate(group: Int, stride: Int) -> Double {
        let near = inside(group: group, stride: stride)
        return near >= group ? rates.scaleUp : min(rates.scaleUp, Double(near) * rates.scaleOut)
    }

    /// Two all-reduces forward and two backward for each layer (or gather and scatter in their place), two more when
    /// the layer is computed again (arXiv:2104.04473, section 2.3). 8-bit stacks gather in 8 bit and reduce in 16.
    func tensorTraffic(_ x: Execution, tokens: Double) -> Double {
        guard x.tensor > 1 else { return 0 }
        let split = Double(x.tensor)
        let bytes = tokens * work.hidden * (isNarrow(x) ? 1.5 : 2) * (split - 1) / split
        let times: Double = x.recompute == .full ? 6 : 4
        let rate = ringRate(group: x.tensor, stride: 1)
        return times * 2 * (bytes / rate * parameters[.tensorExposed] + parameters[.collectiveLatency])
    }

    /// Keys and values pass around the context ranks, forward once and backward twice, once more when computed again.
    func contextTraffic(_ x: Execution, tokens: Double, beside attention: Double) -> Double {
        guard x.context > 1 else { return 0 }
        let bytes = 2 * tokens * work.keyValueWidth / Double(x.tensor) * Double(x.context - 1)
        let times: Double = x.recompute == .full ? 4 : 3
        let traffic = times * bytes / ringRate(group: x.context, stride: x.tensor)
        return max(traffic * parameters[.contextExposed], traffic - attention)
    }

    /// All-to-all to the experts and back, forward and backward. Within a domain every copy of a token travels; to
    /// another domain a token is sent once, however many of its experts are there. 8-bit stacks send in 8 bit and
    /// combine in 16. A schedule that computes one micro-batch while another travels (DualPipe, arXiv:2412.19437,
    /// section 3.2.1) shows only what outlasts the computation.
    func expertTraffic(_ x: Execution, tokens: Double, beside computation: Double) -> Double {
        guard x.expert > 1, work.expertShare > 0 else { return 0 }
        let near = inside(group: x.expert, stride: x.tensor)
        let token = (isNarrow(x) ? 1.5 : 2) * tokens * work.hidden / Double(x.tensor)
        let up = token * work.perToken * Double(near - 1) / Double(x.expert) / rates.scaleUp
        let out = token * domainsReached(groups: (x.expert + near - 1) / near) / rates.scaleOut
        let traffic = work.expertShare * (x.recompute == .full ? 6 : 4) * max(up, out)
        return x.hidesExpertTraffic ? max(0, traffic - computation) : traffic * parameters[.expertExposed]
    }

    /// Other domains a token's experts lie in, on average, when experts lie evenly over `groups` domains.
    func domainsReached(groups: Int) -> Double {
        guard groups > 1 else { return 0 }
        var missed = 1.0
        for _ in 0..<Int(work.perToken) { missed *= 1 - 1 / Double(groups) }
        let reached = Double(groups) * (1 - missed)
        let allowed = shape.experts?.groupsPerToken.map { min(reached, Double($0)) } ?? reached
        return allowed * Double(groups - 1) / Double(groups)
    }

    /// Activations to the next stage and gradients back, for each chunk.
    func pipelineTraffic(_ x: Execution, tokens: Double) -> Double {
        guard x.pipeline > 1 else { return 0 }
        let bytes = 2 * tokens * work.hidden / Double(x.tensor)
        let rate = ringRate(group: x.pipeline, stride: x.tensor * x.context * x.data)
        return 2 * Double(x.interleaving) * bytes / rate * parameters[.dataExposed]
    }

    /// Gradients (reduced in 16 bit) and new weights move once a step beside the last micro-batch's backward pass; with weights or gradients split
    /// (FSDP), weights are gathered and gradients scattered for every micro-batch beside its computation.
    func gradientTraffic(_ x: Execution, microbatchTime: Double) -> Double {
        let ranks = x.data * x.context
        guard ranks > 1 else { return 0 }
        let held = work.held(x, ties: shape.tiesEmbeddings)
        let exposed = parameters[.dataExposed]
        switch x.sharding {
        case .none, .optimizer:
            var time = 4 * held.plain * (1 - 1 / Double(ranks)) / ringRate(group: ranks, stride: x.tensor)
            if held.expert > 0 {
                let group = max(1, ranks / x.expert)
                time +=
                    4 * held.expert * (1 - 1 / Double(group)) / ringRate(group: group, stride: x.tensor * x.expert)
            }
            return max(time * exposed, time - 0.6 * microbatchTime)
        case .gradients, .weights:
            var group = ranks
            var bytes = 4.0
            if case .weights(let size) = x.sharding {
                group = max(1, min(ranks, size))
                bytes = 6
            }
            var once = held.plain * bytes * (1 - 1 / Double(group)) / ringRate(group: group, stride: x.tensor)
            if held.expert > 0 {
                let copies = max(1, min(group, ranks / x.expert))
                once +=
                    held.expert * bytes * (1 - 1 / Double(copies))
                    / ringRate(group: copies, stride: x.tensor * x.expert)
            }
            return Double(x.microbatches) * max(once * exposed, once - microbatchTime)
        }
    }
}
