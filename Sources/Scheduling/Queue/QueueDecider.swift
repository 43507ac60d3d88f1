/// Decides which waiting job starts when, on a machine of equal processors.
///
/// One value holds the queue, what runs and what is free. A simulation, the engine and a live operation all drive it
/// by the same three steps: `submit`, `finish` and `pass`. It has no clock: instants come with the steps and never go
/// back. It knows a job's estimate only; the caller reports when the job has really ended, before or after it.
///
/// Each rule has one place: FCFS in `startHeads`, the shadow in `RunningEnds.shadow`, EASY's condition in
/// `BackfillRule.admits`, holes in `AvailabilityProfile.earliestHole`, compression in `QueueDecider+Conservative`.
public struct QueueDecider: Hashable, Sendable, Codable {
    public let discipline: QueueDiscipline
    /// The size of the machine.
    public let processors: Int32
    /// Processors no job runs on. Less than none while a job has been started on those of jobs due to end in the same
    /// instant (see `pass`).
    public internal(set) var free: Int32
    /// How many jobs run.
    public internal(set) var runningCount = 0

    /// Waiting jobs in order of submission.
    var queue = WaitingList(order: .submission)
    /// The same jobs by estimate, where the backfill scan goes that way.
    var byEstimate = WaitingList(order: .estimate)
    /// What runs, by estimated end.
    var ends = RunningEnds()
    /// The reservation of the head that did not fit at the last pass; nil once processors have been given back.
    var shadow: Shadow?
    /// Of running jobs that end within the instant of the pass.
    var due: Int32 = 0
    /// Submitted since the last pass.
    var arrivals = 0
    /// Running and reserved jobs, for conservative backfilling.
    var profile: AvailabilityProfile
    /// The latest end of any span in which the profile has gained since every reservation was last tried.
    var gainEnd = Int64.min

    private var submissions: Int64 = 0
    private var starts: Int64 = 0
    private var latest = Int64.min

    /// An empty machine of `processors` under `discipline`.
    public init(_ discipline: QueueDiscipline, processors: Int32) {
        precondition(processors > 0, "a machine has processors")
        self.discipline = discipline
        self.processors = processors
        free = processors
        profile = AvailabilityProfile(processors: processors)
    }

    /// How many jobs wait.
    public var waitingCount: Int { queue.count }

    /// The jobs that wait, by the caller's numbers, in order of submission. O(n).
    public var waiting: [Int32] { queue.blocks.flatMap { $0.entries.map(\.job) } }

    /// When a waiting job starts at the latest, if no job outruns its estimate: any job's reservation under
    /// conservative backfilling, the head's shadow time under EASY, nil elsewhere. As of the last pass. O(n).
    public func reservation(of job: Int32) -> Int64? {
        switch discipline {
        case .fcfs: nil
        case .easy, .easySJBF, .lookahead: queue.first?.job == job ? shadow?.time : nil
        case .conservative:
            queue.blocks.lazy.flatMap(\.entries).first { $0.job == job }?.reservation
        }
    }

    /// Queues a job. `job` is the caller's own number, which comes back in a `QueueStart`.
    ///
    /// An estimate of nothing counts as one tick: a reservation must hold its processors for some time.
    public mutating func submit(
        _ job: Int32, processors needed: Int32, estimate: Int64, at now: Int64
    ) throws(QueueRefusal) {
        guard needed > 0, needed <= processors else {
            throw .processorsOutOfRange(asked: needed, machine: processors)
        }
        guard estimate >= 0 else { throw .negativeEstimate(estimate) }
        advance(to: now)
        var entry = QueueEntry(
            sequence: submissions, estimate: max(1, estimate), job: job, processors: needed)
        submissions += 1
        arrivals += 1
        switch discipline {
        case .fcfs, .easy, .lookahead: break
        case .easySJBF: byEstimate.insert(entry)
        case .conservative:
            entry.reservation = reserve(entry, at: now)
        }
        queue.append(entry)
    }

    /// Takes back the processors of a job that has ended.
    public mutating func finish(_ started: QueueStart, at now: Int64) {
        advance(to: now)
        runningCount -= 1
        free += started.processors
        precondition(runningCount >= 0 && free <= processors, "more jobs ended than were started")
        switch discipline {
        case .fcfs: break
        case .easy, .easySJBF, .lookahead:
            ends.remove(started)
            shadow = nil
        case .conservative:
            ends.remove(started)
            release(started, at: now)
            compress(at: now)
        }
    }

    /// Starts every job that the discipline lets start at `now`, appending to `started` in order of start.
    ///
    /// `due` counts the processors of running jobs whose estimated end has come and that the caller knows to end
    /// within this same instant, though it has not reported them yet. The reference takes them for free; only a
    /// simulation in event mode knows of any.
    public mutating func pass(at now: Int64, due: Int32 = 0, into started: inout [QueueStart]) {
        advance(to: now)
        self.due = due
        switch discipline {
        case .fcfs: startHeads(at: now, into: &started)
        case .easy, .easySJBF, .lookahead: startHeadsAndBackfill(at: now, into: &started)
        case .conservative: startReserved(at: now, into: &started)
        }
        arrivals = 0
        self.due = 0
    }

    /// Starts every job that the discipline lets start at `now`, in order of start.
    public mutating func pass(at now: Int64) -> [QueueStart] {
        var started: [QueueStart] = []
        pass(at: now, into: &started)
        return started
    }

    /// Instants never go back.
    private mutating func advance(to now: Int64) {
        precondition(now >= latest, "a step dated before the last one")
        latest = now
    }

    /// Processors a job may start on.
    var available: Int32 { free + due }

    /// FCFS: starts heads while they fit.
    mutating func startHeads(at now: Int64, into started: inout [QueueStart]) {
        while let head = queue.first, head.processors <= available {
            _ = queue.remove(at: .first)
            if discipline == .easySJBF { byEstimate.remove(head) }
            start(head, at: now, into: &started)
        }
    }

    /// Gives a job, already out of the queue, its processors.
    mutating func start(_ entry: QueueEntry, at now: Int64, into started: inout [QueueStart]) {
        let decision = QueueStart(
            job: entry.job, processors: entry.processors, sequence: starts, start: now,
            estimatedEnd: now + entry.estimate)
        starts += 1
        runningCount += 1
        free -= entry.processors
        precondition(available >= 0, "more processors in use than there are")
        if discipline != .fcfs { ends.insert(decision) }
        started.append(decision)
    }
}
