/// What can be asked.
extension FleetDecider {
    /// How many jobs wait.
    public var waitingCount: Int { lines.reduce(0) { $0 + $1.count } }

    /// How many jobs hold GPUs, running or stalled.
    public var runningCount: Int { running.reduce(0) { $0 + $1.entries.count } }

    /// The node of each member of a running or stalled job; a member lost on node n is -1 - n. Empty while it waits.
    public func nodes(of id: Int64) -> [Int32] { slotOf[id].map { records[$0].nodes } ?? [] }

    /// GPUs of each member of a job, as it runs or is promised.
    public func gpus(of id: Int64) -> Int { slotOf[id].map { records[$0].job.gpus } ?? 0 }

    /// Whether a gang waits for the replacement of a failed member.
    public var hasStalled: Bool { !stalled.isEmpty }

    /// The nodes of a pool that are down, counted from its first, in order.
    public func down(inPool pool: Int) -> [Int32] {
        let first = topology.nodes(of: .pool, pool).lowerBound
        return topology.nodesDown(inPool: pool).map { $0 - Int32(first) }
    }

    /// Whether all members of a job run.
    public func isRunning(_ id: Int64) -> Bool { slotOf[id].map { records[$0].state == .running } ?? false }

    /// Whether a job runs on quota its queue has borrowed.
    public func borrows(_ id: Int64) -> Bool { slotOf[id].map { records[$0].borrows } ?? false }

    /// What has become of a job's time so far.
    public func account(of id: Int64) -> FleetRunAccount? { slotOf[id].map { records[$0].account } }

    /// When a running job ends by its estimate.
    public func estimatedEnd(of id: Int64) -> Int64? {
        slotOf[id].flatMap { records[$0].state == .running ? records[$0].estimatedEnd : nil }
    }

    /// Why a job waits, with what is free at best where it could go; nil if it does not wait.
    public func waitReason(of id: Int64) -> WaitReason? {
        guard let slot = slotOf[id], records[slot].state == .waiting else { return nil }
        let record = records[slot]
        switch record.reason {
        case .promised, .quota, .noRoom: break
        case .quotaClaimed, .reservation, .notTried: return record.reason
        }
        let level: FleetLevel
        var members = record.job.members
        switch record.job.constraint {
        case .none, .preferred, .balanced: level = .pool
        case .required(let required): level = required
        case .segment(let size, let within):
            level = within
            members = size
        }
        var search = FleetSearch(
            type: record.job.type, members: members, gpus: record.job.gpus, constraint: record.job.constraint)
        search.closed = closedRacks(from: latest, until: latest + record.length, asking: record.job.reservation)
        let best = topology.bestSlots(level, search)
        guard best < members else { return record.reason }
        return .noRoom(level: level, needed: Int64(search.need), free: Int64(best * record.job.gpus))
    }

    /// When a pass may decide something though nothing happens before: a window begins or ends, a running job has run
    /// its minimum, a promise falls due, or the last pass has put jobs back. Nil if nothing is to come.
    public func nextInstant(after now: Int64) -> Int64? {
        guard waitingCount > 0 || !stalled.isEmpty else { return nil }
        if needsPass { return now }
        var next = Int64.max
        for window in reservations {
            if window.begin > now { next = min(next, window.begin) }
            if window.end > now { next = min(next, window.end) }
        }
        for case let promise? in promises where promise.time > now { next = min(next, promise.time) }
        if settings.preempts {
            for line in lines where line.count > 0 {
                let record = records[line[0]]
                if record.hasSkippedPreemption, record.preemptsFrom > now { next = min(next, record.preemptsFrom) }
            }
            for list in running {
                for entry in list.entries {
                    let ripe = records[entry.slot].started + settings.minimumRun
                    if ripe > now { next = min(next, ripe) }
                }
            }
        }
        return next == .max ? nil : next
    }
}
