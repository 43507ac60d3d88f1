/// What users ask of a model: how long their requests are and how unlike each other.
public struct InferenceWorkload: Hashable, Sendable {
    /// Mean tokens of a prompt.
    public var inputTokens: Double
    /// Mean tokens of an answer.
    public var outputTokens: Double
    /// Coefficient of variation of prompts: 0 when all are alike.
    public var inputVariation: Double
    /// Coefficient of variation of answers.
    public var outputVariation: Double
    /// Requests of a closed batch that is served once; nil for a stream without end.
    public var requests: Int?

    public init(
        inputTokens: Double, outputTokens: Double, inputVariation: Double = 0, outputVariation: Double = 0,
        requests: Int? = nil
    ) {
        precondition(inputTokens >= 1 && outputTokens >= 1, "lengths of at least one token")
        precondition(inputVariation >= 0 && outputVariation >= 0, "variations of at least nothing")
        precondition(requests.map { $0 > 0 } ?? true, "a batch of at least one request")
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.inputVariation = inputVariation
        self.outputVariation = outputVariation
        self.requests = requests
    }

    /// Tokens in the cache of a request that is being answered, on average: long answers are met more often than short
    /// ones, in proportion to their length.
    public var meanContext: Double {
        inputTokens + outputTokens * (1 + outputVariation * outputVariation) / 2
    }

    /// Tokens of cache to set aside for one request. Answers of one length reach it together; when lengths differ,
    /// pages that some free serve others and the mean context is enough.
    public var reservedContext: Double { outputVariation == 0 ? inputTokens + outputTokens : meanContext }
}
