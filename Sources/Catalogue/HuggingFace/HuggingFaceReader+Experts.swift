import StargatePerformance

extension HuggingFaceReader {
    /// The mixture of experts; nil for a dense model.
    mutating func experts(layers: Int) throws(CatalogueRefusal) -> ModelShape.Experts? {
        let nested = try object.object("ffn_config")
        let countKeys = ["n_routed_experts", "num_local_experts", "num_experts", "moe_num_experts"]
        guard let count = try either(countKeys, nested, ["moe_num_experts"], least: 0), count > 1 else { return nil }
        let routedKeys = [
            "num_experts_per_tok", "num_experts_per_token", "experts_per_token", "num_selected_experts", "moe_topk",
            "moe_k", "top_k_experts", "moe_top_k",
        ]
        guard let routed = try either(routedKeys, nested, ["moe_top_k"]) else { throw object.missing(routedKeys) }
        let widthKeys = ["moe_intermediate_size", "expert_intermediate_size", "intermediate_size", "ffn_hidden_size"]
        guard let width = try either(widthKeys, nested, ["ffn_hidden_size"]) else { throw object.missing(widthKeys) }
        return ModelShape.Experts(
            count: count, perToken: min(routed, count), feedForward: width, shared: try shared(width: width),
            denseLayers: try denseLayers(layers), groupsPerToken: try groupsPerToken())
    }

    private func either(
        _ keys: [String], _ nested: JSONObject?, _ nestedKeys: [String], least: Int = 1
    ) throws(CatalogueRefusal) -> Int? {
        if let given = try object.count(keys, least: least) { return given }
        return try nested?.count(nestedKeys, least: least)
    }

    /// DeepSeek's limit of groups (nodes) a token is sent to; a limit of one group in one is none.
    private func groupsPerToken() throws(CatalogueRefusal) -> Int? {
        guard let groups = try object.count(["n_group"]), groups > 1 else { return nil }
        return try object.count(["topk_group"])
    }

    private mutating func shared(width: Int) throws(CatalogueRefusal) -> Int {
        if let given = try object.count(["n_shared_experts", "num_shared_experts"], least: 0) { return given }
        guard let whole = try object.count(["shared_expert_intermediate_size", "shared_intermediate_size"], least: 0)
        else { return family.sharedExperts }
        if !whole.isMultiple(of: width) {
            assumptions.append("the shared expert's width \(whole) is rounded to whole experts of \(width)")
        }
        return Int((Double(whole) / Double(width)).rounded())
    }

    /// Layers with a dense network instead of experts.
    private func denseLayers(_ layers: Int) throws(CatalogueRefusal) -> Int {
        if let listed = object.value["moe_layers"]?.elements { return max(0, layers - listed.count) }
        if let flags = object.value["moe_layer_freq"]?.elements {
            return max(0, layers - flags.count { $0.integer == 1 })
        }
        let first = try object.count(["first_k_dense_replace"], least: 0) ?? 0
        let stepKeys = ["interleave_moe_layer_step", "decoder_sparse_step", "moe_layer_freq"]
        let step = try count(stepKeys) ?? 1
        let dense = Set(object.value["mlp_only_layers"]?.elements?.compactMap(\.integer) ?? [])
        // Qwen and Llama 4 count layers from 1, DeepSeek from 0; both give the same number where the step divides.
        let mixed = (0..<layers).count { ($0 + 1).isMultiple(of: step) && $0 >= first && !dense.contains($0) }
        return layers - mixed
    }
}
