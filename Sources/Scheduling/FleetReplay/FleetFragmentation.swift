/// How many free GPUs the typical job could not use: the expected fragment of Weng et al., "Beware of Fragmentation"
/// (USENIX ATC 2023), §3, for whole GPUs.
///
/// The typical job is any of the trace's, as often as it occurs. For one whose members take g GPUs each, all free GPUs
/// of a node with fewer than g free are fragments. Only nodes that are up count, and no spares.
struct FleetFragmentation: Hashable, Sendable {
    /// By type and free GPUs of a node, how many of 2²⁰ jobs such a node is of no use to.
    private let useless: [Int64]
    private let types: Int
    private let width: Int

    init(_ arrivals: [FleetArrival], in topology: FleetTopology) {
        types = topology.types
        width = topology.mostGPUs + 1
        var counts = [Int64](repeating: 0, count: types * (width + 1))
        for arrival in arrivals where (0..<topology.types) ~= arrival.job.type {
            counts[arrival.job.type * (width + 1) + max(0, min(arrival.job.gpus, width))] += 1
        }
        var useless = [Int64](repeating: 0, count: types * width)
        for type in 0..<types {
            let mine = counts[type * (width + 1)..<(type + 1) * (width + 1)]
            let all = max(1, mine.reduce(0, +))
            for free in 0..<width {
                let larger = mine.dropFirst(free + 1).reduce(0, +)
                useless[type * width + free] = (larger << 20) / all
            }
        }
        self.useless = useless
    }

    /// Thousandths of GPUs. O(pools · types · GPUs per node).
    func thousandths(in topology: FleetTopology) -> Int64 {
        var sum: Int64 = 0
        for pool in 0..<topology.poolCount {
            for type in 0..<types {
                for free in 1..<width {
                    let nodes = Int64(topology.poolTally.count(pool * types + type, free: free))
                    if nodes > 0 { sum += nodes * Int64(free) * useless[type * width + free] }
                }
            }
        }
        return (sum * 1000) >> 20
    }
}
