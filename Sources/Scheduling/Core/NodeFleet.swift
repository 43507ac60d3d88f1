/// Which accelerators of a fleet are free, and which gang holds the others.
///
/// Structs of arrays: `RackTable` has a record a rack; racks lie in one set of `FreeSets` for each number of wholly
/// free nodes, and in one for each number of free accelerators that some node held in parts has; two words say which
/// of these sets hold anything. So whether a gang fits is known without a search, and whole nodes come and go without
/// being touched one by one.
///
/// A part of a node goes to the broken node with the fewest sufficient free accelerators, whole nodes to the rack
/// with the fewest sufficient wholly free nodes, ties to the lowest number: racks already broken are filled first.
/// A gang that no rack could ever hold takes the racks with the most wholly free nodes, and its rest by best fit.
///
/// `fits` O(1); a gang in one rack O(1); a gang over racks O(its racks); release likewise. About 35 bytes a rack of 9 nodes.
public struct NodeFleet: Hashable, Sendable {
    public let shape: FleetShape
    /// Accelerators no gang holds.
    public private(set) var freeAccelerators: Int
    /// Nodes of which no gang holds any part.
    public private(set) var wholeNodes: Int

    /// All accelerators of a node.
    private let full: UInt8
    private var table: RackTable
    /// Set f: racks of which some node has f accelerators free, 0 < f < all.
    private var broken: FreeSets
    /// Bit f: the set holds something.
    private var brokenCounts: UInt64 = 0
    /// Set w: racks with w wholly free nodes.
    private var racks: FreeSets
    /// Bit w > 0: the set holds something.
    private var rackCounts: UInt64 = 0
    private var pool = GangPool()

    /// A fleet on which nothing runs.
    public init(_ shape: FleetShape) {
        self.shape = shape
        freeAccelerators = shape.accelerators
        wholeNodes = shape.nodes
        full = UInt8(truncatingIfNeeded: 1 << shape.perNode - 1)
        table = RackTable(racks: shape.racks, nodesPerRack: shape.largestRack)
        broken = FreeSets(count: shape.perNode, capacity: shape.racks)
        racks = FreeSets(count: shape.largestRack + 1, capacity: shape.racks)
        for rack in 0..<shape.racks {
            let count = shape.nodes(in: rack)
            table.set(rack, whole: UInt32(truncatingIfNeeded: 1 << UInt64(count) - 1), parted: 0)
            racks.insert(rack, into: count)
            rackCounts |= 1 << UInt64(count)
        }
    }

    /// Free accelerators of nodes that a gang holds in part.
    public var brokenFree: Int { freeAccelerators - wholeNodes * shape.perNode }

    /// The most wholly free nodes of any one rack.
    public var largestRackHole: Int { rackCounts == 0 ? 0 : 63 - rackCounts.leadingZeroBitCount }

    /// The most accelerators free on any one node.
    public var largestNodeHole: Int {
        wholeNodes > 0 ? shape.perNode : brokenCounts == 0 ? 0 : 63 - brokenCounts.leadingZeroBitCount
    }

    /// Whether a gang that holds this many accelerators may fit: quick, and never false if it does.
    @inline(__always)
    public func mayHold(_ accelerators: Int) -> Bool {
        accelerators < shape.perNode || accelerators <= wholeNodes * shape.perNode
    }

    /// Whether `allocate` would find room now.
    @inline(__always)
    public func fits(_ gang: GangShape) -> Bool {
        switch gang {
        case .part(let count): wholeNodes > 0 || brokenCounts >> UInt64(count) != 0
        case .nodes(let count) where count <= shape.largestRack: rackCounts >> UInt64(count) != 0
        case .nodes(let count): count <= wholeNodes
        }
    }

    /// Gives a gang all it asks for; nil, and nothing changed, if there is no room that respects its rack.
    public mutating func allocate(_ gang: GangShape) -> GangID? {
        guard fits(gang) else { return nil }
        switch gang {
        case .part(let count): return GangID(takePart(count))
        case .nodes(let count) where count <= shape.largestRack:
            return GangID(takeNodes(count, of: leastHole(count)))
        case .nodes(var count):
            var list = GangPool.end
            while count > 0 {
                let hole = min(count, largestRackHole)
                list = pool.add(takeNodes(hole, of: leastHole(hole)), before: list)
                count -= hole
            }
            return GangID(list: list)
        }
    }

    /// Whether nothing that these gangs hold in one rack is wholly free.
    ///
    /// A check before they are released. It also reads their racks all at once, where releasing waits for one after
    /// the other (measured at 10 million accelerators: a sixth of a replay).
    func areHeld(_ ends: [WheelEvent]) -> Bool {
        var wrong: UInt32 = 0
        for end in ends {
            if let piece = GangID(bits: end.payload).piece { wrong |= table.whole(Int(piece.rack)) & piece.nodes }
        }
        return wrong == 0
    }

    /// Takes back all that a gang holds.
    ///
    /// - Returns: how many accelerators it held.
    @discardableResult
    public mutating func release(_ gang: GangID) -> Int {
        if let piece = gang.piece { return give(piece) }
        var released = 0
        var place = gang.place
        while place != GangPool.end {
            let (piece, rest) = pool.removeFirst(at: place)
            released += give(piece)
            place = rest
        }
        return released
    }

    /// Calls `visit` with each piece that a gang holds.
    public func forEachPiece(of gang: GangID, _ visit: (GangPiece) -> Void) {
        if let piece = gang.piece { return visit(piece) }
        var place = gang.place
        while place != GangPool.end {
            let (piece, rest) = pool.first(at: place)
            visit(piece)
            place = rest
        }
    }

    /// The free accelerators of a node: bit i for accelerator i.
    public func freeMask(of node: Int) -> UInt8 {
        let rack = node / shape.nodesPerRack
        let place = node - rack * shape.nodesPerRack
        return table.whole(rack) & 1 << UInt32(place) != 0 ? full : table.mask(rack, node: place)
    }

    /// The rack with the fewest wholly free nodes, but `count` at least.
    @inline(__always)
    private func leastHole(_ count: Int) -> Int {
        let size = count + (rackCounts >> UInt64(count)).trailingZeroBitCount
        guard let rack = racks.first(in: size) else { preconditionFailure("a summary without a rack") }
        return rack
    }

    private mutating func takeNodes(_ count: Int, of rack: Int) -> GangPiece {
        let whole = table.whole(rack)
        let left = whole & ~Self.least(count, of: whole)
        set(rack, whole: left, parted: table.parted(rack), before: whole)
        freeAccelerators -= count * shape.perNode
        return GangPiece(rack: Int32(truncatingIfNeeded: rack), nodes: whole & ~left, accelerators: full)
    }

    private mutating func takePart(_ count: Int) -> GangPiece {
        freeAccelerators -= count
        let fitting = brokenCounts >> UInt64(count)
        guard fitting != 0 else { return breakNode(count) }
        let size = count + fitting.trailingZeroBitCount
        guard let rack = broken.first(in: size) else { preconditionFailure("a summary without a node") }
        let node = table.firstNode(rack, with: size)
        let mask = table.mask(rack, node: node)
        let taken = Self.least(count, of: mask)
        setFree(rack, node, mask & ~taken, from: size, to: size - count)
        return GangPiece(rack: Int32(truncatingIfNeeded: rack), nodes: 1 << UInt32(node), accelerators: taken)
    }

    /// Takes a part of a wholly free node.
    private mutating func breakNode(_ count: Int) -> GangPiece {
        let rack = leastHole(1)
        let whole = table.whole(rack)
        let node = Self.least(1, of: whole)
        let taken = Self.least(count, of: full)
        setFree(rack, node.trailingZeroBitCount, full & ~taken, from: 0, to: shape.perNode - count)
        set(rack, whole: whole & ~node, parted: table.parted(rack) | node, before: whole)
        return GangPiece(rack: Int32(truncatingIfNeeded: rack), nodes: node, accelerators: taken)
    }

    private mutating func give(_ piece: GangPiece) -> Int {
        let count = piece.acceleratorCount
        freeAccelerators += count
        if piece.accelerators == full { giveNodes(piece) } else { givePart(piece, count) }
        return count
    }

    private mutating func giveNodes(_ piece: GangPiece) {
        let rack = Int(piece.rack)
        let whole = table.whole(rack)
        let parted = table.parted(rack)
        precondition((whole | parted) & piece.nodes == 0, "nodes given back that were not held")
        set(rack, whole: whole | piece.nodes, parted: parted, before: whole)
    }

    private mutating func givePart(_ piece: GangPiece, _ count: Int) {
        let rack = Int(piece.rack)
        let node = piece.nodes.trailingZeroBitCount
        let parted = table.parted(rack)
        let before = table.mask(rack, node: node)
        precondition(
            parted & piece.nodes != 0 && before & piece.accelerators == 0,
            "accelerators given back that were not held")
        let size = before.nonzeroBitCount
        if size + count < shape.perNode {
            setFree(rack, node, before | piece.accelerators, from: size, to: size + count)
        } else {
            setFree(rack, node, 0, from: size, to: 0)
            let whole = table.whole(rack)
            set(rack, whole: whole | piece.nodes, parted: parted & ~piece.nodes, before: whole)
        }
    }

    /// The lowest `count` bits of a mask.
    @inline(__always)
    private static func least<Mask: FixedWidthInteger>(_ count: Int, of mask: Mask) -> Mask {
        var left = mask
        for _ in 0..<count { left &= left &- 1 }
        return mask & ~left
    }

    /// Gives a node held in parts another mask, and its rack another set if need be.
    @inline(__always)
    private mutating func setFree(_ rack: Int, _ node: Int, _ mask: UInt8, from old: Int, to new: Int) {
        let (isLast, isFirst) = table.setMask(rack, node: node, mask, from: old, to: new)
        if isLast && isFirst {
            broken.move(rack, from: old, to: new)
        } else if isLast {
            broken.remove(rack, from: old)
        } else if isFirst {
            broken.insert(rack, into: new)
        }
        if isLast, broken.isEmpty(old) { brokenCounts &= ~(1 << UInt64(old)) }
        if isFirst { brokenCounts |= 1 << UInt64(new) }
    }

    /// Moves a rack to the set of its number of wholly free nodes.
    private mutating func set(_ rack: Int, whole: UInt32, parted: UInt32, before: UInt32) {
        let old = before.nonzeroBitCount
        let new = whole.nonzeroBitCount
        racks.move(rack, from: old, to: new)
        if racks.isEmpty(old) { rackCounts &= ~(1 << UInt64(old)) }
        if new > 0 { rackCounts |= 1 << UInt64(new) }
        table.set(rack, whole: whole, parted: parted)
        wholeNodes += new - old
    }
}
