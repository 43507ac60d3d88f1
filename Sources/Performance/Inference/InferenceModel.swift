/// Predicts how fast a model answers on a set of chips, from its shape, the machine and the constants of inference.
///
/// A replica works in steps. Each step decodes one token of every running sequence and prefills part of the prompts
/// that wait (continuous batching, Orca, OSDI 2022; chunked prefill, Sarathi-Serve, OSDI 2024). The time of a step is
/// the sum of what its parts move and compute; rates and latencies follow from how steps fill up. Everything is
/// arithmetic and square roots, so that results agree on every machine.
public struct InferenceModel: Sendable {
    /// The model that answers.
    public let shape: ModelShape
    /// The chips and the software it runs on.
    public let setup: InferenceSetup
    /// The constants that measurements set.
    public let parameters: InferenceParameters

    /// Bytes of weights of one chip that every step reads, whatever its tokens.
    let fixedBytes: Double
    /// Bytes of one expert in all layers of one stage, on one chip's share.
    let expertBytes: Double
    /// FLOP of one token in the matrices of a chip: dense and shared parts, chosen experts, output matrix.
    let denseFlops: Double
    let expertFlops: Double
    let headFlops: Double
    /// Bytes of cache one token of context takes on one chip.
    let cacheBytes: Double
    /// FLOP/s of matrix products at the weights' precision, and of attention.
    let matmulRate: Double
    let attentionRate: Double
    /// Factor on all times for the age of the software.
    let softwareFactor: Double

    /// Share of peak of a chip whose largest matmul rate nobody has published (chips.csv: 0.51 to 0.87).
    static let unknownReach = 0.7

    public init(shape: ModelShape, setup: InferenceSetup, parameters: InferenceParameters) {
        self.shape = shape
        self.setup = setup
        self.parameters = parameters
        let stages = Double(max(1, setup.pipeline))
        let tensor = Double(max(1, setup.tensor))
        let attentionTensor = max(1, setup.tensor / max(1, setup.attentionData))
        let layers = Double(shape.layers)
        let mixed = Double(shape.expertLayers)
        let element = setup.weights.storedBytes
        let shared = Double(shape.experts?.shared ?? 0) * Double(shape.expertWeights)
        let dense = (layers - mixed) * Double(shape.denseWeights) + mixed * shared
        let attention = layers * Double(shape.attentionWeights)
        let head = Double(shape.embeddingWeights)

        fixedBytes =
            (attention / Double(attentionTensor) + dense / tensor) * element / stages + head * 2 / tensor / stages
        expertBytes = mixed * Double(shape.expertWeights) * element / tensor / stages
        denseFlops = 2 * (attention + dense) / tensor / stages
        expertFlops = 2 * mixed * Double((shape.experts?.perToken ?? 0) * shape.expertWeights) / tensor / stages
        headFlops = 2 * head / tensor / stages
        cacheBytes =
            shape.cacheBytesPerLayer(elementBytes: setup.cache.bytes) * layers / stages
            / shape.cacheSplit(tensor: attentionTensor)

        let accelerator = setup.accelerator
        let wide = accelerator.reachableBF16 ?? Self.unknownReach
        let narrow = accelerator.reachableFP8 ?? wide
        if setup.weights == .nvfp4, let peak = accelerator.peakFP4 {
            matmulRate = peak * narrow * parameters[.matmulReach] * parameters[.narrowReach]
        } else if setup.weights.bytes <= 1, let peak = accelerator.peakFP8 {
            matmulRate = peak * narrow * parameters[.matmulReach]
        } else {
            // A chip without such a unit keeps narrow weights in memory and computes in 16 bit.
            matmulRate = accelerator.peakBF16 * wide * parameters[.matmulReach]
        }
        attentionRate = accelerator.peakBF16 * wide * parameters[.attentionReach]
        softwareFactor = 1 / max(0.5, 1 + parameters[.yearlyGain] * (setup.softwareYear - 2025))
    }

    /// Groups of chips of one stage that attend to their own sequences.
    var attentionGroups: Double { Double(max(1, min(setup.attentionData, setup.tensor))) }

    /// Bytes/s to weights and cache.
    var memoryRate: Double { setup.accelerator.memoryBandwidth * parameters[.memoryReach] }
}
