/// How often nodes and racks fail, and how long they are away.
public struct FleetFailureModel: Hashable, Sendable {
    /// Failures in a million node-days.
    public var nodesPerMillionDays: Int64
    /// Failures of whole racks in a million rack-days.
    public var racksPerMillionDays: Int64
    /// Milliseconds from a failure to the repair.
    public var repair: Int64

    public init(nodesPerMillionDays: Int64, racksPerMillionDays: Int64 = 0, repair: Int64) {
        precondition(nodesPerMillionDays >= 0 && racksPerMillionDays >= 0 && repair > 0, "rates are not negative")
        self.nodesPerMillionDays = nodesPerMillionDays
        self.racksPerMillionDays = racksPerMillionDays
        self.repair = repair
    }
}

/// When the next of many equal things fails, and which: a Poisson process, in whole numbers, the same everywhere.
///
/// The process does not look at what is up: a failure that strikes what is down comes to nothing, so that each that is
/// up fails at the rate given.
struct FleetFailureProcess: Hashable, Sendable {
    private let perMillionDays: Int64
    private let count: Int
    private var draws: SeededDraws
    /// ln 2 in units of 2⁻³².
    private static let ln2: Int128 = 2_977_044_472

    init(perMillionDays: Int64, count: Int, seed: UInt64) {
        self.perMillionDays = perMillionDays
        self.count = count
        draws = SeededDraws(seed: seed)
    }

    /// Milliseconds until the next failure, at least one; nil if there are none.
    mutating func gap() -> Int64? {
        guard perMillionDays > 0, count > 0 else { return nil }
        var bits = draws.bits()
        while bits == 0 { bits = draws.bits() }
        let mean = Int128(86_400_000) * 1_000_000
        let logarithm = (Int128(FixedTables.minusLog2(bits)) * Self.ln2) >> 32
        let gap = ((mean * logarithm) >> 32) / (Int128(perMillionDays) * Int128(count))
        return Int64(max(1, min(gap, 1 << 60)))
    }

    /// Which one fails. The remainder's bias is below 2⁻³² for any fleet.
    mutating func victim() -> Int { Int(draws.bits() % UInt64(count)) }
}
