import Foundation
import StargatePerformance

/// Predictions of inference as a table: one line for each row of measurements, in their order.
public enum InferenceTable {
    private static let columns = [
        "id", "predicted_tokens_per_s_per_chip", "low", "high", "measured_tokens_per_s_per_chip",
        "predicted_p99_tpot_ms", "p99_tpot_low_ms", "p99_tpot_high_ms", "measured_p99_tpot_ms",
        "predicted_p99_ttft_ms", "p99_ttft_low_ms", "p99_ttft_high_ms", "measured_p99_ttft_ms",
        "predicted_mean_tpot_ms", "predicted_mean_ttft_ms", "concurrency", "cache_bytes_per_token",
        "calibration_factor", "calibration_rows", "tp", "pp", "precision", "assumptions", "refused",
    ]

    public static func csv(_ rows: InferenceRows) -> String {
        var text = columns.joined(separator: ",") + "\n"
        for line in rows.lines { text += CSVLine.joined(fields(line)) }
        return text
    }

    private static func fields(_ line: InferenceRows.Line) -> [String] {
        switch line {
        case .refused(let id, let reason):
            return [id] + [String](repeating: "", count: columns.count - 2) + [reason]
        case .predicted(let row):
            let (forecast, seen) = (row.forecast, row.subject.observation)
            let (token, first) = (forecast.timePerToken, forecast.timeToFirst)
            let numbers: [Double?] = [
                forecast.tokenRatePerChip.expected, forecast.tokenRatePerChip.low, forecast.tokenRatePerChip.high,
                row.subject.isMeasured ? seen.tokenRatePerChip : nil, token.expected * 1000, token.low * 1000,
                token.high * 1000, seen.timePerToken.map { $0 * 1000 }, first.expected * 1000, first.low * 1000,
                first.high * 1000, seen.timeToFirst.map { $0 * 1000 },
                row.result.meanTimePerToken * row.calibration.timePerToken.factor * 1000,
                row.result.meanTimeToFirst * row.calibration.timeToFirst.factor * 1000, row.result.concurrency,
                row.model.cacheBytesPerToken, row.calibration.tokenRate.factor, Double(row.evidence),
            ]
            let setup = row.model.setup
            return [row.subject.id] + numbers.map(CSVLine.number) + [
                String(setup.tensor), String(setup.pipeline), setup.weights.rawValue,
                row.subject.assumptions.joined(separator: "; "), "",
            ]
        }
    }
}
