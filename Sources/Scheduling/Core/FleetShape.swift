/// A fleet of equal nodes in equal racks; the last rack may hold fewer nodes.
public struct FleetShape: Hashable, Sendable {
    /// Why there is no such fleet.
    public enum Refusal: Error, Hashable, Sendable {
        /// Accelerators come in whole nodes, of which there is at least one.
        case brokenNode(accelerators: Int, perNode: Int)
        /// A node has 1 to 8 accelerators, a rack 1 to 31 nodes, a fleet fewer than 16,777,216 nodes.
        case outOfRange(nodes: Int, perNode: Int, nodesPerRack: Int)
    }

    public let nodes: Int
    public let perNode: Int
    /// Nodes that share a rack or an NVLink domain.
    public let nodesPerRack: Int

    public init(accelerators: Int, perNode: Int, nodesPerRack: Int) throws(Refusal) {
        guard (1...8).contains(perNode), (1...31).contains(nodesPerRack), accelerators / perNode < 1 << 24 else {
            throw .outOfRange(nodes: accelerators / max(1, perNode), perNode: perNode, nodesPerRack: nodesPerRack)
        }
        guard accelerators > 0, accelerators % perNode == 0 else {
            throw .brokenNode(accelerators: accelerators, perNode: perNode)
        }
        self.nodes = accelerators / perNode
        self.perNode = perNode
        self.nodesPerRack = nodesPerRack
    }

    /// Racks of 72 accelerators in 9 nodes of 8.
    public static func eights(accelerators: Int) throws(Refusal) -> FleetShape {
        try FleetShape(accelerators: accelerators, perNode: 8, nodesPerRack: 9)
    }

    /// NVLink domains of 72 accelerators in 18 nodes of 4.
    public static func domains(accelerators: Int) throws(Refusal) -> FleetShape {
        try FleetShape(accelerators: accelerators, perNode: 4, nodesPerRack: 18)
    }

    public var accelerators: Int { nodes * perNode }
    public var racks: Int { (nodes + nodesPerRack - 1) / nodesPerRack }
    /// The most nodes any one rack holds.
    public var largestRack: Int { min(nodes, nodesPerRack) }
    /// How many nodes stand in `rack`.
    public func nodes(in rack: Int) -> Int { min(nodesPerRack, nodes - rack * nodesPerRack) }

    /// What a job of `accelerators` takes: a part of one node, or whole nodes (the last one perhaps not all used).
    public func gang(of accelerators: Int) -> GangShape {
        precondition(accelerators > 0, "a gang has accelerators")
        return accelerators < perNode ? .part(accelerators) : .nodes((accelerators + perNode - 1) / perNode)
    }

    /// How many accelerators a gang holds.
    public func accelerators(of gang: GangShape) -> Int {
        switch gang {
        case .part(let accelerators): accelerators
        case .nodes(let nodes): nodes * perNode
        }
    }

    /// Whether an empty fleet of this shape holds the gang.
    public func holds(_ gang: GangShape) -> Bool { accelerators(of: gang) <= accelerators }
}
