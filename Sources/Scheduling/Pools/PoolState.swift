public import StargateQuantities

/// Accelerators of one class in one place.
public struct PoolState: Hashable, Sendable, Codable, Identifiable {
    public let id: PoolID
    public let chip: ChipID
    /// Accelerators in one node, the unit that fails and is repaired.
    public let node: Int64
    /// Installed or rented.
    public internal(set) var online: Int64 = 0
    /// Online but failed.
    public internal(set) var failed: Int64 = 0
    /// Held by running jobs.
    public internal(set) var held: Int64 = 0
    /// Of these, held by training runs.
    public internal(set) var heldByTraining: Int64 = 0

    /// Online and whole.
    public var available: Int64 { max(0, online - failed) }
    /// Available and held by no job.
    public var spare: Int64 { max(0, available - held) }
    /// Whole nodes. Accelerators beyond them wait for the rest of theirs, and serve inference only.
    public var nodes: Int64 { online / node }
}

extension FleetBlock {
    /// GPUs in a rack, or in an NVLink domain, of a programme's fleet: an assumption (GB200 NVL72 and its like).
    static let rackGPUs: Int64 = 72
    /// Racks behind one switch layer: an assumption (a scalable unit of 1,152 GPUs).
    static let racksOfBlock = 16

    /// So many nodes in racks, and the racks in blocks.
    static func blocks(of nodes: Int64, type: Int, node: Int64) -> [FleetBlock] {
        let each = max(1, rackGPUs / node)
        var racks: [FleetRack] = []
        var left = nodes
        while left > 0 {
            racks.append(FleetRack(type: type, nodes: Int(min(left, each)), gpusPerNode: Int(node)))
            left -= each
        }
        return stride(from: 0, to: racks.count, by: racksOfBlock).map {
            FleetBlock(racks: Array(racks[$0..<min(racks.count, $0 + racksOfBlock)]))
        }
    }
}
