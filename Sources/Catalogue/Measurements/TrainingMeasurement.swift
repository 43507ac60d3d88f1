public import StargatePerformance

/// One published measurement of training: a step on a number of chips, or a whole run. What is not published is nil.
public struct TrainingMeasurement: Sendable {
    /// What was measured.
    public enum Kind: Hashable, Sendable {
        /// The time of a step.
        case benchmark
        /// Chip-hours of a whole run.
        case fullRun
        case other(String)
    }

    /// The line of the file the row begins on.
    public let line: Int
    public let id: String
    /// The split the row belongs to, for example `dev`.
    public let split: String
    public let kind: Kind

    /// The model as the row names it, and its parameters as the row gives them, in billions.
    public let model: String
    public let parametersBillions: Double?
    public let activeBillions: Double?
    /// The architecture, from the columns of the row and where they are empty from the catalogue.
    public let shape: ModelShape?
    /// Tokens of one sequence.
    public let sequence: Int?

    /// The chip as the row names it, and as the catalogue knows it.
    public let chip: String
    public let accelerator: Accelerator?
    public let chips: Int?
    public let fabric: String?

    public let tensor: Int?
    public let pipeline: Int?
    public let interleaving: Int?
    /// Data-parallel ranks as given, or else chips / (tensor · pipeline · context) if that layout is given.
    public let data: Int?
    public let context: Int?
    public let expert: Int?
    public let expertTensor: Int?
    public let sharding: Sharding?
    public let shardingText: String?
    /// Sequences of one step, and of one micro-batch.
    public let batch: Int?
    public let microbatch: Int?
    public let precision: Precision?
    public let precisionText: String?
    /// Nil where it is not published.
    public let recompute: Recompute?
    public let recomputeText: String?
    /// True where the row says that sequence parallelism was on; nil where it does not say.
    public let sequenceParallel: Bool?

    public let stepSeconds: Double?
    /// How the step time was obtained, for example `reported` or `derived from tokens/s`.
    public let stepSecondsOrigin: String?
    public let tokensPerSecondPerChip: Double?
    public let teraflopsPerChip: Double?
    /// What the FLOP/s count, as the row says.
    public let flopsConvention: String?
    public let modelFlopsUtilisation: Double?
    public let hardwareFlopsUtilisation: Double?
    /// Chip-hours and tokens of a whole run.
    public let chipHours: Double?
    public let tokens: Double?
    /// Peak bytes allocated on one chip, where the notes state it.
    public let peakMemory: Double?

    public let software: String
    public let date: String
    public let source: String
    public let confidence: String
    public let notes: String
    /// Columns this reader does not know, by name; empty fields are left out.
    public let extra: [String: String]

    /// What was taken although the row does not say it.
    public let assumptions: [String]
    /// Why the row cannot be compared with the model; empty if it can.
    public internal(set) var reasons: [String]
    /// Fields that could not be read and count as not published.
    public let mistakes: [CatalogueRefusal]

    /// Whether the row can be compared with the model.
    public var isUsable: Bool { reasons.isEmpty }

    /// Whether tensor · pipeline · context · data ranks are the chips; nil where the layout is not published.
    public var layoutFillsChips: Bool? {
        guard let chips, let data, let tensor else { return nil }
        return tensor * (pipeline ?? 1) * (context ?? 1) * data == chips
    }
}
