/// How a model is laid over chips, and what the serving software is allowed.
public struct InferenceSetup: Hashable, Sendable {
    /// The chip and the machine around it.
    public var accelerator: Accelerator
    /// All chips; they hold `chips / (tensor · pipeline)` replicas.
    public var chips: Int
    /// Chips that share each layer's matrices, and the experts of a mixture (tensor or expert parallelism: each chip
    /// holds and reads an equal share either way).
    public var tensor: Int
    /// Stages of layers.
    public var pipeline: Int
    /// Groups of chips of one stage that each attend to their own sequences (attention data parallelism); 1 for none.
    public var attentionData: Int
    /// The format of weights and of the products with them.
    public var weights: Precision
    /// The format of cached keys and values.
    public var cache: Precision
    /// The most sequences of one replica that are decoded together.
    public var maximumSequences: Int
    /// The most tokens of one step of one replica, decoded and prefilled.
    public var maximumStepTokens: Int
    /// Year of the serving software's release, for example 2025.7.
    public var softwareYear: Double

    public init(
        accelerator: Accelerator, chips: Int, tensor: Int, pipeline: Int = 1, attentionData: Int = 1,
        weights: Precision, cache: Precision, maximumSequences: Int = 2048, maximumStepTokens: Int = 8192,
        softwareYear: Double = 2025.7
    ) {
        self.accelerator = accelerator
        self.chips = chips
        self.tensor = tensor
        self.pipeline = pipeline
        self.attentionData = attentionData
        self.weights = weights
        self.cache = cache
        self.maximumSequences = maximumSequences
        self.maximumStepTokens = maximumStepTokens
        self.softwareYear = softwareYear
    }

    /// Chips of one replica.
    public var replicaChips: Int { tensor * pipeline }

    /// Copies of the model on all chips.
    public var replicas: Int { replicaChips > 0 ? chips / replicaChips : 0 }

    /// The same setup on other numbers of chips.
    public func over(tensor: Int, pipeline: Int = 1, chips: Int? = nil) -> InferenceSetup {
        var copy = self
        copy.tensor = tensor
        copy.pipeline = pipeline
        copy.chips = chips ?? tensor * pipeline
        copy.attentionData = min(attentionData, max(1, tensor))
        return copy
    }
}
