import StargatePerformance

/// Reads the fields of one `config.json`, which go by several names.
struct HuggingFaceReader {
    let object: JSONObject
    let family: HuggingFaceFamily
    var assumptions: [String] = []

    init(_ object: JSONObject, _ family: HuggingFaceFamily) {
        self.object = object
        self.family = family
    }

    static let layerKeys = ["num_hidden_layers", "n_layer", "n_layers", "num_layers"]
    static let hiddenKeys = ["hidden_size", "n_embd", "n_embed", "d_model", "hidden_dim", "dim"]
    static let headKeys = ["num_attention_heads", "n_head", "n_heads", "num_heads"]
    static let contextKeys = [
        "max_position_embeddings", "n_positions", "max_seq_len", "max_sequence_length", "seq_length", "n_ctx",
        "seq_len",
    ]

    /// The count at the first of `keys` that has a value, or the family's default.
    func count(_ keys: [String], least: Int = 1) throws(CatalogueRefusal) -> Int? {
        if let found = try object.count(keys, least: least) { return found }
        return keys.lazy.compactMap { family.defaults[$0] }.first
    }

    func needed(_ keys: [String]) throws(CatalogueRefusal) -> Int {
        if let found = try count(keys) { return found }
        throw object.missing(keys)
    }

    /// Refuses architectures whose layers are none of attention and a feed-forward network.
    func refuseForeign() throws(CatalogueRefusal) {
        if object.value["is_encoder_decoder"]?.bool == true {
            throw object.refusal("is_encoder_decoder", "is an encoder with a decoder", "give a decoder-only model")
        }
        for key in Self.foreignKeys where object.value[key] != nil {
            throw object.refusal(
                key, "means layers without attention, which the model does not know", "give a model of attention alone")
        }
        for layer in object.value["layer_types"]?.elements ?? [] {
            guard let kind = layer.string, !Self.attentionKinds.contains(kind) else { continue }
            throw CatalogueRefusal(
                file: object.file, line: layer.line, column: layer.column, field: "layer_types", given: kind,
                problem: "is no kind of layer the model knows",
                remedy: "give a model of \(Self.attentionKinds.sorted().joined(separator: ", "))")
        }
    }

    private static let foreignKeys = [
        "ssm_cfg", "mamba_d_state", "mamba_num_heads", "ssm_state_size", "hybrid_override_pattern",
        "layers_block_type", "linear_attn_config", "linear_num_key_heads", "attn_layer_period", "block_types",
        "attn_type_list", "lru_width",
    ]
    static let attentionKinds: Set<String> = ["full_attention", "sliding_attention", "chunked_attention", "attention"]

    /// Width of one head of queries and keys.
    func headWidth(
        hidden: Int, heads: Int, attention: ModelShape.Attention
    ) throws(CatalogueRefusal) -> Int {
        if case .latent(_, _, let plain, let rotary, _) = attention { return plain + rotary }
        if let given = try count(["head_dim", "kv_channels", "attention_head_dim"]) { return given }
        guard hidden.isMultiple(of: heads) else {
            throw object.refusal(
                Self.headKeys.first { object.value[$0] != nil } ?? "num_attention_heads",
                "does not divide the width \(hidden)", "add head_dim")
        }
        return hidden / heads
    }

    /// Intermediate width of the dense network.
    mutating func feedForward(hidden: Int, experts: ModelShape.Experts?) throws(CatalogueRefusal) -> Int {
        // Llama 4 keeps the width of its experts in intermediate_size and that of dense layers apart.
        let keys = [
            "intermediate_size_mlp", "intermediate_size", "n_inner", "ffn_dim", "ffn_hidden_size", "d_ff",
            "feed_forward_size",
        ]
        if let given = try count(keys) { return given }
        if let inner = try object.object("ffn_config"), let given = try inner.count(["ffn_hidden_size"]) {
            return given
        }
        if let experts { return experts.feedForward }
        if let ratio = try object.number("expansion_ratio") { return Int(ratio * Double(hidden)) }
        guard family.isGated == false else { throw object.missing(["intermediate_size"]) }
        return 4 * hidden
    }

    /// Whether the feed-forward network is gated.
    mutating func isGated() throws(CatalogueRefusal) -> Bool {
        let type = try object.object("ffn_config")?.text("ffn_type") ?? ""
        if type.contains("glu") { return true }
        if let known = family.isGated { return known }
        let activation = object.value["hidden_act"]?.string ?? object.value["activation_function"]?.string
        let names = ["silu", "swish", "swiglu", "geglu"]
        let gated = activation.map { activation in names.contains { activation.contains($0) } } ?? true
        assumptions.append("feed-forward network taken as \(gated ? "gated" : "not gated")")
        return gated
    }
}
