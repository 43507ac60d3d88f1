/// The architecture of a transformer, as its published configuration gives it: what fixes arithmetic and bytes.
public struct ModelShape: Hashable, Sendable {
    /// Transformer layers, dense and mixture-of-experts alike.
    public var layers: Int
    /// Width of the residual stream.
    public var hidden: Int
    /// Query heads.
    public var heads: Int
    /// Width of one head of queries and keys, in elements.
    public var headWidth: Int
    public var attention: Attention
    /// Intermediate width of the dense feed-forward network.
    public var feedForward: Int
    /// True for gated networks (SwiGLU and its like), which have three matrices instead of two.
    public var isGated: Bool
    /// Entries of the vocabulary.
    public var vocabulary: Int
    /// Whether the output matrix is the embedding itself.
    public var tiesEmbeddings: Bool
    /// The mixture of experts, or nil for a dense model.
    public var experts: Experts?

    public init(
        layers: Int, hidden: Int, heads: Int, headWidth: Int, attention: Attention, feedForward: Int, isGated: Bool,
        vocabulary: Int, tiesEmbeddings: Bool = false, experts: Experts? = nil
    ) {
        self.layers = layers
        self.hidden = hidden
        self.heads = heads
        self.headWidth = headWidth
        self.attention = attention
        self.feedForward = feedForward
        self.isGated = isGated
        self.vocabulary = vocabulary
        self.tiesEmbeddings = tiesEmbeddings
        self.experts = experts
    }

    /// How queries meet keys and values.
    public enum Attention: Hashable, Sendable {
        /// Multi-head attention (`keyValueHeads` = heads) or grouped-query attention (fewer).
        case grouped(keyValueHeads: Int)
        /// Grouped-query attention where `windowed` of every `period` layers see only the last `window` tokens.
        case sliding(keyValueHeads: Int, window: Int, windowed: Int, period: Int)
        /// Multi-head latent attention (DeepSeek-V2, arXiv:2405.04434, section 2.1): ranks of the compressed queries
        /// (0 = not compressed) and of keys with values, and the widths of a head's parts.
        case latent(queryRank: Int, keyValueRank: Int, plainWidth: Int, rotaryWidth: Int, valueWidth: Int)
    }

    /// The feed-forward part of a mixture-of-experts model.
    public struct Experts: Hashable, Sendable {
        /// Routed experts of one layer.
        public var count: Int
        /// Experts a token is sent to.
        public var perToken: Int
        /// Intermediate width of one expert.
        public var feedForward: Int
        /// Shared experts every token passes through, each of `feedForward`.
        public var shared: Int
        /// Layers with a dense network instead.
        public var denseLayers: Int
        /// The most groups of experts (nodes) a token may be sent to; nil without such a limit (DeepSeek-V3: 4,
        /// arXiv:2412.19437, section 2.1.2).
        public var groupsPerToken: Int?

        public init(
            count: Int, perToken: Int, feedForward: Int, shared: Int = 0, denseLayers: Int = 0,
            groupsPerToken: Int? = nil
        ) {
            self.count = count
            self.perToken = perToken
            self.feedForward = feedForward
            self.shared = shared
            self.denseLayers = denseLayers
            self.groupsPerToken = groupsPerToken
        }
    }
}
