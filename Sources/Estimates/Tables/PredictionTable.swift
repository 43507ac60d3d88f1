import StargatePerformance

/// Predictions as a table: one line for each row of measurements, in their order.
public enum PredictionTable {
    /// A row's prediction, or why there is none.
    public enum Line: Sendable {
        case predicted(TrainingPrediction)
        case refused(id: String, reason: String)
    }

    private static let columns = [
        "id", "predicted_step_time_s", "low_s", "high_s", "measured_step_time_s", "error_pct", "tokens_per_s_per_chip",
        "memory_gib", "calibration_factor", "calibration_rows", "predicted_chip_hours", "chip_hours_low",
        "chip_hours_high", "gemm_s", "attention_s", "elementwise_s", "head_s", "tensor_parallel_s", "data_parallel_s",
        "pipeline_parallel_s", "expert_parallel_s", "context_parallel_s", "bubble_s", "optimizer_s", "host_s", "tp",
        "pp", "vp", "dp", "cp", "ep", "microbatch", "recompute", "assumptions", "refused",
    ]

    public static func csv(_ lines: [Line]) -> String {
        var text = columns.joined(separator: ",") + "\n"
        for line in lines { text += CSVLine.joined(fields(line)) }
        return text
    }

    private static func fields(_ line: Line) -> [String] {
        switch line {
        case .refused(let id, let reason):
            var fields = [String](repeating: "", count: columns.count)
            fields[0] = id
            fields[columns.count - 1] = reason
            return fields
        case .predicted(let row):
            let (time, part, x) = (row.seconds, row.step, row.execution)
            let rate = Double(x.tokens) / (time.expected * Double(row.subject.draft.chips))
            let hours = row.run?.chipHours
            let numbers: [Double?] = [
                time.expected, time.low, time.high, row.subject.measured, row.error.map { $0 * 100 }, rate,
                row.memory.total / 1_073_741_824, row.calibration.factor, Double(row.evidence), hours?.expected,
                hours?.low, hours?.high, part.gemm, part.attention, part.elementwise, part.head, part.tensor, part.data,
                part.pipeline, part.expert, part.context, part.bubble, part.optimizer, part.host,
            ]
            let notes = row.subject.assumptions + (row.doubt.map { ["can hardly have run: \($0.problem)"] } ?? [])
            let counts = [x.tensor, x.pipeline, x.interleaving, x.data, x.context, x.expert, x.microbatch]
            return [row.subject.id] + numbers.map(CSVLine.number) + counts.map(String.init)
                + [x.recompute.rawValue, notes.joined(separator: "; "), ""]
        }
    }
}
