/// What one chip's memory holds, in bytes.
public struct InferenceMemory: Hashable, Sendable {
    /// Weights of one chip.
    public let weights: Double
    /// What weights leave to the cache of one chip; below 0 if they do not fit.
    public let cache: Double
    /// Cache of one token over all layers, held once.
    public let cachePerToken: Double
    /// Tokens of context one replica holds.
    public let contextTokens: Double
}

extension InferenceModel {
    /// The share of memory that weights and cache may take; the rest is workspace. TensorRT-LLM's performance page
    /// (v1.0) gives the cache 0.95 of what is free.
    public static let usableShare = 0.95

    /// Bytes of keys and values of one token in all layers.
    public var cacheBytesPerToken: Double {
        shape.cacheBytesPerLayer(elementBytes: setup.cache.bytes) * Double(shape.layers)
    }

    /// What a chip holds. Embedding and output matrix stay in 16 bit, as published quantised models leave them.
    public var memory: InferenceMemory {
        let experts = shape.experts.map { Double($0.count) } ?? 0
        let embedding =
            shape.tiesEmbeddings ? 0 : Double(shape.embeddingWeights) * 2 / Double(max(1, setup.replicaChips))
        let weights = fixedBytes + expertBytes * experts + embedding
        let left = setup.accelerator.memory * Self.usableShare - weights
        return InferenceMemory(
            weights: weights, cache: left, cachePerToken: cacheBytesPerToken,
            contextTokens: max(0, left) / cacheBytes * attentionGroups)
    }

    /// Sequences of one replica that can run at once: as many as the cache holds, as the software decodes together and
    /// as a step has room for beside the prompts that replace those that end. At least 1.
    ///
    /// - Throws: why the setup cannot serve even one request.
    public func largestConcurrency(_ workload: InferenceWorkload) throws(InferenceRefusal) -> Double {
        if let refusal = refusal(workload) { throw refusal }
        let held = memory.contextTokens / workload.reservedContext
        let room =
            Double(setup.maximumStepTokens * setup.pipeline) / (1 + workload.inputTokens / workload.outputTokens)
        let most = min(held, Double(setup.maximumSequences), room)
        guard let requests = workload.requests else { return max(1, most) }
        return max(1, min(most, Double(requests) / Double(setup.replicas)))
    }

    /// Whether the setup serves at least one request of `workload`.
    public func fits(_ workload: InferenceWorkload) -> Bool { refusal(workload) == nil }

    /// The first reason why the setup cannot serve one request of `workload`; nil if it can.
    public func refusal(_ workload: InferenceWorkload) -> InferenceRefusal? {
        guard setup.tensor >= 1, setup.pipeline >= 1, setup.chips >= setup.replicaChips,
            setup.chips % setup.replicaChips == 0
        else { return .partReplica(chips: setup.chips, replica: setup.replicaChips) }
        guard setup.tensor <= widestTensor else {
            return .tensorTooWide(tensor: setup.tensor, most: widestTensor)
        }
        guard setup.attentionData >= 1, setup.tensor % setup.attentionData == 0 else {
            return .attentionDataUneven(groups: setup.attentionData, tensor: setup.tensor)
        }
        guard setup.pipeline <= shape.layers else {
            return .pipelineTooDeep(pipeline: setup.pipeline, layers: shape.layers)
        }
        let memory = self.memory
        guard memory.cache > 0 else {
            return .weightsTooLarge(
                needed: memory.weights, available: setup.accelerator.memory * Self.usableShare,
                leastTensor: leastTensor(workload))
        }
        guard memory.contextTokens >= workload.reservedContext else {
            return .contextTooLong(
                tokens: workload.reservedContext, longest: memory.contextTokens, leastTensor: leastTensor(workload))
        }
        return nil
    }

    /// The most chips that can share a layer: no more than heads, and within the scale-up network or a host.
    var widestTensor: Int {
        min(max(1, shape.heads), max(setup.accelerator.scaleUpDomain, setup.accelerator.nodeChips))
    }

    /// The narrowest tensor parallelism, in powers of two, that holds weights and one request; nil if none does.
    private func leastTensor(_ workload: InferenceWorkload) -> Int? {
        var tensor = 1
        while tensor <= widestTensor {
            let wider = setup.over(tensor: tensor, pipeline: setup.pipeline)
            let memory = InferenceModel(shape: shape, setup: wider, parameters: parameters).memory
            if memory.cache > 0, memory.contextTokens >= workload.reservedContext { return tensor }
            tensor *= 2
        }
        return nil
    }
}
