/// The fast lane at full scale: drives a fleet of nodes through a synthetic workload, in constant memory besides
/// the nodes and the gangs that run.
///
/// Instants are processed in batch: all ends (in order of start), then submissions, then one pass. A gang gets all
/// its nodes or waits; one that a rack can hold gets them in one rack.
///
/// `easy` looks at `depth` jobs behind the head. When the head lacks accelerators, its opening is the earliest time
/// at which enough will be free by estimate (rounded up to minutes); a job passes if it has a place now and is over
/// by then, or makes do with what the head leaves. When the head has accelerators enough but no place (all racks
/// broken), a job passes if it leaves the head's number free; once the head has waited for `patience` at the front
/// and still finds no place, nobody passes until it starts. So the head is protected by count, not by node, and does
/// not starve.
///
/// Arrivals enter neither the event queue nor a list: jobs beyond the window are left in the stream, as no decision
/// looks at them, so that a backlog costs nothing.
public struct SyntheticReplay: Sendable {
    public let policy: SyntheticPolicy
    /// How many jobs behind the head may pass it.
    public let depth: Int
    /// In ticks.
    public let patience: Int64
    public private(set) var fleet: NodeFleet
    /// The last instant processed.
    public private(set) var now: Int64 = 0
    /// Whether `starts` is kept.
    public var recordsStarts = false
    /// What the last instant started, in order of start; empty unless `recordsStarts`.
    public private(set) var starts: [SyntheticStart] = []
    /// How many jobs have ever started.
    public private(set) var startCount: Int64 = 0

    private var workload: SyntheticWorkload
    private var upcoming: SyntheticJob?
    /// The head and those that may pass it.
    private var window: [SyntheticJob] = []
    /// The accelerators that each of the window would hold; a scan reads these alone of most.
    private var sizes: [Int] = []
    /// Jobs of the window that this pass has started and not taken out yet: one gap behind those it has kept.
    private var started = 0
    /// Since the last end, this many of the window have been refused.
    private var refused = 0
    private var headSince: Int64 = 0
    private var opening: EstimatedEnds.Opening?
    private var wheel = EventWheel()
    private var batch: [WheelEvent] = []
    private var ends: EstimatedEnds
    private var tally: SyntheticTally

    /// A replay on an empty fleet.
    public init(
        _ workload: SyntheticWorkload, on shape: FleetShape, policy: SyntheticPolicy, depth: Int = 64,
        patienceMinutes: Int64 = 30
    ) {
        precondition(depth >= 0 && patienceMinutes >= 0, "a depth and a patience are not negative")
        precondition(shape.accelerators >= workload.settings.accelerators, "a fleet smaller than its workload's")
        self.policy = policy
        switch policy {
        case .fcfs: self.depth = 0
        case .easy: self.depth = depth
        }
        patience = patienceMinutes * workload.minute
        self.workload = workload
        fleet = NodeFleet(shape)
        ends = EstimatedEnds(grain: workload.minute, longest: workload.longestEstimate)
        tally = SyntheticTally(accelerators: shape.accelerators)
        upcoming = self.workload.next()
    }

    /// How many jobs run.
    public var runningCount: Int { wheel.count }

    /// What has been measured so far; final when `step` has returned nil.
    public var metrics: SyntheticMetrics { tally.metrics }

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

    /// Processes the next instant: one decision.
    ///
    /// - Returns: the instant; nil when all jobs have ended.
    public mutating func step() -> Int64? {
        // 1. The next instant.
        if !starts.isEmpty { starts.removeAll(keepingCapacity: true) }
        let end = wheel.next ?? .max
        let arrival = window.count > depth ? .max : upcoming?.submit ?? .max
        let instant = min(end, arrival)
        guard instant < .max else { return nil }
        advance(to: instant)
        // 2. Ends.
        if end == instant {
            wheel.take(into: &batch)
            precondition(fleet.areHeld(batch), "a gang ends that does not run")
            for event in batch { finish(event) }
            refused = 0
            opening = nil
        }
        // 3. Submissions, as far as a decision looks.
        fill()
        // 4. One pass.
        startHeads()
        if depth > 0, window.count > 1 { backfill() }
        return instant
    }

    private mutating func advance(to instant: Int64) {
        precondition(instant >= now, "an instant before the last one")
        let isUnplaceable = sizes.first.map { $0 <= fleet.freeAccelerators } ?? false
        tally.advance(
            to: instant, free: fleet.freeAccelerators, brokenFree: fleet.brokenFree, isUnplaceable: isUnplaceable)
        now = instant
    }

    private mutating func fill() {
        while window.count - started <= depth, let job = upcoming, job.submit <= now {
            let gang = fleet.shape.gang(of: Int(job.accelerators))
            upcoming = workload.next()
            if upcoming == nil { tally.endArrivals() }
            if window.isEmpty {
                // The head of an empty window: the pass would start it at once.
                if start(job, gang) { continue }
                headSince = now
            }
            window.append(job)
            sizes.append(fleet.shape.accelerators(of: gang))
        }
    }

    private mutating func startHeads() {
        while started < sizes.count {
            let size = sizes[started]
            guard fleet.mayHold(size), start(window[started], fleet.shape.gang(of: size)) else { break }
            started += 1
            fill()
        }
        guard started > 0 else { return }
        removeStarted(before: started)
        headSince = now
        opening = nil
        refused = 0
    }

    private mutating func backfill() {
        guard let head = sizes.first else { return }
        if head <= fleet.freeAccelerators, now - headSince > patience { return }
        var opening = self.opening ?? headOpening(head)
        var index = max(1, refused)
        while index < sizes.count {
            let size = sizes[index]
            let isOver = now + window[index].estimate <= opening.time
            if fleet.mayHold(size), isOver || Int64(size) <= opening.extra,
                start(window[index], fleet.shape.gang(of: size))
            {
                if !isOver { opening.extra -= Int64(size) }
                tally.backfilled += 1
                started += 1
                fill()
            } else if started > 0 {
                window[index - started] = window[index]
                sizes[index - started] = size
            }
            index += 1
        }
        refused = index - started
        if started > 0 { removeStarted(before: index) }
        self.opening = opening
    }

    /// Closes the gap of started jobs that ends before `index`.
    private mutating func removeStarted(before index: Int) {
        window.removeSubrange(index - started..<index)
        sizes.removeSubrange(index - started..<index)
        started = 0
    }

    /// When the head fits by count, and what is left over then.
    private func headOpening(_ needed: Int) -> EstimatedEnds.Opening {
        let free = fleet.freeAccelerators
        if needed <= free { return EstimatedEnds.Opening(time: now, extra: Int64(free - needed)) }
        return ends.opening(needing: Int64(needed - free), at: now)
    }

    private mutating func start(_ job: SyntheticJob, _ shape: GangShape) -> Bool {
        guard let gang = fleet.allocate(shape) else { return false }
        let slot = depth > 0 ? ends.slot(now + job.estimate) : 0
        wheel.push(
            WheelEvent(
                time: now + job.run, class: 0, sequence: startCount, payload: gang.bits, detail: slot))
        startCount += 1
        if depth > 0 { ends.add(Int64(fleet.shape.accelerators(of: shape)), at: slot) }
        tally.start(waited: now - job.submit)
        tally.hash.mix(job, at: now)
        fleet.forEachPiece(of: gang) { tally.hash.mix($0) }
        if recordsStarts { starts.append(SyntheticStart(job: job, start: now, gang: gang)) }
        return true
    }

    private mutating func finish(_ event: WheelEvent) {
        let accelerators = fleet.release(GangID(bits: event.payload))
        if depth > 0 { ends.add(-Int64(accelerators), at: event.detail) }
    }
}
