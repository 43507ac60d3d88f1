/// What a gang holds in one rack.
public struct GangPiece: Hashable, Sendable {
    public let rack: Int32
    /// Bit i: the rack's node i.
    public let nodes: UInt32
    /// Bit i: accelerator i of each of these nodes.
    public let accelerators: UInt8

    public var acceleratorCount: Int { nodes.nonzeroBitCount * accelerators.nonzeroBitCount }
}
