import StargatePerformance

extension HuggingFaceReader {
    /// How queries meet keys: latent if there is a rank of keys and values, sliding if some layers have a window.
    mutating func attention(layers: Int, heads: Int, context: Int?) throws(CatalogueRefusal) -> ModelShape.Attention {
        if object.has("index_topk") {
            assumptions.append("the indexer (index_topk) is passed over: attention is taken over all keys")
        }
        if let rank = try count(["kv_lora_rank"]) {
            return .latent(
                queryRank: try count(["q_lora_rank"], least: 0) ?? 0, keyValueRank: rank,
                plainWidth: try needed(["qk_nope_head_dim"]), rotaryWidth: try needed(["qk_rope_head_dim"]),
                valueWidth: try needed(["v_head_dim"]))
        }
        let shared = try keyValueHeads(heads)
        guard heads.isMultiple(of: shared) else {
            throw object.refusal(
                "num_key_value_heads", "does not divide the \(heads) heads", "write a divisor of \(heads)")
        }
        guard let window = try window(context: context) else { return .grouped(keyValueHeads: shared) }
        let (some, all) = try windowedLayers(layers)
        guard some > 0 else { return .grouped(keyValueHeads: shared) }
        let common = Self.commonDivisor(some, all)
        return .sliding(keyValueHeads: shared, window: window, windowed: some / common, period: all / common)
    }

    private func keyValueHeads(_ heads: Int) throws(CatalogueRefusal) -> Int {
        let keys = ["num_key_value_heads", "num_kv_heads", "n_head_kv", "n_kv_heads", "num_query_groups"]
        let isNew = object.value["new_decoder_architecture"]?.bool
        if object.value["multi_query"]?.bool == true, isNew != true, object.value["n_head_kv"] == nil { return 1 }
        if let given = try count(keys) { return given }
        if object.value["multi_query_attention"]?.bool == true { return try needed(["multi_query_group_num"]) }
        if let inner = try object.object("attn_config") {
            if let given = try inner.count(["kv_n_heads"]) { return given }
            if inner.value["attn_type"]?.string == "multiquery_attention" { return 1 }
        }
        return heads
    }

    /// Tokens a windowed layer sees; nil if there is no window or it holds the whole context.
    private func window(context: Int?) throws(CatalogueRefusal) -> Int? {
        if object.value["use_sliding_window"]?.bool ?? !family.windowNeedsSwitch == false { return nil }
        // A null means no window; a key that is absent means the family's own.
        let silent = !object.value.keys.contains("sliding_window")
        let given = try object.count(["sliding_window", "attention_chunk_size"])
        let chunk = family.defaults["attention_chunk_size"]
        guard let window = given ?? chunk ?? (silent ? family.defaults["sliding_window"] : nil) else { return nil }
        return window >= context ?? .max ? nil : window
    }

    /// How many layers of how many have a window.
    private func windowedLayers(_ layers: Int) throws(CatalogueRefusal) -> (some: Int, of: Int) {
        if let kinds = object.value["layer_types"]?.elements, !kinds.isEmpty {
            let some = kinds.count { ["sliding_attention", "chunked_attention"].contains($0.string) }
            return (some, kinds.count)
        }
        if family.windowNeedsSwitch, let full = try object.count(["max_window_layers"], least: 0) {
            return (max(0, layers - full), layers)
        }
        if let period = try object.count(["sliding_window_pattern"]) { return (period - 1, period) }
        return family.windowed ?? (1, 1)
    }

    private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? max(a, 1) : commonDivisor(b, a % b) }
}
