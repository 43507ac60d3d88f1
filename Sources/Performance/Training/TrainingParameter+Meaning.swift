/// What each constant means, for the parameter file and the reference.
extension TrainingParameter {
    public var unit: String {
        switch self {
        case .gemmHalf, .gemmHalfFP8, .groupedHalf: "elements"
        case .scoreBytes: "bytes"
        case .streamPasses, .quantisePasses, .routedPasses: "passes"
        case .collectiveLatency, .hostPerLayer, .hostPerExpertLayer, .hostPerStep: "s"
        case .yearlyGain: "1/year"
        case .gemmReach, .unknownReach, .powerLimit, .fusedAttention, .portedAttention, .plainAttention,
            .memoryReach, .scaleUpReach, .scaleOutReach, .tensorExposed, .dataExposed, .contextExposed,
            .expertExposed, .fsdpOverhead, .deepspeedOverhead, .jaxOverhead:
            "share"
        }
    }

    public var meaning: String {
        switch self {
        case .gemmReach: "of the chip's largest measured matmul rate, what products of endless size reach in training"
        case .gemmHalf: "harmonic mean of a product's three dimensions at which it runs at half rate, 16 bit"
        case .gemmHalfFP8: "the same for 8 and 4 bit"
        case .groupedHalf: "added to it where a product is one of a group of experts"
        case .unknownReach: "of the peak, the largest matmul rate of a chip nobody has measured"
        case .powerLimit:
            "rate lost by a chip with few watts for its peak: per unit of (0.5 W per TFLOP/s over its own, less one)"
        case .fusedAttention: "of the 16-bit matmul rate, what a fused attention kernel reaches, forward and backward"
        case .portedAttention: "the same for a kernel written for an earlier chip"
        case .plainAttention: "the same for separate products with a stored score matrix"
        case .scoreBytes: "memory traffic for one score of a stored score matrix in one pass"
        case .memoryReach: "of the memory bandwidth, what streaming kernels reach"
        case .streamPasses:
            "passes over the residual stream of half a layer, forward and backward, two bytes an element"
        case .quantisePasses: "further passes of one byte for scaling and casting to 8 and 4 bit"
        case .routedPasses: "passes over tokens copied to their experts and back"
        case .scaleUpReach: "of the scale-up bandwidth, what collectives reach"
        case .scaleOutReach: "of the scale-out bandwidth, what collectives reach"
        case .collectiveLatency: "start of one collective inside a layer"
        case .tensorExposed: "of tensor-parallel traffic, what computation does not hide"
        case .dataExposed: "of gradient and pipeline traffic, what computation does not hide"
        case .contextExposed: "of the exchange of keys and values, what attention does not hide"
        case .expertExposed: "of the all-to-all traffic to experts, what is not hidden (above 1: uneven routing)"
        case .hostPerLayer: "kernel launches and gaps of one layer for one micro-batch, forward and backward"
        case .hostPerExpertLayer: "added to it for routing, permutation and the group of small products"
        case .hostPerStep: "data loading, gradient norm, logging: once a step"
        case .yearlyGain: "rate gained each year since 2021 by better kernels"
        case .fsdpOverhead: "time PyTorch FSDP trainers need over Megatron"
        case .deepspeedOverhead: "time Megatron-DeepSpeed needs over Megatron"
        case .jaxOverhead: "time JAX and XLA need over Megatron on chips with a vendor's own kernels"
        }
    }
}
