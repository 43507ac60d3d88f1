/// What is free in each rack, a record a rack in one array: all that a decision reads of a rack lies together, so that it
/// costs one cache miss.
///
/// A record is: the wholly free nodes (low half) and those that gangs hold in parts (high half) of the first word; how
/// many nodes have 1, 2 … 7 accelerators free, a byte each, in the second; then a byte for each node, its free
/// accelerators if gangs hold it in parts and 0 otherwise.
struct RackTable: Hashable, Sendable {
    private let stride: Int
    private var words: [UInt64]

    init(racks: Int, nodesPerRack: Int) {
        stride = 2 + (nodesPerRack + 7) / 8
        words = [UInt64](repeating: 0, count: racks * stride)
    }

    /// Wholly free nodes.
    @inline(__always)
    func whole(_ rack: Int) -> UInt32 { UInt32(truncatingIfNeeded: words[rack * stride]) }

    /// Nodes that gangs hold in parts.
    @inline(__always)
    func parted(_ rack: Int) -> UInt32 { UInt32(truncatingIfNeeded: words[rack * stride] >> 32) }

    @inline(__always)
    mutating func set(_ rack: Int, whole: UInt32, parted: UInt32) {
        words[rack * stride] = UInt64(parted) << 32 | UInt64(whole)
    }

    /// Free accelerators of a node held in parts.
    @inline(__always)
    func mask(_ rack: Int, node: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: words[rack * stride + 2 + node >> 3] >> UInt64((node & 7) * 8))
    }

    /// The first node of which exactly `count` accelerators are free, less than all; there is one.
    @inline(__always)
    func firstNode(_ rack: Int, with count: Int) -> Int {
        var nodes = parted(rack)
        while nodes != 0 {
            let node = nodes.trailingZeroBitCount
            if mask(rack, node: node).nonzeroBitCount == count { return node }
            nodes &= nodes &- 1
        }
        preconditionFailure("a summary without a node")
    }

    /// Gives a node another mask, and counts it with its new number of free accelerators instead of the old; a number
    /// of 0 or of a whole node is not counted, and is given as 0.
    ///
    /// - Returns: whether the rack has no node with the old number any more, and whether it had none with the new.
    @inline(__always)
    mutating func setMask(
        _ rack: Int, node: Int, _ mask: UInt8, from old: Int, to new: Int
    ) -> (isLast: Bool, isFirst: Bool) {
        let record = rack * stride
        let shift = UInt64((node & 7) * 8)
        let index = record + 2 + node >> 3
        var span = words.mutableSpan
        span[index] = span[index] & ~(0xFF << shift) | UInt64(mask) << shift
        var counts = span[record + 1]
        if old > 0 { counts -= 1 << UInt64(old * 8) }
        let isFirst = new > 0 && counts >> UInt64(new * 8) & 0xFF == 0
        let isLast = old > 0 && counts >> UInt64(old * 8) & 0xFF == 0
        if new > 0 { counts += 1 << UInt64(new * 8) }
        span[record + 1] = counts
        return (isLast, isFirst)
    }
}
