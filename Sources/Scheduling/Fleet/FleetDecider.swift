/// Decides for a whole fleet of many owners' pools which gang runs where and when, who gives way and who moves.
///
/// One value holds the fleet, the quotas, the queues and what runs. A simulation, the engine and a live operation
/// drive it by the same steps: `submit`, `finish`, `fail`, `repair`, `reserve`, and `pass`, which decides. It has no
/// clock: instants come with the steps, in milliseconds, and never go back.
///
/// ```swift
/// var fleet = FleetDecider(topology: topology, queues: queues)
/// try fleet.submit(FleetJob(id: 1, members: 9, gpus: 8, constraint: .required(.rack), estimate: 3_600_000), at: 0)
/// for decision in fleet.pass(at: 0) { … }
/// ```
///
/// Each rule has one place: constraints in `FleetConstraint.holds`, quotas in `FleetQuota.admits`, who may preempt whom
/// in `FleetDecider+Preempt`, promises to heads in `FleetPromise`, replacements in `FleetDecider+Failures`.
/// A value: a copy is a fork.
public struct FleetDecider: Hashable, Sendable {
    public internal(set) var topology: FleetTopology
    public internal(set) var quota: FleetQuota
    public let settings: FleetSettings
    public internal(set) var reservations: [FleetReservation] = []

    /// The fleet whole and free, to refuse what can never run; nil where it may grow.
    let whole: FleetTopology?
    /// By pool and type: GPUs that gangs leave free, such as those that inference may count on.
    var withheld: [Int64]
    /// By node: the job on it if it is one alone, `nobody` or `several`.
    var holders: [Int32]
    let cohorts: Int
    var records: [FleetRecord] = []
    var freeSlots: [Int] = []
    /// Only looked up, never walked.
    var slotOf: [Int64: Int] = [:]
    var lines: [FleetWaitingLine]
    /// The same jobs by estimate, where the backfill scan goes that way.
    var scans: [FleetWaitingLine]
    /// By pool and type.
    var running: [FleetRunningList]
    /// In order of failure.
    var stalled: [Int] = []
    /// By type.
    var promises: [FleetPromise?]
    /// Something has ended or failed since promises were made.
    var promisesAreStale = false
    var submissions: Int64 = 0
    var latest = Int64.min
    /// A pass has put jobs back that it could not try again.
    var needsPass = false

    /// - Precondition: every queue has a nominal quota and a borrowing limit for every GPU type.
    public init(topology: FleetTopology, queues: [FleetQueue], settings: FleetSettings = FleetSettings()) {
        for queue in queues {
            precondition(queue.nominal.count == topology.types && queue.borrowingLimits.count == topology.types)
            precondition(queue.cohort >= 0, "a cohort is a number from 0")
        }
        self.topology = topology
        self.settings = settings
        whole = settings.grows ? nil : topology
        withheld = [Int64](repeating: 0, count: topology.poolCount * topology.types)
        holders = [Int32](repeating: Self.nobody, count: topology.nodeCount)
        quota = FleetQuota(queues: queues, types: topology.types)
        cohorts = (queues.map(\.cohort).max() ?? -1) + 1
        lines = [FleetWaitingLine](repeating: FleetWaitingLine(), count: queues.count)
        scans = settings.scansByEstimate ? lines : []
        running = [FleetRunningList](repeating: FleetRunningList(), count: topology.poolCount * topology.types)
        promises = [FleetPromise?](repeating: nil, count: topology.types)
    }

    /// Puts a job into its queue.
    ///
    /// - Throws: `FleetJobRefusal` for what is malformed or could never start; nothing has changed then.
    public mutating func submit(_ job: FleetJob, at now: Int64) throws(FleetJobRefusal) {
        advance(to: now)
        try check(job)
        let slot = freeSlots.popLast() ?? records.count
        let record = FleetRecord(job: job, sequence: submissions)
        submissions += 1
        if slot == records.count { records.append(record) } else { records[slot] = record }
        slotOf[job.id] = slot
        enqueue(slot)
    }

    /// Ends a job that runs, or takes one back that waits; nil if it is not known.
    @discardableResult
    public mutating func finish(_ id: Int64, at now: Int64) -> FleetRunAccount? {
        advance(to: now)
        guard let slot = slotOf.removeValue(forKey: id) else { return nil }
        switch records[slot].state {
        case .waiting:
            dequeue(slot)
            if promises[records[slot].job.type]?.slot == slot { dropPromise(type: records[slot].job.type) }
        case .running, .stalled:
            release(slot)
            if let promise = promises[records[slot].job.type], records[slot].estimatedEnd > promise.time {
                promises[records[slot].job.type]?.immovable.removeAll()
            }
            // Sooner than it said: what a head was promised, here or in another pool, may come sooner too.
            if settings.renewsPromises { promisesAreStale = true }
        }
        records[slot].account.finish(at: now)
        let account = records[slot].account
        records[slot] = .unused
        freeSlots.append(slot)
        return account
    }

    mutating func advance(to now: Int64) {
        precondition(now >= latest, "instants never go back: \(now) after \(latest)")
        latest = now
    }

    /// Gives back all a running or stalled job holds.
    mutating func release(_ slot: Int) {
        let record = records[slot]
        topology.give(record.job.gpus, on: record.nodes)
        leave(record.nodes)
        quota.use(-record.job.need, of: record.job.type, by: record.job.queue)
        running[list(of: record)].remove(runningEntry(slot))
        stalled.removeAll { $0 == slot }
    }

    func list(of record: FleetRecord) -> Int { record.pool * topology.types + record.job.type }

    func runningEntry(_ slot: Int) -> FleetRunningList.Entry {
        let record = records[slot]
        return FleetRunningList.Entry(
            end: record.estimatedEnd, sequence: record.sequence, slot: slot, started: record.started,
            priority: record.job.priority, queue: Int32(record.job.queue), borrows: record.borrows,
            isReserved: record.job.reservation != nil)
    }

    func entry(_ slot: Int) -> FleetWaitingLine.Entry {
        FleetWaitingLine.Entry(
            priority: records[slot].job.priority, sequence: records[slot].sequence, slot: slot)
    }

    mutating func enqueue(_ slot: Int) {
        let queue = records[slot].job.queue
        lines[queue].insert(entry(slot))
        records[slot].queuedLength = records[slot].length
        if settings.scansByEstimate { scans[queue].insert(scanEntry(slot)) }
    }

    /// - Precondition: it waits.
    mutating func dequeue(_ slot: Int) {
        let queue = records[slot].job.queue
        lines[queue].remove(entry(slot))
        if settings.scansByEstimate { scans[queue].remove(scanEntry(slot)) }
    }

    func scanEntry(_ slot: Int) -> FleetWaitingLine.Entry {
        var found = entry(slot)
        found.length = records[slot].queuedLength
        return found
    }

    private func check(_ job: FleetJob) throws(FleetJobRefusal) {
        guard slotOf[job.id] == nil else { throw .idTaken(job.id) }
        guard lines.indices.contains(job.queue) else { throw .queueUnknown(job.queue) }
        guard job.most ?? job.members >= job.members else { throw .malformed }
        guard job.flavours.isEmpty else {
            // Each must make sense; one that fits is enough.
            var refusal: FleetJobRefusal?
            var fits = false
            for flavour in job.flavours {
                var one = job.shaped(flavour)
                one.flavours = []
                do throws(FleetJobRefusal) {
                    try check(one)
                    fits = true
                } catch {
                    guard error == .neverFits || error == .beyondQuota else { throw error }
                    refusal = refusal ?? error
                }
            }
            if let refusal, !fits { throw refusal }
            return
        }
        guard (0..<topology.types) ~= job.type else { throw .typeUnknown(job.type) }
        guard job.members > 0, job.gpus > 0, job.estimate > 0, job.restartTime >= 0, job.checkpointInterval ?? 1 > 0
        else { throw .malformed }
        switch job.constraint {
        case .none, .preferred, .required: break
        case .balanced(let level):
            guard level >= .rack, level <= .site else { throw .levelUnfit(job.constraint) }
        case .segment(let size, let level):
            guard level >= .rack, level <= .site else { throw .levelUnfit(job.constraint) }
            guard size > 0, job.members % size == 0 else {
                throw .segmentsUneven(members: job.members, size: size)
            }
        }
        if let number = job.reservation {
            guard reservations.indices.contains(number) else { throw .reservationUnknown(number) }
            guard job.estimate <= reservations[number].end - max(latest, reservations[number].begin) else {
                throw .beyondReservation
            }
        }
        guard let whole else { return }
        guard quota.couldAdmit(job.need, of: job.type, by: job.queue) else { throw .beyondQuota }
        for pool in 0..<topology.poolCount {
            guard let search = search(for: job, inPool: pool) else { continue }
            if whole.nominate(search, inPool: pool) != nil { return }
        }
        throw .neverFits
    }
}
