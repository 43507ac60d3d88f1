/// Who gives way to whom.
///
/// A job has a rank: whether it started within its queue's nominal quota, then its priority. It may preempt only jobs of
/// lower rank: those that run on borrowed quota in other queues of its cohort, if it stays within its own
/// (Kueue, `reclaimWithinCohort: Any`), and those of lower priority in its own queue (`withinClusterQueue:
/// LowerPriority`). Every preemption takes some jobs out of what runs and puts one of higher rank than all of them in,
/// and every start adds one, so the multiset of ranks grows (Dershowitz and Manna 1979) and without arrivals or ends
/// passes come to rest: there are no loops, and nobody preempts whoever preempted it.
extension FleetDecider {
    /// Makes room in one pool for a job by preemption and starts it there; or changes nothing and returns false.
    mutating func preempt(for slot: Int, in pass: inout FleetPass) -> Bool {
        guard settings.preempts, records[slot].job.reservation == nil else { return false }
        records[slot].hasSkippedPreemption = records[slot].preemptsFrom > pass.now
        guard !records[slot].hasSkippedPreemption else { return false }
        records[slot].preemptsFrom = pass.now + settings.retryInterval
        let job = records[slot].job
        let end = pass.now + records[slot].length
        hidePromises(from: slot, until: end)
        var best: (pool: Int, victims: [Int])?
        for pool in 0..<topology.poolCount where topology.capacity(inPool: pool, type: job.type) >= job.need {
            if best?.victims.count == 1 { break }
            guard let victims = victims(for: slot, inPool: pool, at: pass.now) else { continue }
            if let known = best, !isLighter(victims, than: known.victims) { continue }
            best = (pool, victims)
        }
        guard let best else { return false }
        for victim in best.victims {
            setAside(victim)
            records[victim].account.interrupt(at: pass.now, checkpointInterval: records[victim].job.checkpointInterval)
            let why: FleetDecision.PreemptReason = records[victim].job.queue == job.queue ? .outranked : .reclaimed
            pass.decisions.append(.preempt(job: records[victim].job.id, by: job.id, why: why))
            requeue(victim, why: .preempted, in: &pass)
        }
        hidePromisesAnew(from: slot, until: end)
        guard let (nomination, search) = nominate(records[slot], inPool: best.pool, at: pass.now) else {
            preconditionFailure("job \(job.id) does not fit where others gave way to it")
        }
        start(slot, nomination, search, why: .preempting, in: &pass)
        pass.forget()
        promises[job.type]?.immovable.removeAll()
        return true
    }

    /// Fewer victims, then those that began later.
    private func isLighter(_ one: [Int], than other: [Int]) -> Bool {
        if one.count != other.count { return one.count < other.count }
        return one.reduce(0) { $0 + records[$1].started } > other.reduce(0) { $0 + records[$1].started }
    }

    /// The jobs of one pool that would have to give way: one alone if that will do, else none that could stay.
    private mutating func victims(for slot: Int, inPool pool: Int, at now: Int64) -> [Int]? {
        let job = records[slot].job
        var candidates = candidates(for: slot, inPool: pool, at: now)
        let room = candidates.reduce(open(inPool: pool, type: job.type)) { $0 + records[$1].job.need }
        guard room >= job.need else { return nil }
        candidates = focus(candidates, for: job, inPool: pool)
        if let found = choose(among: candidates, for: slot, inPool: pool, at: now) { return found }
        // On borrowed quota it outranks only those on borrowed quota too.
        let borrowing = candidates.filter { records[$0].borrows }
        guard !borrowing.isEmpty, borrowing.count < candidates.count else { return nil }
        return choose(among: borrowing, for: slot, inPool: pool, at: now)
    }

    /// Running jobs it outranks that have run their minimum: those on borrowed quota first, then by priority, then the
    /// youngest (Kueue, `candidatesOrdering`).
    private func candidates(for slot: Int, inPool pool: Int, at now: Int64) -> [Int] {
        let job = records[slot].job
        let isEntitled = !quota.borrows(job.need, of: job.type, by: job.queue)
        let cohort = quota.queues[job.queue].cohort
        var found: [FleetRunningList.Entry] = []
        for entry in running[pool * topology.types + job.type].entries {
            guard !entry.isReserved, now - entry.started >= settings.minimumRun else { continue }
            let queue = Int(entry.queue)
            if queue == job.queue {
                if entry.priority < job.priority { found.append(entry) }
            } else if isEntitled, entry.borrows, quota.queues[queue].cohort == cohort,
                quota.isBorrowing(queue, type: job.type)
            {
                found.append(entry)
            }
        }
        let own = Int32(job.queue)
        found.sort { one, other in
            if (one.queue == own) != (other.queue == own) { return other.queue == own }
            if one.priority != other.priority { return one.priority < other.priority }
            return one.started == other.started ? one.sequence > other.sequence : one.started > other.started
        }
        return found.map(\.slot)
    }

    /// Where all members must be in one domain: only those in the domain that has the most free, of those that could
    /// hold it once they are gone. So few give way, and none elsewhere.
    private func focus(_ candidates: [Int], for job: FleetJob, inPool pool: Int) -> [Int] {
        guard case .required(let level) = job.constraint, level > .node, level < .pool else { return candidates }
        let domains = topology.domains(level, inPool: pool)
        var gains = [Int64](repeating: 0, count: domains.count)
        for slot in candidates {
            for node in records[slot].nodes where node >= 0 {
                gains[topology.domain(level, of: Int(node)) - domains.lowerBound] += Int64(records[slot].job.gpus)
            }
        }
        var best: (free: Int64, domain: Int)?
        for domain in domains {
            let free = topology.free(level, domain, type: job.type)
            guard free + gains[domain - domains.lowerBound] >= job.need, free > best?.free ?? -1 else { continue }
            best = (free, domain)
        }
        guard let best else { return [] }
        return candidates.filter {
            records[$0].nodes.contains { $0 >= 0 && topology.domain(level, of: Int($0)) == best.domain }
        }
    }

    private mutating func choose(among candidates: [Int], for slot: Int, inPool pool: Int, at now: Int64) -> [Int]? {
        guard let least = leastVictims(among: candidates, for: slot, inPool: pool) else { return nil }
        let job = records[slot].job
        let missing = job.need - open(inPool: pool, type: job.type)
        // One alone.
        var tries = 0
        for victim in candidates where records[victim].job.need >= missing {
            guard tries < settings.loneVictims else { break }
            let other = records[victim].job
            quota.use(-other.need, of: job.type, by: other.queue)
            let hasQuota = quota.admits(job.need, of: job.type, by: job.queue)
            quota.use(other.need, of: job.type, by: other.queue)
            guard hasQuota else { continue }
            tries += 1
            setAside(victim)
            let helps = wouldStart(slot, inPool: pool, given: [victim], at: now)
            putBack(victim)
            if helps { return [victim] }
        }
        return chooseSeveral(among: candidates, atLeast: least, for: slot, inPool: pool, at: now)
    }

    /// How many must go, one after the other, for counts and quotas alone; nil if they never come right. Numbers only:
    /// most that cannot be helped by preemption are told apart here.
    private mutating func leastVictims(among candidates: [Int], for slot: Int, inPool pool: Int) -> Int? {
        let job = records[slot].job
        var room = open(inPool: pool, type: job.type)
        var aside: [Int] = []
        var isEnough = false
        var areBorrowers = true
        for victim in candidates {
            let other = records[victim].job
            if other.queue != job.queue, !quota.isBorrowing(other.queue, type: job.type) { continue }
            quota.use(-other.need, of: other.type, by: other.queue)
            aside.append(victim)
            room += other.need
            areBorrowers = areBorrowers && records[victim].borrows && other.queue == job.queue
            isEnough =
                room >= job.need && quota.admits(job.need, of: job.type, by: job.queue)
                && (areBorrowers || !quota.borrows(job.need, of: job.type, by: job.queue))
            if isEnough { break }
        }
        for victim in aside {
            quota.use(records[victim].job.need, of: job.type, by: records[victim].job.queue)
        }
        return isEnough ? aside.count : nil
    }

    /// One after the other until it fits, then back with those that need not go (Kueue, `fillBackWorkloads`).
    private mutating func chooseSeveral(
        among candidates: [Int], atLeast least: Int, for slot: Int, inPool pool: Int, at now: Int64
    ) -> [Int]? {
        let job = records[slot].job
        var aside: [Int] = []
        var room = open(inPool: pool, type: job.type)
        var isEnough = false
        // The constraint is looked at when counts and quotas are right, then after 1, 2, 4 … more, up to a multiple of the need.
        var look = least
        var gap = 1
        for victim in candidates {
            let other = records[victim].job
            if other.queue != job.queue, !quota.isBorrowing(other.queue, type: job.type) { continue }
            setAside(victim)
            aside.append(victim)
            room += other.need
            guard room >= job.need, aside.count >= look else { continue }
            isEnough = wouldStart(slot, inPool: pool, given: aside, at: now)
            if isEnough || room > job.need * settings.mostAside { break }
            look = aside.count + gap
            gap *= 2
        }
        if !isEnough, room >= job.need, !aside.isEmpty {
            isEnough = wouldStart(slot, inPool: pool, given: aside, at: now)
        }
        var victims = aside
        var tries = 0
        for victim in aside.reversed() where isEnough && victims.count > 1 {
            guard room - records[victim].job.need >= job.need, tries < settings.loneVictims else { continue }
            tries += 1
            putBack(victim)
            let rest = victims.filter { $0 != victim }
            if wouldStart(slot, inPool: pool, given: rest, at: now) {
                victims = rest
                room -= records[victim].job.need
            } else {
                setAside(victim)
            }
        }
        for victim in isEnough ? victims.reversed() : aside.reversed() { putBack(victim) }
        return isEnough ? victims : nil
    }

    /// Whether a job fits and outranks all that were set aside for it.
    private mutating func wouldStart(_ slot: Int, inPool pool: Int, given victims: [Int], at now: Int64) -> Bool {
        let job = records[slot].job
        // What does not fit with the promises as they were hidden before does not fit when more is hidden.
        guard nominate(records[slot], inPool: pool, at: now) != nil else { return false }
        hidePromisesAnew(from: slot, until: now + records[slot].length)
        guard quota.admits(job.need, of: job.type, by: job.queue) else { return false }
        if quota.borrows(job.need, of: job.type, by: job.queue) {
            guard victims.allSatisfy({ records[$0].borrows && records[$0].job.queue == job.queue }) else {
                return false
            }
        }
        return promises.allSatisfy { $0 == nil } || nominate(records[slot], inPool: pool, at: now) != nil
    }

    /// What has become free on promised nodes is hidden too.
    private mutating func hidePromisesAnew(from slot: Int, until end: Int64) {
        showPromises()
        hidePromises(from: slot, until: end)
    }

    private mutating func setAside(_ slot: Int) {
        let record = records[slot]
        topology.give(record.job.gpus, on: record.nodes)
        quota.use(-record.job.need, of: record.job.type, by: record.job.queue)
    }

    private mutating func putBack(_ slot: Int) {
        // Nothing may be hidden on the nodes it returns to.
        showPromises()
        let record = records[slot]
        topology.take(record.job.gpus, on: record.nodes)
        quota.use(record.job.need, of: record.job.type, by: record.job.queue)
    }

    /// Lets a job wait again that has given its GPUs and quota back.
    mutating func requeue(_ slot: Int, why: FleetDecision.RequeueReason, in pass: inout FleetPass) {
        running[list(of: records[slot])].remove(runningEntry(slot))
        stalled.removeAll { $0 == slot }
        leave(records[slot].nodes)
        if records[slot].job.isElastic { records[slot].job = records[slot].asked.atRest }
        records[slot].state = .waiting
        records[slot].nodes = []
        records[slot].borrows = false
        records[slot].reason = .notTried
        pass.again.append(slot)
        pass.decisions.append(.requeue(job: records[slot].job.id, why: why))
    }
}
