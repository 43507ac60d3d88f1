/// What each constant means, for the parameter file and the reference.
extension InferenceParameter {
    /// The unit of the value.
    public var unit: String {
        switch self {
        case .streamPasses: "passes"
        case .layerOverhead, .expertLayerOverhead, .sequenceOverhead, .collectiveLatency: "s"
        case .yearlyGain: "1/year"
        case .memoryReach, .matmulReach, .narrowReach, .expertReach, .attentionReach, .linkReach, .operatorMargin:
            "share"
        }
    }

    /// What the value is, in one sentence.
    public var meaning: String {
        switch self {
        case .memoryReach: "of the memory bandwidth, what reading weights and cache reaches"
        case .matmulReach: "of the chip's largest measured matmul rate, what products with many tokens reach"
        case .narrowReach: "of that share, what 4-bit products reach"
        case .expertReach: "of the rate of dense products, what the small products of a group of experts reach"
        case .attentionReach: "of the 16-bit matmul rate, what attention over a prompt reaches"
        case .linkReach: "of the bandwidth between chips, what all-reduces inside a layer reach"
        case .streamPasses:
            "passes over the residual stream in one layer, two bytes an element: norms, activations, casts"
        case .layerOverhead: "launches, gaps and small kernels of one layer in one step"
        case .expertLayerOverhead: "added to it for routing, permutation and grouping in a layer of experts"
        case .sequenceOverhead: "scheduling, sampling and answering one sequence in one step"
        case .collectiveLatency: "start of one all-reduce"
        case .operatorMargin: "of the saturated rate and of latency limits, what operators load a service to"
        case .yearlyGain: "speed gained each year since 2025 by better serving software"
        }
    }
}
