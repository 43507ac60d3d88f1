import StargateCatalogue
import StargatePerformance

/// What the rules of published benchmarks say that their rows do not: lengths of requests, limits of latency.
enum PublishedScenario {
    /// MLPerf Inference, by model. Mean lengths of the datasets (assumptions where marked), coefficients of variation
    /// (assumptions), and limits of `loadgen/mlperf.conf` (mlcommons/inference): server, then interactive.
    private static let suites:
        [(names: [String], InferenceWorkload, server: LatencyLimits, interactive: LatencyLimits)] = [
            // OpenOrca: 294.45 tokens an answer (accuracy target of the suite); prompts alike (assumption).
            (
                ["llama-2-70b"],
                InferenceWorkload(inputTokens: 294, outputTokens: 294.45, inputVariation: 0.85, outputVariation: 0.75),
                LatencyLimits(timeToFirst: 2, timePerToken: 0.2), LatencyLimits(timeToFirst: 0.45, timePerToken: 0.04)
            ),
            // LongBench, LongDataCollections, Ruler, GovReport: 684.68 tokens an answer; about 9,400 a prompt (assumption).
            (
                ["llama-3.1-405b"],
                InferenceWorkload(inputTokens: 9400, outputTokens: 684.68, inputVariation: 0.5, outputVariation: 0.8),
                LatencyLimits(timeToFirst: 6, timePerToken: 0.175), LatencyLimits(timeToFirst: 4.5, timePerToken: 0.08)
            ),
            // CNN-DailyMail: about 778 tokens a prompt, up to 128 an answer (assumptions).
            (
                ["llama-3-8b"],
                InferenceWorkload(inputTokens: 778, outputTokens: 120, inputVariation: 0.45, outputVariation: 0.1),
                LatencyLimits(timeToFirst: 2, timePerToken: 0.1), LatencyLimits(timeToFirst: 0.5, timePerToken: 0.03)
            ),
            // OpenOrca, GSM8K, MBXP: 144.84 tokens an answer; prompts as OpenOrca's (assumption).
            (
                ["mixtral-8x7b"],
                InferenceWorkload(inputTokens: 300, outputTokens: 144.84, inputVariation: 0.85, outputVariation: 0.75),
                LatencyLimits(timeToFirst: 2, timePerToken: 0.2), LatencyLimits(timeToFirst: 0.45, timePerToken: 0.04)
            ),
            // Reasoning questions: 3,886.23 tokens an answer; about 800 a prompt (assumption).
            (
                ["deepseek-v3"],
                InferenceWorkload(inputTokens: 800, outputTokens: 3886, inputVariation: 0.5, outputVariation: 0.8),
                LatencyLimits(timeToFirst: 2, timePerToken: 0.08), LatencyLimits(timeToFirst: 1.5, timePerToken: 0.04)
            ),
        ]

    /// Requests of TensorRT-LLM's performance overview (v1.0, "Preparing a Dataset"), by tokens in and out.
    private static let batches: [String: Int] = [
        "128-128": 30_000, "128-2048": 3000, "128-4096": 1500, "1000-2000": 1500, "2048-128": 3000, "2048-2048": 1500,
        "5000-500": 1500, "1000-1000": 3000, "500-2000": 3000, "20000-2000": 1000,
    ]

    /// The requests of a row, and how they are sent; nil if neither the row nor a known suite says.
    static func workload(
        of row: InferenceMeasurement, model: String
    ) -> (workload: InferenceWorkload, drive: InferenceObservation.Drive, assumed: Bool)? {
        let scenario = row.scenario.lowercased()
        let suite = suites.first { $0.names.contains(model) }
        if let input = row.inputTokens, let output = row.outputTokens {
            let requests = scenario.hasPrefix("max-load") ? batches["\(input)-\(output)"] : nil
            let workload = InferenceWorkload(
                inputTokens: Double(input), outputTokens: Double(output), requests: requests)
            return (workload, .saturated, false)
        }
        guard scenario.contains("mlperf"), let suite else { return nil }
        if scenario.contains("server") { return (suite.1, .limited(suite.server), true) }
        if scenario.contains("interactive") { return (suite.1, .limited(suite.interactive), true) }
        return (suite.1, .saturated, true)
    }
}
