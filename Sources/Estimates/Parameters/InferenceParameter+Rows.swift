import StargatePerformance

/// Which rows of the measurements tell one constant from another.
extension InferenceParameter {
    var rows: String {
        switch self {
        case .memoryReach: "saturated rows with long answers (128/2048, 128/4096) of all chips"
        case .matmulReach: "saturated rows with long prompts; MLPerf Offline"
        case .narrowReach: "FP4 rows of B200 and GB200"
        case .expertReach: "llama4-scout, qwen3-30b-a3b"
        case .attentionReach: "5000/500 rows; llama3.1-405b of MLPerf (9,400 tokens a prompt)"
        case .linkReach: "rows with tensor parallelism of 2 to 8"
        case .streamPasses: "8B against 70B and 405B at saturation"
        case .layerOverhead: "rows with small batches: 128/4096, Interactive"
        case .expertLayerOverhead: "llama4-scout, qwen3-30b-a3b"
        case .sequenceOverhead: "qwen3-30b-a3b, llama3.1-8b"
        case .collectiveLatency: "rows with tensor parallelism and small batches"
        case .operatorMargin: "MLPerf Server and Interactive"
        case .yearlyGain: "llama2-70b of MLPerf v4.1 (2024-08) against v5.1 (2025-09)"
        }
    }
}
