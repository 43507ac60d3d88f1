/// How one training step is laid out over chips: parallelism, batch, number format, recomputation, software.
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
    /// Model chunks a stage holds in turn (interleaved schedule, VP); 1 = plain 1F1B.
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
    /// Whether norms and residuals are split over the tensor ranks too (sequence parallelism, SP).
    public var sequenceParallel: Bool
    /// Whether gradients are summed in 16 bit instead of 32.
    public var narrowGradients: Bool
    /// Whether one micro-batch computes while another's tokens travel to their experts (DualPipe and its like).
    public var hidesExpertTraffic: Bool
    public var kernel: AttentionKernel
    public var stack: SoftwareStack
    /// Years from 2021-01-01 to the software's release, for its steady improvement.
    public var softwareAge: Double

    public init(
        sequence: Int, batch: Int, microbatch: Int = 1, tensor: Int = 1, pipeline: Int = 1, interleaving: Int = 1,
        data: Int = 1, context: Int = 1, expert: Int = 1, sharding: Sharding = .optimizer,
        precision: Precision = .bf16, recompute: Recompute = .none, sequenceParallel: Bool = true,
        narrowGradients: Bool = false,
        hidesExpertTraffic: Bool = false, kernel: AttentionKernel = .fused, stack: SoftwareStack = .megatron,
        softwareAge: Double = 5
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
        self.narrowGradients = narrowGradients
        self.hidesExpertTraffic = hidesExpertTraffic
        self.kernel = kernel
        self.stack = stack
        self.softwareAge = softwareAge
    }

    /// Chips the layout takes.
    public var chips: Int { tensor * pipeline * data * context }
    /// Micro-batches a pipeline works through in one step.
    public var microbatches: Int {
        let each = max(1, data * microbatch)
        return max(1, (batch + each - 1) / each)
    }
    /// Tokens of one step.
    public var tokens: Int { batch * sequence }
}

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

/// How softmax(QKᵀ)V is computed.
public enum AttentionKernel: String, Hashable, Sendable, CaseIterable {
    /// Separate products with a stored score matrix, as before FlashAttention.
    case plain
    /// A fused kernel written for an earlier chip (FlashAttention-2 and Triton kernels on Hopper).
    case ported
    /// A fused kernel written for the chip (cuDNN, FlashAttention-2 on Ampere, FlashAttention-3 on Hopper).
    case fused
}

/// The family of training software.
public enum SoftwareStack: String, Hashable, Sendable, CaseIterable {
    /// Megatron-LM, Megatron-Core, NeMo, Megatron-Bridge.
    case megatron
    /// Megatron-DeepSpeed.
    case deepspeed
    /// PyTorch FSDP trainers.
    case fsdp
    /// JAX and XLA: MaxText, T5X, PAX.
    case jax
}
