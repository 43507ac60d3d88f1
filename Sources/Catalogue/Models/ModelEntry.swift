public import StargatePerformance

/// A published model: its shape, and what its makers say of its size.
public struct ModelEntry: Sendable {
    public let name: String
    /// Other names that mean this model.
    public let aliases: [String]
    public let family: String
    public let shape: ModelShape
    /// Tokens of the longest sequence it was made for.
    public let context: Int
    /// Parameters as published, in billions.
    public let publishedParametersBillions: Double
    /// Parameters a token passes through as published, in billions; nil for dense models and where not published.
    public let publishedActiveBillions: Double?
    /// Why a published count differs from the shape's by more than 2 %, if it does.
    public let exception: String?
    /// Where the values are published, and how sure it is that they stand there.
    public let source: String
    public let confidence: String

    /// Reads one object of the shipped `models.json`.
    init(_ object: JSONObject) throws(CatalogueRefusal) {
        guard let name = try object.text("name") else { throw object.missing(["name"]) }
        guard let source = try object.text("source") else { throw object.missing(["source"]) }
        guard let published = try object.number("published_parameters_b") else {
            throw object.missing(["published_parameters_b"])
        }
        self.name = name
        self.source = source
        confidence = try object.text("confidence") ?? ""
        publishedParametersBillions = published
        publishedActiveBillions = try object.number("published_active_b")
        exception = try object.text("exception")
        family = try object.text("family") ?? ""
        context = try object.needed(["context"])
        aliases = object.value["aliases"]?.elements?.compactMap(\.string) ?? []
        shape = try Self.shape(object)
    }

    private static func shape(_ object: JSONObject) throws(CatalogueRefusal) -> ModelShape {
        guard let gated = try object.flag("gated") else { throw object.missing(["gated"]) }
        guard let tied = try object.flag("tied") else { throw object.missing(["tied"]) }
        return ModelShape(
            layers: try object.needed(["layers"]), hidden: try object.needed(["hidden"]),
            heads: try object.needed(["heads"]), headWidth: try object.needed(["head_width"]),
            attention: try attention(object), feedForward: try object.needed(["ffn"]), isGated: gated,
            vocabulary: try object.needed(["vocab"]), tiesEmbeddings: tied,
            experts: try object.object("experts").map(experts))
    }

    private static func attention(_ object: JSONObject) throws(CatalogueRefusal) -> ModelShape.Attention {
        let shared = try object.needed(["kv_heads"])
        guard let inner = try object.object("attention") else { throw object.missing(["attention"]) }
        switch try inner.text("kind") {
        case "grouped": return .grouped(keyValueHeads: shared)
        case "sliding":
            return .sliding(
                keyValueHeads: shared, window: try inner.needed(["window"]), windowed: try inner.needed(["windowed"]),
                period: try inner.needed(["period"]))
        case "latent":
            return .latent(
                queryRank: try inner.needed(["query_rank"], least: 0), keyValueRank: try inner.needed(["kv_rank"]),
                plainWidth: try inner.needed(["plain"]), rotaryWidth: try inner.needed(["rotary"]),
                valueWidth: try inner.needed(["value"]))
        default: throw inner.refusal("kind", "is no kind of attention", "write grouped, sliding or latent")
        }
    }

    private static func experts(_ object: JSONObject) throws(CatalogueRefusal) -> ModelShape.Experts {
        ModelShape.Experts(
            count: try object.needed(["count"]), perToken: try object.needed(["per_token"]),
            feedForward: try object.needed(["ffn"]), shared: try object.needed(["shared"], least: 0),
            denseLayers: try object.needed(["dense_layers"], least: 0),
            groupsPerToken: try object.count(["groups_per_token"]))
    }
}
