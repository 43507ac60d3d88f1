public import StargateCatalogue
import StargatePerformance

/// Predicts a whole table of inference measurements.
public struct InferenceRows: Sendable {
    /// A row's prediction, or why there is none.
    public enum Line: Sendable {
        case predicted(InferencePrediction)
        case refused(id: String, reason: String)
    }

    public let lines: [Line]

    /// - Parameter keys: columns that rows must share to calibrate one another; none for no calibration.
    public init(
        _ rows: [InferenceMeasurement], models: ModelCatalogue, with estimator: InferenceEstimator,
        calibratedBy keys: [CalibrationKey] = []
    ) {
        var lines = rows.map { row -> Line in
            do throws(EstimateRefusal) {
                return .predicted(try estimator.prediction(of: InferenceCase(row, models: models)))
            } catch { return .refused(id: row.id, reason: error.description) }
        }
        if !keys.isEmpty { Self.calibrate(&lines, by: keys) }
        self.lines = lines
    }

    private static func calibrate(_ lines: inout [Line], by keys: [CalibrationKey]) {
        let rows = lines.map { line -> InferencePrediction? in
            switch line {
            case .predicted(let row): row
            case .refused: nil
            }
        }
        let others = Companions.others(
            of: rows.map { row in row.map { seen in keys.name { $0.value(of: seen.subject) } } })
        for (index, row) in rows.enumerated() {
            guard var shifted = row else { continue }
            let evidence = others[index].compactMap { other in
                rows[other].flatMap { $0.evidence(likeness: likeness($0, shifted)) }
            }
            shifted.calibrate(by: evidence)
            lines[index] = .predicted(shifted)
        }
    }

    /// How much of one case's error another shares.
    private static func likeness(_ a: InferencePrediction, _ b: InferencePrediction) -> Double {
        var likeness = 1.0
        if a.subject.model != b.subject.model { likeness *= 0.4 }
        if a.model.setup.weights != b.model.setup.weights { likeness *= 0.5 }
        if a.subject.scenario != b.subject.scenario { likeness *= 0.3 }
        return likeness
    }

    public var predictions: [InferencePrediction] {
        lines.compactMap { line in
            switch line {
            case .predicted(let prediction): prediction
            case .refused: nil
            }
        }
    }

    public var refused: Int { lines.count - predictions.count }
}

extension CalibrationKey {
    func value(of subject: InferenceCase) -> String {
        switch self {
        case .software, .stack: subject.softwareName
        case .chip: subject.accelerator.name
        case .model: subject.model
        case .precision: subject.observation.setups.first?.weights.rawValue ?? ""
        case .source: subject.source
        case .chips: String(subject.observation.setups.first?.chips ?? 0)
        }
    }
}
