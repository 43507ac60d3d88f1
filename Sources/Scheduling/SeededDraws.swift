/// SplitMix64 (Steele, Lea and Flood 2014): the same seed, the same draws on every machine.
public struct SeededDraws: DrawSource, Hashable, Sendable, Codable {
    private var state: UInt64

    /// A generator that starts at `seed`.
    public init(seed: UInt64) { state = seed }

    /// A generator that starts at `seed` and has given so many draws already. O(1).
    public init(seed: UInt64, skipping draws: UInt64) { state = seed &+ draws &* Self.step }

    /// Between two states: 2⁶⁴ over the golden ratio, made odd.
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    public mutating func bits() -> UInt64 {
        state &+= Self.step
        return Self.mix(state)
    }

    /// Its finaliser: spreads a change of any bit over all.
    public static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }
}
