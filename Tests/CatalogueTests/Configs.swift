/// Public `config.json` files of Hugging Face, shortened to the fields that shape the model, with the name the
/// catalogue has for each.
enum Configs {
    static let all: [(name: String, text: String)] =
        [
            (
                "llama-3.1-405b",
                """
                {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu", "hidden_size": 16384,
                 "intermediate_size": 53248, "max_position_embeddings": 131072, "num_attention_heads": 128,
                 "num_hidden_layers": 126, "num_key_value_heads": 8, "tie_word_embeddings": false, "vocab_size": 128256}
                """
            ),
            (
                "mistral-7b",
                """
                {"model_type": "mistral", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32,
                 "max_position_embeddings": 32768, "num_hidden_layers": 32, "num_key_value_heads": 8,
                 "sliding_window": 4096, "tie_word_embeddings": false, "vocab_size": 32000}
                """
            ),
            (
                "mixtral-8x7b",
                """
                {"model_type": "mixtral", "hidden_size": 4096, "intermediate_size": 14336, "num_attention_heads": 32,
                 "num_experts_per_tok": 2, "num_hidden_layers": 32, "num_key_value_heads": 8, "num_local_experts": 8,
                 "sliding_window": null, "tie_word_embeddings": false, "vocab_size": 32000,
                 "max_position_embeddings": 32768}
                """
            ),
            (
                "qwen2.5-72b",
                """
                {"model_type": "qwen2", "hidden_size": 8192, "intermediate_size": 29568, "max_window_layers": 80,
                 "max_position_embeddings": 131072, "num_attention_heads": 64, "num_hidden_layers": 80,
                 "num_key_value_heads": 8, "sliding_window": 131072, "tie_word_embeddings": false,
                 "use_sliding_window": false, "vocab_size": 152064}
                """
            ),
            (
                "qwen3-30b-a3b",
                """
                {"model_type": "qwen3_moe", "decoder_sparse_step": 1, "head_dim": 128, "hidden_size": 2048,
                 "intermediate_size": 6144, "max_position_embeddings": 40960, "max_window_layers": 48,
                 "mlp_only_layers": [], "moe_intermediate_size": 768, "num_attention_heads": 32, "num_experts": 128,
                 "num_experts_per_tok": 8, "num_hidden_layers": 48, "num_key_value_heads": 4, "sliding_window": null,
                 "tie_word_embeddings": false, "use_sliding_window": false, "vocab_size": 151936}
                """
            ),
            (
                "deepseek-v3",
                """
                {"model_type": "deepseek_v3", "first_k_dense_replace": 3, "hidden_size": 7168, "intermediate_size": 18432,
                 "kv_lora_rank": 512, "max_position_embeddings": 163840, "moe_intermediate_size": 2048,
                 "moe_layer_freq": 1, "n_group": 8, "n_routed_experts": 256, "n_shared_experts": 1,
                 "num_attention_heads": 128, "num_experts_per_tok": 8, "num_hidden_layers": 61,
                 "num_key_value_heads": 128, "num_nextn_predict_layers": 1, "q_lora_rank": 1536, "qk_nope_head_dim": 128,
                 "qk_rope_head_dim": 64, "tie_word_embeddings": false, "topk_group": 4, "v_head_dim": 128,
                 "vocab_size": 129280}
                """
            ),
            (
                "deepseek-v2-lite",
                """
                {"model_type": "deepseek_v2", "first_k_dense_replace": 1, "hidden_size": 2048, "intermediate_size": 10944,
                 "kv_lora_rank": 512, "max_position_embeddings": 163840, "moe_intermediate_size": 1408,
                 "moe_layer_freq": 1, "n_routed_experts": 64, "n_shared_experts": 2, "num_attention_heads": 16,
                 "num_experts_per_tok": 6, "num_hidden_layers": 27, "q_lora_rank": null, "vocab_size": 102400}
                """
            ),
            (
                "kimi-k2",
                """
                {"model_type": "kimi_k25", "text_config": {"model_type": "kimi_k2", "hidden_size": 7168,
                 "intermediate_size": 18432, "num_hidden_layers": 61, "num_attention_heads": 64, "vocab_size": 163840,
                 "num_key_value_heads": 64, "kv_lora_rank": 512, "q_lora_rank": 1536, "qk_nope_head_dim": 128,
                 "qk_rope_head_dim": 64, "v_head_dim": 128, "n_routed_experts": 384, "num_experts_per_tok": 8,
                 "n_shared_experts": 1, "moe_intermediate_size": 2048, "first_k_dense_replace": 1,
                 "tie_word_embeddings": false, "max_position_embeddings": 262144}}
                """
            ),
            (
                "gpt-oss-120b",
                """
                {"model_type": "gpt_oss", "experts_per_token": 4, "head_dim": 64, "hidden_size": 2880,
                 "intermediate_size": 2880, "max_position_embeddings": 131072, "num_attention_heads": 64,
                 "num_experts_per_tok": 4, "num_hidden_layers": 36, "num_key_value_heads": 8, "num_local_experts": 128,
                 "sliding_window": 128, "tie_word_embeddings": false, "vocab_size": 201088}
                """
            ),
            (
                "gemma-2-27b",
                """
                {"model_type": "gemma2", "head_dim": 128, "hidden_size": 4608, "intermediate_size": 36864,
                 "max_position_embeddings": 8192, "num_attention_heads": 32, "num_hidden_layers": 46,
                 "num_key_value_heads": 16, "sliding_window": 4096, "vocab_size": 256000}
                """
            ),
            (
                "gemma-3-27b",
                """
                {"architectures": ["Gemma3ForConditionalGeneration"], "model_type": "gemma3", "mm_tokens_per_image": 256,
                 "text_config": {"head_dim": 128, "hidden_size": 5376, "intermediate_size": 21504,
                 "model_type": "gemma3_text", "num_attention_heads": 32, "num_hidden_layers": 62,
                 "num_key_value_heads": 16, "query_pre_attn_scalar": 168, "sliding_window": 1024},
                 "vision_config": {"hidden_size": 1152, "num_hidden_layers": 27}}
                """
            ),
            (
                "llama-4-maverick",
                """
                {"model_type": "llama4", "text_config": {"model_type": "llama4_text", "attention_chunk_size": 8192,
                 "head_dim": 128, "hidden_size": 5120, "interleave_moe_layer_step": 2, "intermediate_size": 8192,
                 "intermediate_size_mlp": 16384, "max_position_embeddings": 1048576, "num_attention_heads": 40,
                 "num_experts_per_tok": 1, "num_hidden_layers": 48, "num_key_value_heads": 8, "num_local_experts": 128,
                 "tie_word_embeddings": false, "vocab_size": 202048}}
                """
            ),
            (
                "nemotron-4-340b",
                """
                {"model_type": "nemotron", "head_dim": 192, "hidden_act": "relu2", "hidden_size": 18432,
                 "intermediate_size": 73728, "max_position_embeddings": 4096, "num_attention_heads": 96,
                 "num_hidden_layers": 96, "num_key_value_heads": 8, "tie_word_embeddings": false, "vocab_size": 256000}
                """
            ),
            (
                "glm-4.5",
                """
                {"model_type": "glm4_moe", "hidden_size": 5120, "intermediate_size": 12288, "num_hidden_layers": 92,
                 "num_attention_heads": 96, "num_key_value_heads": 8, "head_dim": 128, "vocab_size": 151552,
                 "n_routed_experts": 160, "num_experts_per_tok": 8, "n_shared_experts": 1, "moe_intermediate_size": 1536,
                 "first_k_dense_replace": 3, "num_nextn_predict_layers": 1, "tie_word_embeddings": false}
                """
            ),
        ] + older

    /// Architectures whose fields go by other names.
    private static let older: [(name: String, text: String)] = [
        (
            "gpt-2-xl",
            """
            {"model_type": "gpt2", "n_ctx": 1024, "n_embd": 1600, "n_head": 25, "n_layer": 48, "n_positions": 1024,
             "vocab_size": 50257}
            """
        ),
        (
            "gpt-neox-20b",
            """
            {"model_type": "gpt_neox", "hidden_size": 6144, "intermediate_size": 24576, "num_attention_heads": 64,
             "max_position_embeddings": 2048, "num_hidden_layers": 44, "tie_word_embeddings": false,
             "vocab_size": 50432}
            """
        ),
        (
            "opt-66b",
            """
            {"model_type": "opt", "ffn_dim": 36864, "hidden_size": 9216, "num_attention_heads": 72,
             "max_position_embeddings": 2048, "num_hidden_layers": 64, "vocab_size": 50272,
             "word_embed_proj_dim": 9216}
            """
        ),
        (
            "bloom-176b",
            """
            {"model_type": "bloom", "n_embed": 14336, "n_layer": 70, "num_attention_heads": 112, "seq_length": 2048,
             "vocab_size": 250880}
            """
        ),
        (
            "mpt-30b",
            """
            {"model_type": "mpt", "d_model": 7168, "expansion_ratio": 4, "max_seq_len": 8192, "n_heads": 64,
             "n_layers": 48, "attn_config": {"alibi": true, "attn_type": "multihead_attention"}, "vocab_size": 50432}
            """
        ),
        (
            "falcon-7b",
            """
            {"model_type": "falcon", "hidden_size": 4544, "multi_query": true, "new_decoder_architecture": false,
             "num_attention_heads": 71, "num_hidden_layers": 32, "vocab_size": 65024}
            """
        ),
        (
            "falcon-40b",
            """
            {"model_type": "falcon", "hidden_size": 8192, "multi_query": true, "new_decoder_architecture": true,
             "num_attention_heads": 128, "num_hidden_layers": 60, "num_kv_heads": 8, "vocab_size": 65024}
            """
        ),
        (
            "dbrx",
            """
            {"model_type": "dbrx", "attn_config": {"clip_qkv": 8, "kv_n_heads": 8, "model_type": ""}, "d_model": 6144,
             "ffn_config": {"ffn_hidden_size": 10752, "model_type": "", "moe_num_experts": 16, "moe_top_k": 4},
             "max_seq_len": 32768, "n_heads": 48, "n_layers": 40, "tie_word_embeddings": false, "vocab_size": 100352}
            """
        ),
        (
            "grok-1",
            """
            {"model_type": "grok-1", "hidden_size": 6144, "intermediate_size": 32768, "num_attention_heads": 48,
             "max_position_embeddings": 8192, "num_experts": 8, "num_experts_per_tok": 2, "num_hidden_layers": 64,
             "num_key_value_heads": 8, "vocab_size": 131072}
            """
        ),
        (
            "phi-3-mini",
            """
            {"model_type": "phi3", "hidden_size": 3072, "intermediate_size": 8192, "max_position_embeddings": 4096,
             "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 32, "sliding_window": 2047,
             "tie_word_embeddings": false, "vocab_size": 32064}
            """
        ),
    ]
}
