/// The time of one step.
extension InferenceModel {
    /// What one step of one replica does.
    public struct Step: Hashable, Sendable {
        /// Sequences that get one token each.
        public var decoded: Double
        /// Tokens of context each of them has, on average.
        public var context: Double
        /// Tokens of prompts.
        public var prefilled: Double
        /// Tokens of the whole prompts these are part of.
        public var prompt: Double

        public init(decoded: Double, context: Double, prefilled: Double = 0, prompt: Double = 0) {
            self.decoded = decoded
            self.context = context
            self.prefilled = prefilled
            self.prompt = prompt
        }
    }

    /// Seconds of one step of one replica. Stages of a pipeline work at once, each on an equal part of the sequences:
    /// a step is as many stage times as there are stages.
    ///
    /// - Complexity: O(log tokens), for the experts hit.
    public func seconds(_ step: Step) -> Double {
        let stages = Double(max(1, setup.pipeline))
        let part = Step(
            decoded: step.decoded / stages, context: step.context, prefilled: step.prefilled / stages,
            prompt: step.prompt)
        return stages * stageSeconds(part) * softwareFactor
    }

    private func stageSeconds(_ step: Step) -> Double {
        let stages = Double(max(1, setup.pipeline))
        let layers = Double(shape.layers) / stages
        let tokens = step.decoded + step.prefilled
        let sampled = step.decoded + (step.prompt > 0 ? step.prefilled / step.prompt : 0)
        let overhead =
            layers * parameters[.layerOverhead]
            + Double(shape.expertLayers) / stages * parameters[.expertLayerOverhead]
            + sampled / attentionGroups * parameters[.sequenceOverhead]
        return matrices(step, sampled: sampled) + decodeAttention(step, layers: layers)
            + prefillAttention(step, layers: layers) + streams(tokens: tokens, layers: layers)
            + traffic(tokens: tokens, layers: layers) + overhead
    }

    /// Products with weights: decoding takes as long as reading them or as computing; prefilling is computing.
    /// Prompts do not hide the reading: steps that prefill much and steps that only decode take turns.
    private func matrices(_ step: Step, sampled: Double) -> Double {
        let read = fixedBytes + expertBytes * shape.expertsHit(tokens: step.decoded + step.prefilled)
        let token = (denseFlops + expertFlops / parameters[.expertReach]) / matmulRate
        return max(read / memoryRate, step.decoded * token + sampled * headFlops / matmulRate)
            + step.prefilled * token
    }

    /// Reading the cache of all running sequences, or the products with it.
    private func decodeAttention(_ step: Step, layers: Double) -> Double {
        let keys = step.decoded / attentionGroups * shape.decodedKeys(context: step.context)
        let headShare = attentionGroups / Double(max(1, setup.tensor))
        return max(
            keys * cacheBytes / memoryRate, keys * layers * shape.decodeAttentionFlops * headShare / attentionRate)
    }

    private func prefillAttention(_ step: Step, layers: Double) -> Double {
        guard step.prefilled > 0, step.prompt > 0 else { return 0 }
        let keys = step.prefilled * shape.attendedKeys(sequence: step.prompt)
        return keys * layers * shape.prefillAttentionFlops / Double(max(1, setup.tensor)) / attentionRate
    }

    /// Norms, activations, casts: passes over the residual stream, two bytes an element.
    private func streams(tokens: Double, layers: Double) -> Double {
        tokens * Double(shape.hidden) * layers * 2 * parameters[.streamPasses]
            / (Double(max(1, setup.tensor)) * memoryRate)
    }

    /// Two all-reduces a layer between the chips that share it (with attention data parallelism a gather and a scatter,
    /// which move as much), and the residual stream once between stages.
    private func traffic(tokens: Double, layers: Double) -> Double {
        let tensor = Double(max(1, setup.tensor))
        let stream = tokens * Double(shape.hidden) * 2
        var seconds = 0.0
        if setup.tensor > 1 {
            let each = 2 * (tensor - 1) / tensor * stream / linkRate(chips: setup.tensor)
            seconds += 2 * layers * (parameters[.collectiveLatency] + each)
        }
        if setup.pipeline > 1 {
            seconds += parameters[.collectiveLatency] + stream / tensor / linkRate(chips: setup.replicaChips)
        }
        return seconds
    }

    /// Bytes/s one way between `chips` chips.
    func linkRate(chips: Int) -> Double {
        let accelerator = setup.accelerator
        let within = chips <= accelerator.scaleUpDomain
        return (within ? accelerator.scaleUpBandwidth : accelerator.scaleOutBandwidth) * parameters[.linkReach]
    }
}
