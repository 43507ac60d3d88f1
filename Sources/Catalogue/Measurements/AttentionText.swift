import StargatePerformance

/// Attention as tables name it: `MHA(alibi)`, `GQA(alternating sliding 128)`, `MLA(q_lora1536,kv_lora512,…)`.
struct AttentionText {
    let text: String
    /// Numbers by the letters before them: `q_lora1536` is `qlora` 1536, a bare `128` is `` 128.
    private let parts: [(name: String, value: Int)]
    private let words: Set<String>

    init(_ text: String) {
        self.text = text
        let lower = text.lowercased()
        let tokens = lower.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "=" && $0 != ":" }
        parts = tokens.compactMap { token in
            let digits = String(token.reversed().prefix(while: \.isNumber).reversed())
            guard let value = Int(digits) else { return nil }
            return (String(token.dropLast(digits.count).filter(\.isLetter)), value)
        }
        words = Set(lower.split { !$0.isLetter }.map(String.init))
    }

    /// The attention of a model with `heads` heads, `shared` of them for keys and values; what the text leaves open is
    /// taken from `known`, the attention of the catalogue's model of the same name.
    ///
    /// - Returns: nil if the text names a kind the model does not know, or leaves open what nothing else says.
    func attention(heads: Int, shared: Int?, known: ModelShape.Attention?) -> ModelShape.Attention? {
        guard !text.isEmpty else { return unnamed(heads: heads, shared: shared, known: known) }
        guard words.isDisjoint(with: Self.foreign) else { return nil }
        if has("mla", "latent") { return latent(known) }
        if has("sliding", "swa", "window", "windowed", "local", "chunked") {
            return sliding(shared: shared ?? keyValueHeads(known) ?? heads, known: known)
        }
        let compact = NameIndex.key(text)
        if has("mqa") || compact.contains("multiquery") { return .grouped(keyValueHeads: shared ?? 1) }
        if has("gqa", "grouped") {
            // The catalogue may know of windows that the word does not tell.
            if case .sliding(let same, _, _, _) = known, shared ?? same == same { return known }
            return (shared ?? keyValueHeads(known)).map { .grouped(keyValueHeads: $0) }
        }
        if has("mha", "full", "causal", "flash") || compact.contains("multihead") {
            return .grouped(keyValueHeads: shared ?? heads)
        }
        return nil
    }

    /// Kinds with a state or a selection of keys instead of attention over all of them.
    private static let foreign: Set<String> = [
        "hybrid", "mamba", "ssm", "linear", "rwkv", "delta", "deltanet", "gdn", "sparse", "lightning", "dsa", "csa",
        "retention", "hyena", "kda", "nsa",
    ]

    private func has(_ names: String...) -> Bool { names.contains { words.contains($0) } }

    private func unnamed(heads: Int, shared: Int?, known: ModelShape.Attention?) -> ModelShape.Attention {
        guard let known, shared == nil || keyValueHeads(known) == nil || keyValueHeads(known) == shared else {
            return .grouped(keyValueHeads: shared ?? heads)
        }
        return known
    }

    private func keyValueHeads(_ known: ModelShape.Attention?) -> Int? {
        switch known {
        case .grouped(let shared), .sliding(let shared, _, _, _): shared
        case .latent, nil: nil
        }
    }

    private func latent(_ known: ModelShape.Attention?) -> ModelShape.Attention? {
        var values: [Int?] = [nil, nil, nil, nil, nil]
        if case .latent(let query, let rank, let plain, let rotary, let value) = known {
            values = [query, rank, plain, rotary, value]
        }
        for part in parts {
            switch part.name {
            case "qlora", "qlorarank", "q", "qrank": values[0] = part.value
            case "kvlora", "kvlorarank", "kv", "kvrank": values[1] = part.value
            case "nope", "qknope", "qknopeheaddim": values[2] = part.value
            case "rope", "qkrope", "qkropeheaddim": values[3] = part.value
            case "v", "vheaddim": values[4] = part.value
            default: continue
            }
        }
        guard let rank = values[1], let plain = values[2], let rotary = values[3], let value = values[4] else {
            return nil
        }
        return .latent(
            queryRank: values[0] ?? 0, keyValueRank: rank, plainWidth: plain, rotaryWidth: rotary, valueWidth: value)
    }

    private func sliding(shared: Int, known: ModelShape.Attention?) -> ModelShape.Attention? {
        var (window, windowed, period): (Int?, Int, Int) = (nil, 1, 1)
        if case .sliding(_, let knownWindow, let knownWindowed, let knownPeriod) = known {
            (window, windowed, period) = (knownWindow, knownWindowed, knownPeriod)
        }
        if has("alternating", "alternate", "interleaved") { (windowed, period) = (1, 2) }
        if let ratio = text.firstMatch(of: /([0-9]+) *: *([0-9]+)/), let some = Int(ratio.1), let rest = Int(ratio.2) {
            (windowed, period) = (some, some + rest)
        } else if let share = text.firstMatch(of: /([0-9]+) *(?:of|\/) *([0-9]+)/), let some = Int(share.1),
            let all = Int(share.2)
        {
            (windowed, period) = (some, all)
        }
        if let widest = parts.map(\.value).filter({ $0 >= 16 }).max() { window = widest }
        guard let window, windowed <= period else { return nil }
        return .sliding(keyValueHeads: shared, window: window, windowed: windowed, period: period)
    }
}
