import StargateScheduling
import StargateTesting
import Testing

/// Drives a decider through a scene as a live operation would, with an auditor beside it.
struct FleetRun {
    let scene: FleetScene
    var decider: FleetDecider
    var auditor: FleetAuditor
    var dice: Dice
    var work: [Int64: Int64] = [:]
    var live: [Int64] = []
    var next = 0
    var now: Int64 = 0
    var repairs: [(at: Int64, node: Int)] = []
    var starts: [Int64: Int64] = [:]
    var log: [(Int64, FleetDecision)] = []
    var refused = 0

    init(_ scene: FleetScene) throws {
        self.scene = scene
        let topology = try FleetTopology(pools: scene.pools, power: scene.power)
        decider = FleetDecider(topology: topology, queues: scene.queues, settings: scene.settings)
        auditor = FleetAuditor(topology: topology, scene: scene)
        dice = Dice(seed: scene.seed &+ 77)
        for window in scene.reservations {
            // One that is refused takes a number all the same, so that jobs that name it are refused too.
            if (try? decider.reserve(window, at: 0)) == nil { break }
            auditor.windows.append(window)
        }
    }

    /// To the end: until nothing is to come. Returns whether every job that was taken has ended.
    mutating func run(_ each: (FleetRun) throws -> Void = { _ in }) throws {
        var rounds = 0
        while let instant = nextInstant() {
            now = max(now, instant)
            rounds += 1
            try #require(rounds < 20_000, "does not come to rest, \(scene)")
            report()
            try settle()
            try each(self)
        }
    }

    /// Passes until one decides nothing more.
    private mutating func settle() throws {
        var rounds = 0
        repeat {
            let before = auditor.ranks(decider)
            let decisions = decider.pass(at: now)
            for decision in decisions {
                log.append((now, decision))
                note(decision)
            }
            try auditor.check(decisions, decider, at: now)
            if decisions.contains(where: { if case .start = $0 { true } else { false } }) {
                let after = auditor.ranks(decider)
                let failed = decisions.contains { if case .requeue(_, .failed) = $0 { true } else { false } }
                if !failed { try #require(before.lexicographicallyPrecedes(after), "ranks did not grow, \(scene)") }
            }
            rounds += 1
            try #require(rounds < 200, "passes do not come to rest, \(scene)")
        } while decider.nextInstant(after: now) == now
    }

    private mutating func note(_ decision: FleetDecision) {
        switch decision {
        case .start(let job, _, _, _, _):
            starts[job] = now
            live.append(job)
        case .requeue(let job, _): live.removeAll { $0 == job }
        case .preempt, .replace, .resume: break
        }
    }

    private func nextInstant() -> Int64? {
        var instants: [Int64] = []
        if next < scene.arrivals.count { instants.append(scene.arrivals[next].at) }
        for id in live { if let end = ending(id) { instants.append(end) } }
        if let instant = decider.nextInstant(after: now) { instants.append(instant) }
        instants += repairs.map(\.at)
        return instants.min()
    }

    private func ending(_ id: Int64) -> Int64? { decider.account(of: id)?.completion(of: work[id] ?? 0) }

    private mutating func report() {
        for id in live where (ending(id) ?? .max) <= now {
            decider.finish(id, at: now)
            auditor.finish(id)
            live.removeAll { $0 == id }
        }
        while next < scene.arrivals.count, scene.arrivals[next].at <= now {
            let arrival = scene.arrivals[next]
            next += 1
            work[arrival.job.id] = arrival.work
            do {
                try decider.submit(arrival.job, at: now)
                auditor.jobs[arrival.job.id] = arrival.job
            } catch { refused += 1 }
        }
        for repair in repairs where repair.at <= now { decider.repair(node: repair.node, at: now) }
        for repair in repairs where repair.at <= now { auditor.down.remove(repair.node) }
        repairs.removeAll { $0.at <= now }
        guard scene.traits.fails, next < scene.arrivals.count, dice.chance(8) else { return }
        let level: FleetLevel = dice.chance(80) ? .node : .rack
        let domain = dice.number(0...decider.topology.count(level) - 1)
        for node in decider.topology.nodes(of: level, domain) where !decider.topology.down(node) {
            repairs.append((now + Int64(dice.number(5...80)), node))
            auditor.fail(node)
        }
        decider.fail(level, domain, at: now)
    }
}
