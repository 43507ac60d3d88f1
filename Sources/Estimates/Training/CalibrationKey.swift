import StargateCatalogue
import StargatePerformance

/// A column that rows must share to speak for each other.
public enum CalibrationKey: String, CaseIterable, Sendable {
    case software, stack, chip, model, precision, source, chips

    func value(of subject: TrainingCase) -> String {
        switch self {
        case .software: subject.row.software
        case .stack: subject.software.stack.rawValue
        case .chip: subject.accelerator.name
        case .model: subject.row.model
        case .precision: subject.draft.base.precision.rawValue
        case .source: subject.row.source
        case .chips: String(subject.draft.chips)
        }
    }
}
