/// Parameters of a model, by where they sit. All counts are exact for the matrices; norms and biases are left out
/// (below 0.1 %).
extension ModelShape {
    /// Heads of keys and values that are stored and split over ranks.
    public var keyValueHeads: Int {
        switch attention {
        case .grouped(let heads), .sliding(let heads, _, _, _): heads
        case .latent: heads
        }
    }

    /// Layers whose feed-forward part is a mixture of experts.
    public var expertLayers: Int { experts.map { max(0, layers - $0.denseLayers) } ?? 0 }

    /// Weights of one layer's attention: projections in and out.
    public var attentionWeights: Int {
        switch attention {
        case .grouped(let shared), .sliding(let shared, _, _, _):
            return hidden * headWidth * (2 * heads + 2 * shared)
        case .latent(let queryRank, let rank, let plain, let rotary, let value):
            let width = heads * (plain + rotary)
            let query = queryRank == 0 ? hidden * width : hidden * queryRank + queryRank * width
            return query + hidden * (rank + rotary) + rank * heads * (plain + value) + heads * value * hidden
        }
    }

    /// Weights of one dense feed-forward network.
    public var denseWeights: Int { (isGated ? 3 : 2) * hidden * feedForward }

    /// Weights of one expert; 0 for a dense model.
    public var expertWeights: Int { (isGated ? 3 : 2) * hidden * (experts?.feedForward ?? 0) }

    /// Weights of the embedding, or of the output matrix.
    public var embeddingWeights: Int { hidden * vocabulary }

    /// All parameters.
    public var parameters: Int {
        let ends = (tiesEmbeddings ? 1 : 2) * embeddingWeights
        guard let experts else { return ends + layers * (attentionWeights + denseWeights) }
        let mixture = (experts.count + experts.shared) * expertWeights + hidden * experts.count
        return ends + layers * attentionWeights + (layers - expertLayers) * denseWeights + expertLayers * mixture
    }

    /// Parameters a token passes through: of the experts, only those it is sent to and the shared ones.
    public var activeParameters: Int {
        guard let experts else { return parameters }
        return parameters - expertLayers * (experts.count - experts.perToken) * expertWeights
    }

    /// Bytes of keys and values one token leaves in one layer's cache, for `bytes` an element. Latent attention stores
    /// the compressed vector and the rotary part alone.
    public func cacheBytesPerLayer(elementBytes bytes: Double) -> Double {
        switch attention {
        case .grouped(let shared), .sliding(let shared, _, _, _): Double(2 * shared * headWidth) * bytes
        case .latent(_, let rank, _, let rotary, _): Double(rank + rotary) * bytes
        }
    }

    /// Keys a query of a sequence of `sequence` tokens meets on average over layers, with a causal mask if `causal`.
    public func attendedKeys(sequence: Double, causal: Bool = true) -> Double {
        let full = causal ? sequence / 2 : sequence
        guard case .sliding(_, let window, let windowed, let period) = attention, period > 0 else { return full }
        let w = min(Double(window), sequence)
        // A causal window of w over s tokens: the first w see w/2 on average, the rest w.
        let narrow = causal ? w * (1 - w / (2 * sequence)) : w
        let share = Double(windowed) / Double(period)
        return share * narrow + (1 - share) * full
    }

    /// Whether the counts are of a size that products of them can be taken in whole numbers: up to 10^16 parameters.
    public var isPlausible: Bool {
        let counts = [layers, hidden, heads, headWidth, feedForward, vocabulary, keyValueHeads]
        guard counts.allSatisfy({ $0 >= 1 && $0 <= 1_000_000_000 }) else { return false }
        let width = Double(hidden)
        let attention = 4 * Double(heads) * Double(headWidth)
        let mixture = Double(experts?.count ?? 0) * Double(experts?.feedForward ?? 0)
        let layer = width * (attention + 3 * Double(feedForward) + 3 * mixture)
        return Double(layers) * layer + 2 * width * Double(vocabulary) < 1e16
    }
}
