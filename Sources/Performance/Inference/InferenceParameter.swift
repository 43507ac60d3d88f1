/// The constants of the inference model that measurements set. Each is physical: a share of a published rate, seconds
/// lost, bytes moved, or how closely services are loaded.
public enum InferenceParameter: Int, CaseIterable, Sendable {
    case memoryReach
    case matmulReach
    case narrowReach
    case expertReach
    case attentionReach
    case linkReach
    case streamPasses
    case layerOverhead
    case expertLayerOverhead
    case sequenceOverhead
    case collectiveLatency
    case operatorMargin
    case yearlyGain

    /// The name in the parameter file.
    public var name: String { "\(self)" }

    /// The parameter of that name in the parameter file; nil if there is none.
    public init?(name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// Where a fit starts and what it is drawn to, and the bounds that physics sets.
    public var prior: (expected: Double, low: Double, high: Double) {
        switch self {
        case .memoryReach: (0.85, 0.5, 0.95)
        case .matmulReach: (0.9, 0.4, 1.05)
        case .narrowReach: (0.8, 0.4, 1)
        case .expertReach: (0.6, 0.1, 1)
        case .attentionReach: (0.5, 0.15, 0.9)
        case .linkReach: (0.75, 0.3, 1)
        case .streamPasses: (30, 0, 120)
        case .layerOverhead: (4e-5, 0, 2e-4)
        case .expertLayerOverhead: (1e-4, 0, 1e-3)
        case .sequenceOverhead: (5e-6, 0, 3e-5)
        case .collectiveLatency: (2e-5, 0, 1e-4)
        case .operatorMargin: (0.95, 0.9, 1)
        case .yearlyGain: (0.1, 0, 0.3)
        }
    }
}
