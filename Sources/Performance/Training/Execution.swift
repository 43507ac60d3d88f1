/// How one training step is laid out over chips: parallelism, batch, number format, recomputation.
public struct Execution: Hashable, Sendable {
    /// Tokens of one sequence.
    public var sequence: Int
    /// Sequences of one step (global batch).
    public var batch: Int
    /// Sequences a rank takes at once (micro-batch).
    public var microbatch: Int
    /// Ranks that split each matrix (tensor parallelism, TP).
    public var tensor: Int
    /// Stages of the pipeline (PP).
    public var pipeline: Int
    /// Model chunks a stage holds in turn (virtual stages of the interleaved schedule); 1 = plain 1F1B.
    public var interleaving: Int
    /// Copies that share the batch (data parallelism, DP).
    public var data: Int
    /// Ranks that split each sequence (context parallelism, CP).
    public var context: Int
    /// Ranks that split the experts (expert parallelism, EP); they are taken from the data and context ranks.
    public var expert: Int
    public var sharding: Sharding
    public var precision: Precision
    public var recompute: Recompute
    /// Whether norms and dropouts are split over the tensor ranks too (sequence parallelism).
    public var sequenceParallel: Bool
    /// Whether attention runs as one fused kernel (FlashAttention and its like) that stores no score matrix.
    public var fusedAttention: Bool
    /// Years since 2021-01-01 of the software, for its steady improvement.
    public var softwareAge: Double
    public var stack: Stack

    public init(
        sequence: Int, batch: Int, microbatch: Int = 1, tensor: Int = 1, pipeline: Int = 1, interleaving: Int = 1,
        data: Int = 1, context: Int = 1, expert: Int = 1, sharding: Sharding = .optimizer,
        precision: Precision = .bf16, recompute: Recompute = .none, sequenceParallel: Bool = true,
        fusedAttention: Bool = true, softwareAge: Double = 4, stack: Stack = .megatron
    ) {
        self.sequence = sequence
        self.batch = batch
        self.microbatch = microbatch
        self.tensor = tensor
        self.pipeline = pipeline
        self.interleaving = interleaving
        self.data = data
        self.context = context
        self.expert = expert
        self.sharding = sharding
        self.precision = precision
        self.recompute = recompute
        self.sequenceParallel = sequenceParallel
        self.fusedAttention = fusedAttention
        self.softwareAge = softwareAge
        self.stack = stack
    }

    /// Chips the layout takes.
    public var chips: Int { tensor * pipeline * data * context }
    /// Micro-batches a pipeline works through in one step.
    public var microbatches: Int { max(1, batch / max(1, data * microbatch)) }

    /// What the data-parallel ranks hold only a part of (ZeRO, arXiv:1910.02054; FSDP).
    public enum Sharding: Hashable, Sendable {
        /// Every rank holds everything.
        case none
        /// Optimizer states are split (ZeRO-1, Megatron's distributed optimizer).
        case optimizer
        /// Gradients too (ZeRO-2; FSDP SHARD_GRAD_OP).
        case gradients
        /// Weights too (ZeRO-3; FSDP FULL_SHARD), within groups of `group` ranks.
        case weights(group: Int)
    }

    /// Which activations are computed again in the backward pass instead of kept.
    public enum Recompute: String, Hashable, Sendable, CaseIterable {
        case none
        /// The attention core alone (arXiv:2205.05198, section 5).
        case selective
        /// The whole layer.
        case full
    }

    /// The family of training software.
    public enum Stack: String, Hashable, Sendable, CaseIterable {
        /// Megatron-LM, Megatron-Core, NeMo, Megatron-Bridge.
        case megatron
        /// Megatron-DeepSpeed.
        case deepspeed
        /// PyTorch FSDP trainers.
        case fsdp
        /// JAX and XLA: MaxText, T5X, PAX.
        case jax
    }
}
