/// What serving asks of a model's shape.
extension ModelShape {
    /// Over how many of `tensor` chips the cache of a sequence is split: grouped heads are dealt out, and repeated once
    /// each chip has one; the compressed vector of latent attention is needed whole by every head.
    func cacheSplit(tensor: Int) -> Double {
        switch attention {
        case .grouped(let shared), .sliding(let shared, _, _, _): Double(min(max(1, shared), tensor))
        case .latent: 1
        }
    }

    /// FLOP of one token's query against one key and value in one layer, as decoding does it: latent attention works in
    /// the compressed space of all heads.
    var decodeAttentionFlops: Double {
        switch attention {
        case .grouped, .sliding: Double(4 * heads * headWidth)
        case .latent(_, let rank, _, let rotary, _): Double(2 * heads * (2 * rank + rotary))
        }
    }

    /// The same as prefilling does it, with whole heads.
    var prefillAttentionFlops: Double {
        switch attention {
        case .grouped, .sliding: Double(4 * heads * headWidth)
        case .latent(_, _, let plain, let rotary, let value): Double(2 * heads * (plain + rotary + value))
        }
    }

    /// Keys that a query at the end of `context` tokens meets, on average over layers: all, or fewer with windows.
    func decodedKeys(context: Double) -> Double {
        context > 0 ? attendedKeys(sequence: context, causal: false) : 0
    }

    /// Experts of a layer that at least one of `tokens` is sent to, if each is as likely as the other:
    /// E·(1 - (1 - k/E)^T), between whole numbers of tokens in proportion.
    func expertsHit(tokens: Double) -> Double {
        guard let experts, experts.count > 0 else { return 0 }
        let count = Double(experts.count)
        let missed = max(0, 1 - Double(experts.perToken) / count)
        guard tokens < 100_000 else { return count }
        let whole = Int(max(0, tokens))
        let part = max(0, tokens) - Double(whole)
        return count * (1 - raised(missed, whole) * (1 - part * (1 - missed)))
    }
}

extension Precision {
    /// Bytes of one stored weight with its scales: one byte for 32 elements (MX), one for 16 (NVFP4).
    public var storedBytes: Double {
        switch self {
        case .mxfp8: 1 + 1.0 / 32
        case .nvfp4: 0.5 + 1.0 / 16
        case .fp16, .bf16, .fp8: bytes
        }
    }
}

/// `base` to a whole power, by squaring: the same on every machine.
func raised(_ base: Double, _ power: Int) -> Double {
    var result = 1.0
    var factor = base
    var left = power
    while left > 0 {
        if left & 1 == 1 { result *= factor }
        factor *= factor
        left >>= 1
    }
    return result
}

/// The natural logarithm of 100·`share`, for shares of 0.01...1, by the series of the inverse hyperbolic tangent: the
/// same on every machine, unlike the library's.
func logarithm(hundredfold share: Double) -> Double {
    // ln(100 s) = ln(10) + ln(10 s): the argument comes near 1.
    let z = (10 * share - 1) / (10 * share + 1)
    let square = z * z
    var term = z
    var sum = 0.0
    for n in 0..<32 {
        sum += term / Double(2 * n + 1)
        term *= square
    }
    return 2.302585092994046 + 2 * sum
}
