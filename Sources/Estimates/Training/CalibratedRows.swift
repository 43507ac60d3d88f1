public import StargatePerformance

/// Calibrates rows by one another: each by the measured rows that share its stack, never by itself.
public enum CalibratedRows {
    /// - Parameter keys: the columns that say which rows belong together.
    public static func calibrated(
        _ predictions: [TrainingPrediction], by keys: [CalibrationKey]
    ) -> [TrainingPrediction] {
        guard !keys.isEmpty else { return predictions }
        let others = Companions.others(of: predictions.map { row in keys.name { $0.value(of: row.subject) } })
        return zip(predictions, others).map { prediction, others in
            var shifted = prediction
            shifted.calibrate(by: others.compactMap { evidence(predictions[$0], for: prediction) })
            return shifted
        }
    }

    /// What one measured step says of another.
    public static func evidence(
        _ seen: TrainingPrediction, for wanted: TrainingPrediction
    ) -> Calibration.Evidence? {
        guard let measured = seen.subject.measured, seen.step.total > 0, seen.doubt == nil else { return nil }
        return Calibration.Evidence(ratio: measured / seen.step.total, likeness: likeness(seen, wanted))
    }

    /// How much of one case's error another shares: all of it for the same model and format. A mixture of experts says
    /// little of a dense model, a long sequence little of a short one.
    static func likeness(_ a: TrainingPrediction, _ b: TrainingPrediction) -> Double {
        var likeness = 1.0
        if a.subject.shape != b.subject.shape { likeness *= a.subject.shape.experts == nil ? 0.7 : 0.3 }
        if (a.subject.shape.experts == nil) != (b.subject.shape.experts == nil) { likeness *= 0.1 }
        if a.execution.precision.bytes != b.execution.precision.bytes { likeness *= 0.4 }
        if a.execution.recompute != b.execution.recompute { likeness *= 0.7 }
        if a.execution.tensor != b.execution.tensor { likeness *= 0.7 }
        let lengths = Double(a.execution.sequence) / Double(b.execution.sequence)
        if lengths > 2.5 || lengths < 0.4 { likeness *= 0.5 }
        return likeness
    }
}
