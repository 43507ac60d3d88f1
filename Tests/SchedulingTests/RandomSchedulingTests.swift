import StargateQuantities
import StargateScheduling
import StargateTesting
import Testing

@Suite("The schedule after any sequence of events")
struct RandomSchedulingTests {
    @Test("never starts what it should not, nor leaves waiting what could start", arguments: Array(1...10) as [UInt64])
    func run(seed: UInt64) {
        var walk = Walk(seed: seed, evicts: true)
        for step in 0..<400 {
            walk.change()
            var fault: String?
            while fault == nil, let choice = FirstComeFirstServed().next(in: walk.state) {
                fault = walk.fault(of: choice)
                walk.state.start(choice)
                fault = fault ?? walk.fault()
            }
            fault = fault ?? walk.fault() ?? walk.idleness()
            #expect(fault == nil, "seed \(seed), step \(step)")
            if fault != nil { break }
        }
    }

    @Test("starts the jobs of a lane in the order they came", arguments: Array(1...10) as [UInt64])
    func order(seed: UInt64) {
        var walk = Walk(seed: seed, evicts: false)
        var started: [JobRequest] = []
        for _ in 0..<400 {
            walk.change()
            started += walk.state.startAll().map(\.job)
        }
        for lane in JobRequest.Class.allCases {
            let arrivals = started.filter { $0.class == lane }.compactMap { Int($0.id.text) }
            #expect(arrivals.count > 5, "seed \(seed): too few started to tell")
            #expect(arrivals == arrivals.sorted(), "seed \(seed)")
        }
    }
}

/// Pools that come, grow, fail and shrink, and jobs of both lanes, at random.
private struct Walk {
    var state = Scheduling()
    private var dice: Dice
    private let evicts: Bool
    private var arrivals = 0

    init(seed: UInt64, evicts: Bool) {
        dice = Dice(seed: seed)
        self.evicts = evicts
    }

    mutating func change() {
        let pool = PoolID("p\(dice.number(0...3))")
        switch dice.number(0...12) {
        case 0: state.grow(pool, by: dice.number(1...Int64(500)))
        case 1...2: state.fail(dice.number(0...Int64(100)), in: pool)
        case 3: state.guarantee(percent: dice.number(0...Int64(50)))
        case 4: shrink(pool)
        case 5...8:
            let least = dice.number(1...Int64(400))
            arrivals += 1
            state.queue(
                job(
                    JobID("\(arrivals)"), dice.pick(JobRequest.Class.allCases), least: least,
                    most: least + dice.number(0...Int64(300))))
        default:
            guard !state.running.isEmpty else { return }
            state.evolve(.finished(job: dice.pick(state.running).job.id), at: begin)
        }
    }

    /// A pool loses accelerators only once no job needs them.
    private mutating func shrink(_ id: PoolID) {
        guard let pool = state[id], pool.online > 0 else { return }
        let count = dice.number(0...min(pool.online, 200))
        if evicts {
            while let held = state[id]?.held, held > pool.online - count,
                let last = state.running.last(where: { $0.pool == id })
            {
                state.evolve(.evicted(job: last.job.id, left: last.job.work), at: begin)
            }
        }
        guard let held = state[id]?.held, held <= pool.online - count else { return }
        state.evolve(.poolShrank(pool: id, accelerators: count), at: begin)
    }

    /// What is wrong with a choice, before it is taken.
    func fault(of choice: Choice) -> String? {
        let job = choice.job
        guard state.queue.first(where: { $0.class == job.class }) == job else {
            return "\(job.id) is not first in its lane"
        }
        guard let pool = state[choice.pool.id], pool == choice.pool else { return "the pool is not as it is" }
        if !(job.least...job.most).contains(choice.accelerators) { return "half a gang: \(choice.accelerators)" }
        if choice.accelerators > pool.available - pool.held { return "\(pool.id) does not have so many" }
        let share = Int128(state.inferenceShare.partsPerMillion) * Int128(pool.available)
        if Int128(pool.available - pool.held - choice.accelerators) * 1_000_000 < share { return "inference is robbed" }
        return nil
    }

    /// What is wrong with the books of the pools.
    func fault() -> String? {
        for pool in state.pools {
            let running = state.running.filter { $0.pool == pool.id }
            if pool.held != running.map(\.accelerators).reduce(0, +) { return "\(pool.id) holds what nobody runs on" }
            let training = running.filter { $0.job.class == .training }.map(\.accelerators).reduce(0, +)
            if pool.heldByTraining != training { return "\(pool.id) miscounts training" }
            if pool.held > pool.online { return "\(pool.id) is over-held" }
            if pool.failed < 0 || pool.failed > pool.online { return "\(pool.id) has more failed than it has" }
        }
        let jobs = state.queue.map(\.id) + state.running.map(\.job.id)
        return Set(jobs).count == jobs.count ? nil : "a job is twice in the house"
    }

    /// Whether the head of the training lane waits though a pool has room for it.
    func idleness() -> String? {
        guard let head = state.queue.first(where: { $0.class == .training }) else { return nil }
        return state.pools.contains { state.free(in: $0) >= head.least } ? "\(head.id) waits for nothing" : nil
    }
}
