import StargateQuantities
import StargateScheduling

/// Counts a programme's nodes again from its events alone: who is on which, and which are down.
public struct FleetAudit {
    public init() {}

    private struct Pool {
        var node: Int64 = 1
        var online: Int64 = 0
        var down = Set<Int32>()
        /// Accelerators held on each node.
        var held: [Int64] = []

        var failed: Int64 { min(online, Int64(down.count) * node) }
    }

    private struct Gang {
        let pool: PoolID
        let each: Int64
        var nodes: [Int32]
    }

    private var pools: [PoolID: Pool] = [:]
    private var gangs: [JobID: Gang] = [:]
    private var complaints: [String] = []

    /// Online and failed accelerators by pool.
    public var counts: [PoolID: (online: Int64, failed: Int64)] { pools.mapValues { ($0.online, $0.failed) } }

    public mutating func audit(_ event: SchedulingEvent) {
        switch event {
        case .poolGrew(let id, _, let node, let count):
            pools[id, default: Pool()].node = node
            resize(id, by: count)
        case .poolDrained(let id, let count):
            guard let pool = pools[id] else { return complain("\(id) drained before it was there") }
            let left = (pool.online - count) / pool.node
            pools[id]?.down.formUnion((left..<max(left, pool.online / pool.node)).map { Int32($0) })
        case .poolShrank(let id, let count): resize(id, by: -count)
        case .nodesObserved(let id, _, _, let down):
            let nodes = pools[id]?.held.count ?? 0
            pools[id]?.down = Set(down.nodes.filter { $0 < nodes })
        case .started(let job, _, let id, let count, _, let runs):
            if gangs[job] != nil { complain("\(job) runs twice") }
            let nodes = runs.nodes
            if nodes.isEmpty || count % Int64(nodes.count) != 0 { complain("\(job) has uneven members") }
            gangs[job] = Gang(pool: id, each: count / Int64(max(1, nodes.count)), nodes: [])
            for node in nodes { join(job, node) }
        case .mended(let job, _, let moves):
            for move in moves.moves {
                guard let gang = gangs[job], let index = gang.nodes.firstIndex(of: move.from) else {
                    complain("\(job) was not on node \(move.from)")
                    continue
                }
                if pools[gang.pool]?.down.contains(move.from) != true { complain("\(job) left a sound node") }
                leave(gang, move.from)
                gangs[job]?.nodes.remove(at: index)
                join(job, move.to)
            }
        case .finished(let job), .evicted(let job, _, _):
            guard let gang = gangs.removeValue(forKey: job) else { return complain("\(job) ended and did not run") }
            for node in gang.nodes { leave(gang, node) }
        case .inferenceGuaranteed, .queued, .passed: break
        }
    }

    /// What must hold between batches: no gang is on a node that is down.
    public mutating func auditRest() {
        for (job, gang) in gangs {
            guard let down = pools[gang.pool]?.down, !down.isEmpty else { continue }
            if gang.nodes.contains(where: down.contains) { complain("\(job) runs on a node that is down") }
        }
    }

    private mutating func join(_ job: JobID, _ node: Int32) {
        guard let gang = gangs[job], let pool = pools[gang.pool], pool.held.indices.contains(Int(node)) else {
            return complain("\(job) is on node \(node), which is not there")
        }
        if pool.down.contains(node) { complain("\(job) goes to node \(node), which is down") }
        if pool.held[Int(node)] + gang.each > pool.node { complain("node \(node) of \(gang.pool) is given twice") }
        pools[gang.pool]?.held[Int(node)] += gang.each
        gangs[job]?.nodes.append(node)
    }

    private mutating func leave(_ gang: Gang, _ node: Int32) { pools[gang.pool]?.held[Int(node)] -= gang.each }

    private mutating func resize(_ id: PoolID, by count: Int64) {
        guard var pool = pools.removeValue(forKey: id) else { return }
        pool.online += count
        let nodes = Int(pool.online / pool.node)
        if pool.held.dropFirst(nodes).contains(where: { $0 != 0 }) { complain("\(id) shrank under a job") }
        pool.down = pool.down.filter { $0 < nodes }
        pool.held = Array(pool.held.prefix(nodes)) + [Int64](repeating: 0, count: max(0, nodes - pool.held.count))
        pools[id] = pool
    }

    public mutating func takeComplaints() -> [String] {
        defer { complaints = [] }
        return complaints
    }

    private mutating func complain(_ text: String) { complaints.append(text) }
}
