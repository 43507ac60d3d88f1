public import StargateCatalogue

/// Predicts a whole table of measurements.
public struct TrainingRows: Sendable {
    public let lines: [PredictionTable.Line]

    /// - Parameter keys: columns that rows must share to calibrate one another; none for no calibration.
    public init(
        _ rows: [TrainingMeasurement], with estimator: TrainingEstimator, calibratedBy keys: [CalibrationKey] = []
    ) {
        var predictions: [TrainingPrediction] = []
        var places: [Int?] = []
        var refusals: [(String, String)] = []
        for row in rows {
            do {
                let subject = try TrainingCase(row)
                places.append(predictions.count)
                predictions.append(estimator.prediction(of: subject))
            } catch {
                places.append(nil)
                refusals.append((row.id, error.description))
            }
        }
        let calibrated = CalibratedRows.calibrated(predictions, by: keys)
        var next = 0
        lines = places.map { place in
            if let place { return .predicted(calibrated[place]) }
            defer { next += 1 }
            return .refused(id: refusals[next].0, reason: refusals[next].1)
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
