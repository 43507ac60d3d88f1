public import StargateQuantities

/// What inference needs and yields. The simple model: FLOP per token at a declared utilisation of peak.
public struct ServingCapacity: Hashable, Sendable, Codable {
    public let computePerToken: Int64
    public let utilisation: Ratio

    /// - Parameter computePerToken: FLOP for one token, about two for each active parameter.
    public init(computePerToken: Int64, utilisation: Ratio) {
        self.computePerToken = computePerToken
        self.utilisation = utilisation
    }

    /// Peak arithmetic needed for `tokensPerDay`, rounded up.
    public func needed(for tokensPerDay: Int64) -> ComputeRate {
        let numerator = Int128(tokensPerDay) * Int128(computePerToken) * 1_000_000
        let denominator = Int128(86_400) * Int128(utilisation.partsPerMillion) * 1_000_000_000
        return ComputeRate(gigaflops: Int64(min((numerator + denominator - 1) / denominator, Int128(Int64.max / 8))))
    }

    /// Tokens that `rate` of peak serves in `milliseconds`, rounded down.
    public func tokens(at rate: ComputeRate, in milliseconds: Int64) -> Int64 {
        let flop = Int128(rate.gigaflops) * Int128(milliseconds) * Int128(utilisation.partsPerMillion)
        return Int64(flop / Int128(computePerToken))
    }
}
