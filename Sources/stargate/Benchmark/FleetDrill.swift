import StargateScheduling

/// A full fleet with a queue of constant length, to time single decisions: racks of nine nodes of eight, four queues of
/// a quarter each in one cohort, heads promised their start, every twentieth job of a priority that preempts.
///
/// Whenever a gang ends, jobs are drawn until as many wait as before; so each instant is one end, some submissions and a
/// pass, and there is always a head that waits. Gangs that a rack can hold must stay in one.
struct FleetDrill {
    /// What was measured.
    struct Figures: Encodable {
        let accelerators: Int
        /// Of the instants: the ends, submissions and the pass of each.
        let instants: Int64
        let p50Microseconds: Double
        let p99Microseconds: Double
        let p999Microseconds: Double
        let largestMicroseconds: Double
        let starts: Int
        let backfilled: Int
        let preemptions: Int
        /// Accelerators held, on average over the instants.
        let allocatedPercent: Double
        /// Of the instants looked at, those at which a head that waits was promised its start.
        let promisedPercent: Double
    }

    private struct Row {
        var run: Int64
        var need: Int64
        var generation: Int64 = 0
    }

    private static let nodesPerRack = 9
    private static let perNode = 8
    private static let waiting = 2000

    private let accelerators: Int
    private var decider: FleetDecider
    private var workload: SyntheticWorkload
    private var wheel = EventWheel()
    private var sequence: Int64 = 0
    private var rows: [Int64: Row] = [:]
    /// Those that may still wait.
    private var queued: [Int64] = []
    private var now: Int64 = 0
    private var held: Int64 = 0
    private var (starts, backfilled, preemptions) = (0, 0, 0)

    /// - Throws: `FleetTopologyRefusal` or `SyntheticWorkload.Refusal` for a fleet of no size.
    init(accelerators: Int, seed: UInt64) throws {
        let racks = max(1, accelerators / (Self.nodesPerRack * Self.perNode))
        let rack = FleetRack(nodes: Self.nodesPerRack, gpusPerNode: Self.perNode)
        let block = FleetBlock(racks: [FleetRack](repeating: rack, count: racks))
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [block])])],
            power: .uncapped(types: 1, sites: 1))
        self.accelerators = racks * Self.nodesPerRack * Self.perNode
        let quarter = Int64(self.accelerators) / 4
        decider = FleetDecider(
            topology: topology, queues: (0..<4).map { _ in FleetQueue(cohort: 0, nominal: [quarter]) },
            // Little enough to meet preemption soon after the fleet was filled at once.
            settings: FleetSettings(minimumRun: 1000))
        var settings = SyntheticSettings(accelerators: self.accelerators, jobs: 1 << 40, seed: seed)
        settings.ticksPerSecond = 1000
        workload = try SyntheticWorkload(settings)
    }

    /// Fills the fleet, lets it settle for as many instants as are then timed, and times them.
    mutating func run(instants: Int, progress: Progress) throws -> Figures {
        while decider.waitingCount < Self.waiting {
            for _ in 0..<Self.waiting { try submitNext() }
            pass()
        }
        var latencies = LogHistogram()
        var allocated: Int128 = 0
        var (looks, promised) = (0, 0)
        for instant in 0..<2 * instants {
            if instant == instants { (starts, backfilled, preemptions) = (0, 0, 0) }
            let time = try step()
            guard instant >= instants else { continue }
            latencies.record(time)
            allocated += Int128(held)
            // Looking for promises takes longer than a decision.
            guard instant % 64 == 0 else { continue }
            (looks, promised) = (looks + 1, promised + (hasPromise() ? 1 : 0))
            progress.show("decisions on \(accelerators) accelerators", Double(instant) / Double(2 * instants))
        }
        progress.clear()
        func microseconds(_ millionths: Int64) -> Double { Double(latencies.quantile(millionths: millionths)) / 1000 }
        return Figures(
            accelerators: accelerators, instants: latencies.count, p50Microseconds: microseconds(500_000),
            p99Microseconds: microseconds(990_000), p999Microseconds: microseconds(999_000),
            largestMicroseconds: Double(latencies.largest) / 1000, starts: starts, backfilled: backfilled,
            preemptions: preemptions,
            allocatedPercent: Double(allocated) / Double(max(1, instants)) / Double(accelerators) * 100,
            promisedPercent: Double(promised) / Double(max(1, looks)) * 100)
    }

    /// Whether one of those that wait is promised a start.
    private mutating func hasPromise() -> Bool {
        queued.removeAll { rows[$0] == nil || decider.isRunning($0) }
        return queued.contains { decider.promisedStart(of: $0) != nil }
    }

    /// - Returns: nanoseconds of the decider's work; keeping the books of this drill stays outside.
    private mutating func step() throws -> Int64 {
        var batch: [WheelEvent] = []
        now = min(wheel.next ?? .max, decider.nextInstant(after: now) ?? .max)
        if wheel.next == now { wheel.take(into: &batch) }
        var time: Int64 = 0
        for event in batch {
            let id = Int64(event.payload)
            guard let row = rows[id], row.generation == event.detail else { continue }
            let began = Stopwatch.nanoseconds
            decider.finish(id, at: now)
            time += Stopwatch.nanoseconds - began
            rows[id] = nil
            held -= row.need
        }
        while decider.waitingCount < Self.waiting { time += try submitNext() }
        return time + pass()
    }

    @discardableResult
    private mutating func pass() -> Int64 {
        let began = Stopwatch.nanoseconds
        let decisions = decider.pass(at: now)
        let time = Stopwatch.nanoseconds - began
        for decision in decisions { carryOut(decision) }
        return time
    }

    private mutating func carryOut(_ decision: FleetDecision) {
        switch decision {
        case .start(let id, _, _, _, let why):
            guard let row = rows[id], let end = decider.account(of: id)?.completion(of: row.run) else { return }
            starts += 1
            if why == .backfilled { backfilled += 1 }
            held += row.need
            wheel.push(
                WheelEvent(
                    time: max(now + 1, end), class: 0, sequence: sequence, payload: UInt64(id), detail: row.generation))
            sequence += 1
        case .preempt: preemptions += 1
        case .requeue(let id, _):
            rows[id]?.generation += 1
            queued.append(id)
            held -= rows[id]?.need ?? 0
        case .replace, .resume: break
        }
    }

    @discardableResult
    private mutating func submitNext() throws -> Int64 {
        guard let drawn = workload.next() else { return 0 }
        let size = Int(drawn.accelerators)
        let members = (size + Self.perNode - 1) / Self.perNode
        let job = FleetJob(
            id: drawn.row, queue: Int(drawn.row % 4), priority: drawn.row % 20 == 0 ? 1 : 0, members: members,
            gpus: min(size, Self.perNode), constraint: members <= Self.nodesPerRack ? .required(.rack) : .none,
            estimate: max(1, drawn.estimate), checkpointInterval: 600_000)
        rows[job.id] = Row(run: max(1, drawn.run), need: job.need)
        queued.append(job.id)
        let began = Stopwatch.nanoseconds
        try decider.submit(job, at: now)
        return Stopwatch.nanoseconds - began
    }
}
