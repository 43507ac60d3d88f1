/// What an architecture of the transformers library means where its `config.json` is silent.
struct HuggingFaceFamily: Sendable {
    /// Whether the feed-forward network is gated; nil if the activation decides.
    var isGated: Bool? = true
    /// Whether the output matrix is the embedding unless `tie_word_embeddings` says otherwise.
    var tiesEmbeddings = false
    /// Layers with a window, of every so many; nil if all layers have one where `sliding_window` is given.
    var windowed: (some: Int, of: Int)?
    /// Whether `sliding_window` counts only if `use_sliding_window` is true.
    var windowNeedsSwitch = false
    /// Shared experts unless the file says otherwise.
    var sharedExperts = 0
    /// Values of fields that the makers leave out of the file.
    var defaults: [String: Int] = [:]

    /// The family of `model_type`; nil for one that is not known.
    static func named(_ type: String) -> HuggingFaceFamily? { table[type.lowercased().replacing("-", with: "_")] }

    private static let plain = HuggingFaceFamily()
    private static let tied = HuggingFaceFamily(tiesEmbeddings: true)
    private static let ungated = HuggingFaceFamily(isGated: false)
    private static let ungatedTied = HuggingFaceFamily(isGated: false, tiesEmbeddings: true)
    private static let qwen = HuggingFaceFamily(windowNeedsSwitch: true)
    private static let qwen3 = HuggingFaceFamily(windowNeedsSwitch: true, defaults: ["head_dim": 128])
    private static let latent = HuggingFaceFamily(defaults: [
        "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128,
    ])
    private static let gemma3 = HuggingFaceFamily(
        tiesEmbeddings: true, windowed: (5, 6),
        defaults: [
            "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256, "vocab_size": 262_208,
            "sliding_window": 4096,
        ])
    private static let llama4 = HuggingFaceFamily(
        windowed: (3, 4), sharedExperts: 1,
        defaults: ["head_dim": 128, "attention_chunk_size": 8192, "interleave_moe_layer_step": 1])

    /// By `model_type`, from the configuration classes of transformers (`configuration_*.py`).
    private static let table: [String: HuggingFaceFamily] = [
        "llama": plain, "mistral": plain, "mistral3": plain, "ministral": plain, "mixtral": plain, "yi": plain,
        "internlm2": plain, "internlm3": plain, "baichuan": plain, "olmo": plain, "olmo2": plain, "olmo3": plain,
        "stablelm": plain, "exaone": plain, "granite": tied, "granitemoe": tied, "phi3": plain, "phimoe": plain,
        "glm": plain, "glm4": plain, "deci": plain, "seed_oss": plain, "minimax_m2": plain, "smollm3": tied,
        "hunyuan_v1_dense": tied, "cohere": tied, "dbrx": plain,
        "cohere2": HuggingFaceFamily(tiesEmbeddings: true, windowed: (3, 4)),
        "qwen2": qwen, "qwen2_moe": qwen, "qwen3": qwen3, "qwen3_moe": qwen3,
        "deepseek_v2": latent, "deepseek_v3": latent, "deepseek_v32": latent, "kimi_k2": latent, "kimi_k25": latent,
        "glm4_moe": HuggingFaceFamily(defaults: ["head_dim": 128]),
        "gpt_oss": HuggingFaceFamily(windowed: (1, 2), defaults: ["head_dim": 64, "sliding_window": 128]),
        "gemma": HuggingFaceFamily(tiesEmbeddings: true, defaults: ["head_dim": 256]),
        "gemma2": HuggingFaceFamily(
            tiesEmbeddings: true, windowed: (1, 2), defaults: ["head_dim": 256, "sliding_window": 4096]),
        "gemma3": gemma3, "gemma3_text": gemma3, "llama4": llama4, "llama4_text": llama4,
        "nemotron": ungated, "gpt2": ungatedTied, "gpt_neo": ungatedTied, "gpt_neox": ungated, "gptj": ungated,
        "gpt_bigcode": ungatedTied, "starcoder2": ungatedTied, "opt": ungatedTied, "bloom": ungatedTied,
        "mpt": ungatedTied, "falcon": ungatedTied, "refinedweb": ungatedTied, "refinedwebmodel": ungatedTied,
        "phi": ungated, "codegen": ungated,
        "grok_1": tied, "grok": tied,
    ]
}
