/// How long one training step of one model takes on one kind of chip.
///
/// Only additions, multiplications, divisions and comparisons are used, so every machine computes the same bits.
public struct TrainingModel: Sendable {
    public let shape: ModelShape
    public let accelerator: Accelerator
    public let parameters: TrainingParameters
    let work: LayerWork
    let rates: Rates

    public init(shape: ModelShape, accelerator: Accelerator, parameters: TrainingParameters) {
        self.shape = shape
        self.accelerator = accelerator
        self.parameters = parameters
        work = LayerWork(shape)
        rates = Rates(accelerator, parameters)
    }

    /// Seconds of one step, by where they go.
    ///
    /// The layout must have been found possible (`refusal(of:)`); otherwise the result means nothing.
    public func step(_ x: Execution) -> StepBreakdown {
        let p = parameters
        let tokens = Double(x.microbatch * x.sequence) / Double(x.context)
        let microbatches = Double(x.microbatches)
        let stages = Double(x.pipeline)
        let layers = layersOfFullestStage(x)

        // 1. One layer, one micro-batch, forward and backward and what is computed again.
        let gemm = products(x, tokens: tokens)
        let attention = attentionTime(x, tokens: tokens)
        let elementwise = elementwiseTime(x, tokens: tokens)
        let tensor = tensorTraffic(x, tokens: tokens)
        let context = contextTraffic(x, tokens: tokens, beside: attention)
        let expert = expertTraffic(x, tokens: tokens, beside: gemm + attention)
        let host =
            (p[.hostPerLayer] + work.expertShare * p[.hostPerExpertLayer]) * (x.recompute == .full ? 4.0 / 3 : 1)
        let layer = gemm + attention + elementwise + tensor + context + expert + host

        // 2. All micro-batches through the slowest stage, the last: it has the output matrix too.
        var time = StepBreakdown()
        let passes = microbatches * layers
        time.gemm = passes * gemm + microbatches * accumulationTime(x)
        time.attention = passes * attention
        time.elementwise = passes * elementwise
        time.tensor = passes * tensor
        time.context = passes * context
        time.expert = passes * expert
        time.host = passes * host + p[.hostPerStep]
        time.head = microbatches * headTime(x, tokens: tokens)

        // 3. The pipeline fills and drains once (arXiv:2104.04473, section 2.2).
        time.bubble = (stages - 1) / Double(x.interleaving) * layers * layer
        time.pipeline = microbatches * pipelineTraffic(x, tokens: tokens)

        // 4. Gradients and weights move, the optimizer steps.
        time.data = gradientTraffic(x, microbatchTime: layers * layer)
        time.optimizer = optimizerTime(x)

        // 5. What the software family needs more.
        time.host += time.total * rates.overhead(x.stack, reachKnown: accelerator.reachableBF16 != nil, p)
        return time
    }
}
