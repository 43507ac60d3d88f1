public import StargatePerformance

/// One published measurement of inference. What is not published is nil.
public struct InferenceMeasurement: Sendable {
    /// The line of the file the row begins on.
    public let line: Int
    public let id: String
    public let split: String
    public let model: String
    /// The architecture, from the catalogue.
    public let shape: ModelShape?
    public let chip: String
    public let accelerator: Accelerator?
    public let chips: Int?
    public let tensor: Int?
    public let pipeline: Int?
    public let expert: Int?
    public let precision: Precision?
    public let precisionText: String?
    /// How requests came, for example `max-load offline` or `MLPerf Server`.
    public let scenario: String
    /// Tokens of a prompt and of an answer.
    public let inputTokens: Int?
    public let outputTokens: Int?
    /// Sequences in flight, where the row says.
    public let batch: Int?
    public let tokensPerSecond: Double?
    public let tokensPerSecondPerChip: Double?
    /// Which tokens the rates count, for example `output`.
    public let tokensCounted: String?
    /// 99th percentile of seconds to the first token and of seconds per output token.
    public let p99FirstTokenSeconds: Double?
    public let p99OutputTokenSeconds: Double?
    /// The same, mean or median, where the row has columns for it.
    public let firstTokenSeconds: Double?
    public let outputTokenSeconds: Double?
    public let software: String
    public let date: String
    public let source: String
    public let confidence: String
    public let notes: String
    /// Columns this reader does not know, by name; empty fields are left out.
    public let extra: [String: String]
    /// Why the row cannot be compared with the model; empty if it can.
    public internal(set) var reasons: [String]
    /// Fields that could not be read and count as not published.
    public let mistakes: [CatalogueRefusal]

    /// Whether the row can be compared with the model.
    public var isUsable: Bool { reasons.isEmpty }
}
