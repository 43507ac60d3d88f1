/// A gang that runs, and where: what it holds if that lies in one rack, else the first place of a list of pieces.
///
/// Good until the gang is released. A machine word, so that an end in the event queue says what it frees.
public struct GangID: Hashable, Sendable {
    /// From the top: 1 for a list, else the rack in 24 bits, the nodes in 31, the accelerators in 8.
    public let bits: UInt64

    /// A gang as `bits` had it.
    public init(bits: UInt64) { self.bits = bits }

    init(_ piece: GangPiece) {
        bits = UInt64(UInt32(bitPattern: piece.rack)) << 39 | UInt64(piece.nodes) << 8 | UInt64(piece.accelerators)
    }

    init(list place: Int32) { bits = 1 << 63 | UInt64(UInt32(bitPattern: place)) }

    /// The only piece; nil if it is a list.
    var piece: GangPiece? {
        guard bits >> 63 == 0 else { return nil }
        return GangPiece(
            rack: Int32(truncatingIfNeeded: bits >> 39), nodes: UInt32(truncatingIfNeeded: bits >> 8 & 0x7FFF_FFFF),
            accelerators: UInt8(truncatingIfNeeded: bits))
    }

    /// The place of the first piece of a list.
    var place: Int32 { Int32(truncatingIfNeeded: bits) }
}
