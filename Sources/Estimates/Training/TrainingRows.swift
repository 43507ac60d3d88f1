public import StargateCatalogue

/// Predicts a whole table of measurements.
public struct TrainingRows: Sendable {
    public let lines: [PredictionTable.Line]

    /// - Parameter keys: columns that rows must share to calibrate one another; none for no calibration.
    public init(
        _ rows: [TrainingMeasurement], with estimator: TrainingEstimator, calibratedBy keys: [CalibrationKey] = []
    ) {
        let cases = rows.map { row in
            Result<TrainingPrediction, EstimateRefusal> { () throws(EstimateRefusal) in
                estimator.prediction(of: try TrainingCase(row))
            }
        }
        var calibrated = CalibratedRows.calibrated(cases.compactMap { try? $0.get() }, by: keys)[...]
        lines = zip(rows, cases).map { row, predicted in
            switch predicted {
            case .success: .predicted(calibrated.removeFirst())
            case .failure(let refusal): .refused(id: row.id, reason: refusal.description)
            }
        }
    }

    public var predictions: [TrainingPrediction] {
        lines.compactMap { line in
            switch line {
            case .predicted(let prediction): prediction
            case .refused: nil
            }
        }
    }

    public var refused: Int { lines.count - predictions.count }
    public var scores: Scores { Scores(predictions, refused: refused) }
}
