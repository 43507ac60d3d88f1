/// A layout as far as it is known. What is missing is chosen: the fastest that fits.
public struct LayoutDraft: Hashable, Sendable {
    /// What is known beside the counts below; the counts in it are not read.
    public var base: Execution
    public var chips: Int
    public var tensor: Int?
    public var pipeline: Int?
    public var interleaving: Int?
    public var data: Int?
    public var context: Int?
    public var expert: Int?
    public var microbatch: Int?
    public var recompute: Recompute?
    public var sharding: Sharding?

    public init(
        base: Execution, chips: Int, tensor: Int? = nil, pipeline: Int? = nil, interleaving: Int? = nil,
        data: Int? = nil, context: Int? = nil, expert: Int? = nil, microbatch: Int? = nil, recompute: Recompute? = nil,
        sharding: Sharding? = nil
    ) {
        self.base = base
        self.chips = chips
        self.tensor = tensor
        self.pipeline = pipeline
        self.interleaving = interleaving
        self.data = data
        self.context = context
        self.expert = expert
        self.microbatch = microbatch
        self.recompute = recompute
        self.sharding = sharding
    }
}
