/// A running hash of a schedule: every start, in order, with all that its gang holds.
public struct ScheduleHash: Hashable, Sendable {
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    public init() {}

    /// Takes in one number.
    public mutating func mix(_ number: UInt64) {
        value = (value ^ number) &* 0x9E37_79B9_7F4A_7C15
        value ^= value &>> 29
    }

    mutating func mix(_ job: SyntheticJob, at start: Int64) {
        mix(UInt64(bitPattern: job.row))
        mix(UInt64(bitPattern: start))
        mix(UInt64(bitPattern: job.run))
    }

    mutating func mix(_ piece: GangPiece) {
        mix(UInt64(UInt32(bitPattern: piece.rack)) << 40 | UInt64(piece.nodes) << 8 | UInt64(piece.accelerators))
    }
}
