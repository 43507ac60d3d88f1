import StargatePerformance

/// A column that rows must share to speak for each other.
public enum CalibrationKey: String, CaseIterable, Sendable {
    case software, stack, chip, model, precision, source, chips

    func value(of subject: TrainingCase) -> String {
        switch self {
        case .software: subject.softwareName
        case .stack: subject.software.stack.rawValue
        case .chip: subject.accelerator.name
        case .model: subject.model
        case .precision: subject.draft.base.precision.rawValue
        case .source: subject.source
        case .chips: String(subject.draft.chips)
        }
    }
}
