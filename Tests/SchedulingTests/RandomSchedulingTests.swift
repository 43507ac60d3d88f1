import Foundation
import StargateQuantities
import StargateScheduling
import StargateTesting
import Testing

@Suite("A programme's fleet after any sequence of events")
struct RandomSchedulingTests {
    @Test("gives no node twice, robs no inference, and is the fold of its events", arguments: Array(1...12) as [UInt64])
    func run(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        var audit = FleetAudit()
        var replayed = Scheduling()
        for step in 0..<250 {
            for (event, at) in try walk.change() {
                audit.audit(event)
                try replayed.evolve(event, at: at)
            }
            audit.auditRest()
            let faults = audit.takeComplaints() + walk.faults()
            #expect(faults.isEmpty, "seed \(seed), step \(step)")
            if !faults.isEmpty { return }
            if step % 50 == 7 {
                let isFold = replayed == walk.state
                #expect(isFold, "seed \(seed), step \(step)")
                // Kept and taken up again, it goes on as it would have.
                let kept = try JSONDecoder().decode(Scheduling.self, from: JSONEncoder().encode(walk.state))
                let isKept = kept == walk.state
                #expect(isKept, "seed \(seed), step \(step)")
                walk.state = kept
            }
        }
        #expect(walk.started > 20, "seed \(seed): too few started to tell")
    }
}

/// Pools that come, grow, fail and shrink, and jobs of both lanes, at random.
private struct Walk {
    var state = Scheduling()
    private(set) var started = 0
    private var dice: Dice
    private var now = begin
    private var arrivals = 0
    private let shapes: [JobShape] = [.gb200(length: 5000), .h200(length: 9000)]

    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// Changes something and lets the fleet settle.
    mutating func change() throws -> [(SchedulingEvent, Instant)] {
        now = now.advanced(byMilliseconds: dice.number(0...700))
        var events: [(SchedulingEvent, Instant)] = []
        if let event = event() {
            try take(event, &events)
            if case .poolDrained(let pool, let count) = event {
                try take(.poolShrank(pool: pool, accelerators: count), &events)
            }
        }
        return events
    }

    private mutating func take(_ event: SchedulingEvent, _ events: inout [(SchedulingEvent, Instant)]) throws {
        try state.evolve(event, at: now)
        events.append((event, now))
        for event in try state.settle(shapes: shapes, at: now) {
            if case .started = event { started += 1 }
            events.append((event, now))
        }
    }

    private mutating func event() -> SchedulingEvent? {
        let number = dice.number(0...3)
        let pool = PoolID("p\(number)")
        let online = state[pool]?.online ?? 0
        switch dice.number(0...12) {
        case 0:
            return .poolGrew(
                pool: pool, chip: number % 2 == 0 ? "gb200" : "h200", node: number % 2 == 0 ? 4 : 8,
                accelerators: dice.number(1...Int64(500)))
        case 1...3:
            guard online > 0 else { return nil }
            let most = dice.chance(20) ? 20 : 3
            let down = (0..<dice.number(0...most)).map { _ in Int32(dice.number(0...Int(online / 4))) }
            return .nodesObserved(pool: pool, day: 0, failures: 0, down: NodeList(Set(down).sorted()))
        case 4: return .inferenceGuaranteed(share: Ratio(partsPerMillion: dice.number(0...Int64(500_000))))
        case 5:
            return online == 0 ? nil : .poolDrained(pool: pool, accelerators: dice.number(0...min(online, 200)))
        case 6...9:
            let least = dice.number(1...Int64(200))
            arrivals += 1
            let most = dice.chance(50) ? least : least + dice.number(0...Int64(300))
            return .queued(
                job(JobID("\(arrivals)"), dice.pick(JobRequest.Class.allCases), least: least, most: most),
                shapes: dice.chance(70) ? shapes : [dice.pick(shapes)])
        default: return state.running.isEmpty ? nil : .finished(job: dice.pick(state.running).job.id)
        }
    }

    /// What is wrong with the books of the pools.
    func faults() -> [String] {
        var faults: [String] = []
        for pool in state.pools {
            let running = state.running.filter { $0.pool == pool.id }
            if pool.held != running.map(\.accelerators).reduce(0, +) { faults.append("\(pool.id) miscounts") }
            let training = running.filter { $0.job.class == .training }.map(\.accelerators).reduce(0, +)
            if pool.heldByTraining != training { faults.append("\(pool.id) miscounts training") }
            if pool.held > pool.available { faults.append("\(pool.id) is over-held") }
        }
        for placement in state.running {
            let least = placement.job.least
            if placement.accelerators < least { faults.append("\(placement.job.id) runs on half a gang") }
            if placement.accelerators > max(placement.job.most, least + 8) {
                faults.append("\(placement.job.id) has more than it makes use of")
            }
        }
        let jobs = state.queue.map(\.id) + state.running.map(\.job.id)
        if Set(jobs).count != jobs.count { faults.append("a job is twice in the house") }
        return faults
    }
}
