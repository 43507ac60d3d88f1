import StargateScheduling
import Testing

/// Counts everything again, slowly, from the decisions alone.
struct FleetAuditor {
    struct Held {
        var nodes: [Int32]
        var pool: Int
        var started: Int64
        var end: Int64
        var borrows: Bool
    }

    let topology: FleetTopology
    let scene: FleetScene
    var jobs: [Int64: FleetJob] = [:]
    var held: [Int64: Held] = [:]
    var down: Set<Int> = []
    var windows: [FleetReservation] = []
    var startedBefore: Set<Int64> = []

    mutating func finish(_ id: Int64) { held[id] = nil }

    mutating func fail(_ node: Int) {
        down.insert(node)
        for id in Array(held.keys) {
            let nodes = (held[id]?.nodes ?? []).map { Int($0) == node ? -1 - $0 : $0 }
            held[id]?.nodes = nodes
        }
    }

    mutating func check(_ decisions: [FleetDecision], _ decider: FleetDecider, at now: Int64) throws {
        for (number, decision) in decisions.enumerated() {
            switch decision {
            case .start(let id, let pool, let nodes, let borrows, let why):
                let job = try #require(jobs[id], "\(scene)")
                try #require(held[id] == nil, "job \(id) starts twice, \(scene)")
                try #require(nodes.count == job.members, "job \(id) starts without all members, \(scene)")
                try checkConstraint(job, nodes, pool)
                try checkWindows(job, nodes, pool, decider, at: now)
                if why == .preempting {
                    guard case .requeue(_, .preempted) = decisions[number - 1] else {
                        Issue.record("a preemption that preempted nobody, \(scene)")
                        return
                    }
                }
                held[id] = Held(
                    nodes: nodes, pool: pool, started: now, end: decider.estimatedEnd(of: id) ?? now, borrows: borrows)
                startedBefore.insert(id)
            case .preempt(let id, let by, let why):
                try checkPreemption(of: id, by: by, why, decisions, at: now)
            case .replace(let id, let member, let from, let to, let onSpare):
                try #require(held[id]?.nodes[member] == -1 - from, "\(scene)")
                held[id]?.nodes[member] = to
                try #require(topology.spare(Int(to)) == onSpare, "\(scene)")
            case .resume(let id):
                let (job, hold) = (try #require(jobs[id]), try #require(held[id]))
                try checkConstraint(job, hold.nodes, hold.pool)
                held[id]?.end = decider.estimatedEnd(of: id) ?? now
            case .requeue(let id, _):
                try #require(held[id] != nil, "\(scene)")
                held[id] = nil
            }
        }
        try checkState(decider)
    }

    /// No GPU twice, no failed node, the quota, the cap, and the decider's own counts.
    private func checkState(_ decider: FleetDecider) throws {
        var used = [Int](repeating: 0, count: topology.nodeCount)
        var byQueue: [[Int64]] = scene.queues.map { _ in [Int64](repeating: 0, count: topology.types) }
        for (id, hold) in held {
            let job = try #require(jobs[id])
            byQueue[job.queue][job.type] += job.need
            for node in hold.nodes where node >= 0 { used[Int(node)] += job.gpus }
            try #require(decider.nodes(of: id) == hold.nodes, "job \(id) is elsewhere, \(scene)")
        }
        var watts = [Int64](repeating: 0, count: scene.power.caps.count)
        for node in 0..<topology.nodeCount {
            let free = topology.gpus(of: node) - used[node]
            try #require(free >= 0, "node \(node) is given twice, \(scene)")
            try #require(!down.contains(node) || used[node] == 0, "node \(node) is down and held, \(scene)")
            try #require(decider.topology.free(of: node) == (down.contains(node) ? 0 : free), "\(scene)")
            let pool = scene.pools[topology.domain(.pool, of: node)]
            let first = topology.domain(.site, of: node) - siteOffset(topology.domain(.pool, of: node))
            watts[pool.sites[first].site] +=
                Int64(free) * scene.power.idleWatts[topology.type(of: node)]
                + Int64(used[node]) * scene.power.busyWatts[topology.type(of: node)]
        }
        for (site, cap) in scene.power.caps.enumerated() {
            try #require(watts[site] == decider.topology.drawnWatts[site], "\(scene)")
            try #require(watts[site] <= cap ?? .max, "site \(site) draws too much, \(scene)")
        }
        for (number, queue) in scene.queues.enumerated() {
            let mates = scene.queues.indices.filter { scene.queues[$0].cohort == queue.cohort }
            for type in 0..<topology.types {
                try #require(decider.quota.used(by: number, type: type) == byQueue[number][type], "\(scene)")
                if let limit = queue.borrowingLimits[type] {
                    try #require(byQueue[number][type] <= queue.nominal[type] + limit, "beyond the limit, \(scene)")
                }
                let all = mates.reduce(0) { $0 + byQueue[$1][type] }
                try #require(all <= mates.reduce(0) { $0 + scene.queues[$1].nominal[type] }, "\(scene)")
                let entitled = held.filter { jobs[$0.key]?.queue == number && jobs[$0.key]?.type == type }
                    .filter { !$0.value.borrows }.reduce(0) { $0 + (jobs[$1.key]?.need ?? 0) }
                try #require(entitled <= queue.nominal[type], "borrowed capacity could not come back, \(scene)")
            }
        }
        try #require(decider.topology.isConsistent, "counts are wrong, \(scene)")
    }

    private func siteOffset(_ pool: Int) -> Int { scene.pools[..<pool].reduce(0) { $0 + $1.sites.count } }

    private func checkConstraint(_ job: FleetJob, _ nodes: [Int32], _ pool: Int) throws {
        for node in nodes {
            try #require(topology.domain(.pool, of: Int(node)) == pool, "two pools for one gang, \(scene)")
            try #require(topology.type(of: Int(node)) == job.type, "\(scene)")
        }
        switch job.constraint {
        case .none, .preferred: return
        case .required(let level):
            let domains = Set(nodes.map { topology.domain(level, of: Int($0)) })
            try #require(domains.count == 1, "job \(job.id) is in several domains, \(scene)")
        case .balanced(let level):
            var count: [Int: Int] = [:]
            for node in nodes { count[topology.domain(level, of: Int(node)), default: 0] += 1 }
            try #require(Set(count.values).count == 1, "job \(job.id) is not balanced, \(scene)")
        case .segment(let size, let level):
            for start in stride(from: 0, to: nodes.count, by: size) {
                let domains = Set(nodes[start..<start + size].map { topology.domain(level, of: Int($0)) })
                try #require(domains.count == 1, "a segment of job \(job.id) is torn, \(scene)")
            }
        }
    }

    private func checkPreemption(
        of id: Int64, by: Int64, _ why: FleetDecision.PreemptReason, _ decisions: [FleetDecision], at now: Int64
    ) throws {
        let victim = try #require(held[id], "\(scene)")
        let (one, other) = (try #require(jobs[by]), try #require(jobs[id]))
        try #require(now - victim.started >= scene.settings.minimumRun, "job \(id) had not run its minimum, \(scene)")
        var borrows: Bool?
        var pool: Int?
        for case .start(by, let where_, _, let borrowing, _) in decisions { (pool, borrows) = (where_, borrowing) }
        try #require(pool == victim.pool, "preempted in another pool than it starts in, \(scene)")
        let mine = (borrows == true ? 0 : 1, one.priority)
        let its = (victim.borrows ? 0 : 1, other.priority)
        try #require(its < mine, "job \(by) does not outrank \(id), \(scene)")
        try #require((why == .outranked) == (one.queue == other.queue), "\(scene)")
    }

    private func checkWindows(
        _ job: FleetJob, _ nodes: [Int32], _ pool: Int, _ decider: FleetDecider, at now: Int64
    ) throws {
        let end = decider.estimatedEnd(of: job.id) ?? now
        for (number, window) in windows.enumerated() {
            if job.reservation == number {
                try #require(window.begin <= now && end <= window.end, "outside its window, \(scene)")
            } else if window.end > now, end > window.begin {
                switch window.extent {
                case .domain(let level, let domain):
                    let racks = topology.racks(of: level, domain)
                    let isThere = nodes.contains { racks ~= topology.domain(.rack, of: Int($0)) }
                    try #require(!isThere, "job \(job.id) runs into window \(number), \(scene)")
                case .count(pool, job.type, let gpus):
                    var others = job.need
                    for (id, hold) in held where hold.pool == pool && jobs[id]?.type == job.type {
                        if jobs[id]?.reservation == nil, hold.end > max(now, window.begin) {
                            others += jobs[id]?.need ?? 0
                        }
                    }
                    let all = decider.topology.capacity(inPool: pool, type: job.type)
                    if job.reservation == nil {
                        try #require(others <= all - gpus, "job \(job.id) leaves window \(number) short, \(scene)")
                    }
                case .count: continue
                }
            }
        }
    }

    /// The ranks of all that runs, highest first: the measure that must grow.
    func ranks(_ decider: FleetDecider) -> [Int] {
        held.compactMap { id, hold in jobs[id].map { (hold.borrows ? 0 : 100) + $0.priority } }.sorted(by: >)
    }
}
