/// Drives a fleet's decider through a trace: jobs come, run as long as they really take, fail with their nodes and go
/// on from their checkpoints.
///
/// Instants are processed in batch: all ends, then failures and repairs, then submissions, then passes until one
/// decides nothing that asks for another; and also where the decider asks to be called (`nextInstant`). All that chance
/// decides follows from the seed, in whole numbers: the same seed gives the same schedule on every machine.
///
/// ```swift
/// var replay = FleetReplay(arrivals, on: topology, queues: queues, policy: .easy)
/// while replay.run(instants: 1000) { … }
/// ```
public struct FleetReplay: Sendable {
    public let policy: FleetPolicy
    public let arrivals: [FleetArrival]
    public private(set) var decider: FleetDecider
    /// By row of the arrivals.
    public private(set) var outcomes: [FleetOutcome]
    public private(set) var history: FleetHistory
    public private(set) var tally = FleetReplayTally()
    /// Over all decisions.
    public private(set) var hash = ScheduleHash()
    /// The last instant processed.
    public private(set) var now: Int64
    /// How many have arrived.
    public private(set) var arrived = 0
    /// Whether `decisions` is kept.
    public var keepsDecisions = false
    /// What the last instant decided; empty unless `keepsDecisions`.
    public private(set) var decisions: [FleetDecision] = []

    private let fragmentation: FleetFragmentation
    private let repair: Int64
    private var nodeFailures: FleetFailureProcess
    private var rackFailures: FleetFailureProcess
    private var wheel: EventWheel
    private var batch: [WheelEvent] = []
    private var sequence: Int64 = 0
    private var wake: Int64?
    private var level = FleetHistory.Level()
    private var down = 0
    /// When a job has last started or ended.
    private var lastProgress: Int64
    /// Ten years: jobs that have not started by then on an idle fleet never will.
    private static let patience: Int64 = 3652 * 86_400_000

    private enum Event: UInt8 {
        case end, repair, nodeFailure, rackFailure
    }

    /// A replay on a fleet that is whole and free.
    ///
    /// - Parameters:
    ///   - arrivals: in order of submission.
    ///   - reservations: by the number jobs name them by.
    /// - Throws: `FleetReservationRefusal` for a window that cannot be reserved.
    public init(
        _ arrivals: [FleetArrival], on topology: FleetTopology, queues: [FleetQueue], policy: FleetPolicy,
        minimumRun: Int64 = 600_000, failures: FleetFailureModel? = nil, seed: UInt64 = 1,
        reservations: [FleetReservation] = []
    ) throws(FleetReservationRefusal) {
        self.policy = policy
        self.arrivals = arrivals
        let begin = arrivals.first?.submit ?? 0
        decider = FleetDecider(
            topology: topology, queues: queues, settings: policy.settings(minimumRun: minimumRun))
        for window in reservations { _ = try decider.reserve(window, at: min(begin, 0)) }
        outcomes = [FleetOutcome](repeating: FleetOutcome(), count: arrivals.count)
        history = FleetHistory(from: begin)
        fragmentation = FleetFragmentation(arrivals, in: topology)
        repair = failures?.repair ?? 1
        var seeds = SeededDraws(seed: seed)
        nodeFailures = FleetFailureProcess(
            perMillionDays: failures?.nodesPerMillionDays ?? 0, count: topology.nodeCount, seed: seeds.bits())
        rackFailures = FleetFailureProcess(
            perMillionDays: failures?.racksPerMillionDays ?? 0, count: topology.count(.rack), seed: seeds.bits())
        wheel = EventWheel(from: begin)
        now = begin
        lastProgress = begin
        level.free = freeGPUs
        level.fragmented = fragmentation.thousandths(in: topology)
        if let gap = nodeFailures.gap() { push(.nodeFailure, at: begin + gap) }
        if let gap = rackFailures.gap() { push(.rackFailure, at: begin + gap) }
    }

    /// Processes up to `limit` instants.
    ///
    /// - Returns: whether anything is left to do.
    public mutating func run(instants limit: Int = .max) -> Bool {
        var left = limit
        while left > 0 {
            guard step() != nil else { return false }
            left -= 1
        }
        return true
    }

    /// Processes the next instant.
    ///
    /// - Returns: the instant; nil when every job has ended or none that is left can ever start.
    public mutating func step() -> Int64? {
        if !decisions.isEmpty { decisions.removeAll(keepingCapacity: true) }
        // 1. The next instant.
        let submission = arrived < arrivals.count ? arrivals[arrived].submit : Int64.max
        let isIdle = submission == .max && decider.runningCount == 0
        if isIdle, decider.waitingCount == 0 || wake == nil && down == 0 || now - lastProgress > Self.patience {
            return nil
        }
        let instant = min(wheel.next ?? .max, submission, wake ?? .max)
        guard instant < .max else { return nil }
        precondition(instant >= now, "arrivals in order of submission")
        history.hold(level, until: instant)
        now = instant
        // 2. Ends, repairs and failures, in this order.
        if wheel.next == instant {
            wheel.take(into: &batch)
            for event in batch { take(event) }
        }
        // 3. Submissions.
        while arrived < arrivals.count, arrivals[arrived].submit == now { submitNext() }
        // 4. Passes, until one leaves nothing to decide now.
        repeat {
            for decision in decider.pass(at: now) { carryOut(decision) }
            tally.passes += 1
            wake = decider.nextInstant(after: now)
        } while wake == now
        level.waiting = Int64(decider.waitingCount)
        level.free = freeGPUs
        level.fragmented = fragmentation.thousandths(in: decider.topology)
        return instant
    }

    private var freeGPUs: Int64 {
        var sum: Int64 = 0
        for pool in 0..<decider.topology.poolCount {
            for type in 0..<decider.topology.types { sum += decider.topology.free(inPool: pool, type: type) }
        }
        return sum
    }

    private mutating func push(_ event: Event, at instant: Int64, _ payload: Int = 0, detail: Int64 = 0) {
        wheel.push(
            WheelEvent(
                time: instant, class: event.rawValue, sequence: sequence, payload: UInt64(payload), detail: detail))
        sequence += 1
    }

    private mutating func take(_ event: WheelEvent) {
        switch Event(rawValue: event.class) {
        case .end:
            let row = Int(event.payload)
            if event.detail == outcomes[row].generation, outcomes[row].end == nil { finish(row) }
        case .repair:
            let node = Int(event.payload)
            if decider.topology.down(node) { down -= 1 }
            decider.repair(node: node, at: now)
        case .nodeFailure:
            fail(nodes: CollectionOfOne(nodeFailures.victim()))
            tally.nodeFailures += 1
            if let gap = nodeFailures.gap() { push(.nodeFailure, at: now + gap) }
        case .rackFailure:
            fail(nodes: decider.topology.nodes(of: .rack, rackFailures.victim()))
            tally.rackFailures += 1
            if let gap = rackFailures.gap() { push(.rackFailure, at: now + gap) }
        case nil: preconditionFailure("an event of no known class")
        }
    }

    private mutating func fail(nodes: some Sequence<Int>) {
        for node in nodes where !decider.topology.down(node) {
            for id in decider.fail(node: node, at: now) {
                let row = Int(id)
                outcomes[row].generation += 1
                if !outcomes[row].isStalled { outcomes[row].interruptions += 1 }
                outcomes[row].isStalled = true
            }
            down += 1
            push(.repair, at: now + repair, node)
        }
    }

    private mutating func finish(_ row: Int) {
        guard let account = decider.finish(Int64(row), at: now) else { return }
        outcomes[row].end = now
        lastProgress = now
        outcomes[row].held += now - outcomes[row].heldSince
        note(account, row)
        level.allocated -= arrivals[row].job.need
    }

    private mutating func note(_ account: FleetRunAccount, _ row: Int) {
        outcomes[row].lost = account.lost
        outcomes[row].productive = account.productive
    }

    private mutating func submitNext() {
        var job = arrivals[arrived].job
        job.id = Int64(arrived)
        if !policy.usesPriorities { job.priority = 0 }
        do { try decider.submit(job, at: now) } catch {
            outcomes[arrived].refusal = error
            tally.refused += 1
            tally.firstRefused = tally.firstRefused ?? arrived
        }
        arrived += 1
    }

    private mutating func carryOut(_ decision: FleetDecision) {
        if keepsDecisions { decisions.append(decision) }
        hash.mix(decision, at: now)
        switch decision {
        case .start(let id, _, let nodes, _, let why):
            let row = Int(id)
            if outcomes[row].firstStart == nil {
                outcomes[row].firstStart = now
                outcomes[row].firstNode = nodes.min() ?? -1
            }
            outcomes[row].heldSince = now
            lastProgress = now
            level.allocated += arrivals[row].job.need
            tally.starts += 1
            if why == .backfilled { tally.backfilled += 1 }
            pushEnd(row)
        case .preempt(let id, _, _):
            outcomes[Int(id)].preemptions += 1
            tally.preemptions += 1
        case .requeue(let id, _):
            let row = Int(id)
            outcomes[row].held += now - outcomes[row].heldSince
            outcomes[row].generation += 1
            outcomes[row].isStalled = false
            level.allocated -= arrivals[row].job.need
        case .replace(_, _, _, _, let onSpare):
            tally.replacements += 1
            if onSpare { tally.onSpares += 1 }
        case .resume(let id):
            outcomes[Int(id)].isStalled = false
            pushEnd(Int(id))
        }
    }

    private mutating func pushEnd(_ row: Int) {
        guard let end = decider.account(of: Int64(row))?.completion(of: arrivals[row].run) else { return }
        push(.end, at: end, row, detail: outcomes[row].generation)
    }
}
