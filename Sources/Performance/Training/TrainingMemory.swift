/// Bytes one rank needs at the peak of a training step, by what they hold. The stage that needs most is the first: it
/// keeps most micro-batches waiting for their backward pass.
public struct TrainingMemory: Hashable, Sendable {
    public var weights = 0.0
    public var gradients = 0.0
    public var optimizer = 0.0
    public var activations = 0.0
    /// Scores of the vocabulary, and the largest weight's gradient while it is made.
    public var transient = 0.0

    public var total: Double { weights + gradients + optimizer + activations + transient }
}

extension TrainingModel {
    /// Bytes for each weight: 2 for the weight, 4 for its gradient (2 in 16 bit), 12 for the optimizer (32-bit master copy and two
    /// moments), as in Megatron's mixed precision (arXiv:2104.04473, section 2.4; arXiv:1910.02054, section 3.1).
    public func memory(_ x: Execution) -> TrainingMemory {
        let held = fullestStage(x)
        let weights = held.plain + held.expert
        let ranks = Double(x.data * x.context)
        let expertRanks = max(1, ranks / Double(x.expert))
        var memory = TrainingMemory()
        memory.weights = 2 * weights
        let gradient = x.narrowGradients ? 2.0 : 4.0
        memory.gradients = gradient * weights
        memory.optimizer = 12 * (held.plain / ranks + held.expert / expertRanks)
        switch x.sharding {
        case .none: memory.optimizer = 12 * weights
        case .optimizer: break
        case .gradients: memory.gradients = gradient * (held.plain / ranks + held.expert / expertRanks)
        case .weights(let size):
            // Experts are split already: only as many ranks hold the same ones.
            let split =
                held.plain / max(1, min(ranks, Double(size))) + held.expert / max(1, min(expertRanks, Double(size)))
            memory.gradients = gradient * split
            memory.optimizer = 12 * split
            // One layer is whole while it computes, the next while it is fetched.
            memory.weights = 2 * split + 4 * weights / Double(shape.layers)
        }
        let tokens = Double(x.microbatch * x.sequence) / Double(x.context)
        let layers = layersOfFullestStage(x)
        let waiting = microbatchesWaiting(x)
        let layer = activations(x, tokens: tokens)
        let kept = x.recompute == .full ? 2 * tokens * work.hidden / (x.sequenceParallel ? Double(x.tensor) : 1) : layer
        memory.activations = layers * waiting * kept + (x.recompute == .full ? layer : 0)
        // The last stage holds the scores, 8 bytes each; it waits for one micro-batch alone, so of several stages the
        // first decides.
        let scores = x.pipeline > 1 ? 0 : 8 * tokens * work.vocabulary / Double(x.tensor)
        let largest = work.hidden * work.gates * work.feedForward * (work.expertShare < 1 ? 1 : 0)
        memory.transient = scores + (x.narrowGradients ? 4 : 6) * largest / Double(x.tensor)
        return memory
    }

    /// Weights of the stage that holds most: dense layers come first, so a later stage may hold experts alone.
    func fullestStage(_ x: Execution) -> (plain: Double, expert: Double) {
        var held = work.held(x, ties: shape.tiesEmbeddings)
        let layers = (shape.layers + x.pipeline - 1) / x.pipeline
        if shape.expertLayers > 0 {
            held.expert *= Double(min(shape.expertLayers, layers) * x.pipeline) / Double(shape.expertLayers)
        }
        return held
    }

    /// Micro-batches of which a first stage keeps activations, in whole stages: the pipeline's depth in 1F1B, more
    /// with interleaving (arXiv:2205.05198, section 4.2.3).
    func microbatchesWaiting(_ x: Execution) -> Double {
        let stages = Double(x.pipeline)
        guard x.pipeline > 1 else { return 1 }
        let depth = x.interleaving > 1 ? stages * (1 + (stages - 1) / (stages * Double(x.interleaving))) : stages
        return min(depth, Double(x.microbatches))
    }

    /// Bytes of activations one layer keeps for one micro-batch: five tensors of the hidden width in 16 bit with a
    /// fused kernel, keys and values, and those of the feed-forward network. Plain attention keeps its scores (5 bytes
    /// each, arXiv:2205.05198, section 4.1, unless they are computed again), dropout masks and norms' inputs.
    func activations(_ x: Execution, tokens: Double) -> Double {
        let split = Double(x.tensor)
        let stream = 2 * tokens * work.hidden
        let shared = x.sequenceParallel ? split : 1
        var bytes = 2 * stream / shared + 3 * stream / split + 2 * tokens * work.keyValueWidth / split
        let dense = 2 * tokens * work.feedForward * (work.gates + 1) / split
        bytes += (1 - work.expertShare) * dense
        if work.expertShare > 0 {
            let routed = tokens * work.perToken / split
            let inner = (routed * work.expertForward + tokens * work.sharedForward / split) * (work.gates + 1)
            bytes += work.expertShare * 2 * (inner + 2 * routed * work.hidden)
        }
        if x.kernel == .plain {
            bytes += 2 * stream / shared
            if x.recompute == .none {
                bytes += 5 * tokens * Double(x.sequence) * work.heads / split
            }
        }
        return bytes
    }
}
