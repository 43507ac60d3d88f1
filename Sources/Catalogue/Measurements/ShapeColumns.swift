import StargatePerformance

/// The columns of one row that describe a model's architecture, completed from the catalogue.
struct ShapeColumns {
    private(set) var shape: ModelShape?
    /// What was taken although the row does not say it.
    private(set) var assumptions: [String] = []
    /// Why there is no shape, if there is none.
    private(set) var reason: String?

    /// Reads the columns of `row`; where one is empty, `known`, the catalogue's model of that name, gives the value.
    init(_ row: inout CSVRow, known: ModelShape?, parametersBillions: Double?) {
        let name = row.text("model") ?? ""
        guard let layers = row.positive("layers") ?? known?.layers,
            let hidden = row.positive("hidden") ?? known?.hidden, let heads = row.positive("heads") ?? known?.heads
        else {
            let kind = row.text("attention").map { ", attention \($0)" } ?? ""
            reason = "the shape is not given and \"\(name)\"\(kind) is no model of the catalogue"
            return
        }
        let text = AttentionText(row.text("attention") ?? "")
        let shared = row.positive("kv_heads")
        guard let attention = text.attention(heads: heads, shared: shared, known: known?.attention) else {
            reason = "attention \"\(text.text)\" is of no kind the model knows, or lacks a number"
            return
        }
        let experts = experts(&row, known: known?.experts)
        let given = row.positive("ffn") ?? known?.feedForward
        if given == nil, experts == nil { assumptions.append("ffn taken as 4 times hidden") }
        shape = ModelShape(
            layers: layers, hidden: hidden, heads: heads,
            headWidth: Self.headWidth(row.positive("head_dim") ?? known?.headWidth, hidden / heads, attention),
            attention: attention, feedForward: given ?? experts?.feedForward ?? 4 * hidden,
            isGated: row.flag("gated_ffn") ?? known?.isGated ?? false,
            vocabulary: row.positive("vocab") ?? known?.vocabulary ?? 0,
            tiesEmbeddings: known?.tiesEmbeddings ?? false, experts: experts)
        complete(row, known: known, published: parametersBillions.map { $0 * 1e9 })
    }

    private static func headWidth(_ given: Int?, _ quotient: Int, _ attention: ModelShape.Attention) -> Int {
        if case .latent(_, _, let plain, let rotary, _) = attention { return plain + rotary }
        return given ?? max(1, quotient)
    }

    private mutating func experts(_ row: inout CSVRow, known: ModelShape.Experts?) -> ModelShape.Experts? {
        guard let count = row.count("experts") ?? known?.count, count > 1 else { return nil }
        guard let width = row.positive("moe_ffn") ?? known?.feedForward ?? row.positive("ffn") else { return nil }
        let routed = row.positive("topk") ?? known?.perToken
        if routed == nil { assumptions.append("experts per token (topk) taken as 1") }
        return ModelShape.Experts(
            count: count, perToken: min(routed ?? 1, count), feedForward: width,
            shared: row.count("shared_experts") ?? known?.shared ?? 0,
            denseLayers: row.count("dense_layers") ?? known?.denseLayers ?? 0, groupsPerToken: known?.groupsPerToken)
    }

    /// Chooses what is published nowhere so that the parameters come nearest to the published count.
    private mutating func complete(_ row: CSVRow, known: ModelShape?, published: Double?) {
        guard var best = shape else { return }
        if best.vocabulary == 0 {
            best.vocabulary = Self.usualVocabulary
            assumptions.append("vocab taken as \(Self.usualVocabulary)")
        }
        if known == nil, let published {
            let openGate = row.text("gated_ffn") == nil
            let choices = (openGate ? [best.isGated, !best.isGated] : [best.isGated]).flatMap { gated in
                [false, true].map { tied in
                    var choice = best
                    choice.isGated = gated
                    choice.tiesEmbeddings = tied
                    return choice
                }
            }
            let miss = { (choice: ModelShape) in abs(Double(choice.parameters) / published - 1) }
            if let nearest = choices.min(by: { miss($0) < miss($1) }), miss(nearest) < 0.1 { best = nearest }
        }
        if known == nil, row.text("gated_ffn") == nil {
            assumptions.append("feed-forward network taken as \(best.isGated ? "gated" : "not gated")")
        }
        shape = best
    }

    /// GPT-2's vocabulary, padded as Megatron-LM does.
    private static let usualVocabulary = 51_200
}
