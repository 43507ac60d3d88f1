/// The sizes of a model's layers that the step time needs, computed once.
struct LayerWork: Sendable {
    let hidden: Double
    /// Up to five products of attention: the shared dimension and the outgoing one. `split` tells which of them tensor
    /// parallelism divides: 0 none, 1 the outgoing, 2 the shared.
    let projections: [(inner: Double, outer: Double, split: Int)]
    /// Width of all heads of queries and keys plus values.
    let attentionWidth: Double
    let heads: Double
    let keyValueWidth: Double
    let feedForward: Double
    /// 2 for gated networks, whose first product is twice as wide.
    let gates: Double
    let vocabulary: Double
    /// Share of layers that hold experts.
    let expertShare: Double
    let experts: Double
    let perToken: Double
    let expertForward: Double
    let sharedForward: Double
    /// Weights of all layers without experts' own, of all routed experts, and of one end.
    let plainWeights: Double
    let expertWeights: Double
    let endWeights: Double

    init(_ shape: ModelShape) {
        hidden = Double(shape.hidden)
        heads = Double(shape.heads)
        switch shape.attention {
        case .grouped(let shared), .sliding(let shared, _, _, _):
            let queries = Double(shape.heads * shape.headWidth)
            keyValueWidth = Double(2 * shared * shape.headWidth)
            attentionWidth = 2 * queries
            projections = [(hidden, queries + keyValueWidth, 1), (queries, hidden, 2)]
        case .latent(let queryRank, let rank, let plain, let rotary, let value):
            let width = Double(shape.heads * (plain + rotary))
            keyValueWidth = Double(shape.heads * (plain + rotary + value))
            attentionWidth = Double(shape.heads * (plain + rotary + value))
            let down = (hidden, Double(rank + rotary), 0)
            let up = (Double(rank), Double(shape.heads * (plain + value)), 1)
            let out = (Double(shape.heads * value), hidden, 2)
            if queryRank == 0 {
                projections = [(hidden, width, 1), down, up, out]
            } else {
                projections = [(hidden, Double(queryRank), 0), (Double(queryRank), width, 1), down, up, out]
            }
        }
        feedForward = Double(shape.feedForward)
        gates = shape.isGated ? 2 : 1
        vocabulary = Double(shape.vocabulary)
        expertShare = Double(shape.expertLayers) / Double(shape.layers)
        experts = Double(shape.experts?.count ?? 0)
        perToken = Double(shape.experts?.perToken ?? 0)
        expertForward = Double(shape.experts?.feedForward ?? 0)
        sharedForward = Double((shape.experts?.shared ?? 0) * (shape.experts?.feedForward ?? 0))
        endWeights = Double(shape.embeddingWeights)
        expertWeights = Double(shape.expertLayers * (shape.experts?.count ?? 0) * shape.expertWeights)
        plainWeights = Double(shape.parameters) - (shape.tiesEmbeddings ? 1 : 2) * endWeights - expertWeights
    }

    /// Weights one rank holds, without and of routed experts: its share of the layers, and one end of the model (both
    /// ends where there is one stage).
    func held(_ x: Execution, ties: Bool) -> (plain: Double, expert: Double) {
        let split = Double(x.tensor)
        let ends = x.pipeline > 1 || ties ? endWeights : 2 * endWeights
        return (
            (plainWeights / Double(x.pipeline) + ends) / split,
            expertWeights / (Double(x.pipeline) * split * Double(x.expert))
        )
    }
}
