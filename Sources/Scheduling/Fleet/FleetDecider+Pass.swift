/// The heart: one scheduling pass (in the order of Kueue's `schedule`: heads, snapshot, nominate, order, admit, requeue).
extension FleetDecider {
    /// Starts, preempts, moves and puts back whatever is to be at `now`; the caller carries the decisions out in order.
    ///
    /// Call it after every event or batch of events, and at `nextInstant`.
    public mutating func pass(at now: Int64) -> [FleetDecision] {
        advance(to: now)
        needsPass = false
        var pass = FleetPass(now: now, queues: lines.count, cohorts: cohorts, types: topology.types)
        // 1. Mend: failed members go on elsewhere, spares first, before anybody new starts.
        mend(in: &pass)
        // 2. Snapshot: promised heads start or are promised anew if estimates did not hold.
        keepPromises(in: &pass)
        // 3. Heads, in fair order: within nominal quota first, then by dominant share, priority and age.
        while let queue = fairestQueue(in: &pass), let slot = candidate(of: queue, in: &pass) {
            // 4. Nominate: quota, then one pool of all. 5. Admit: start, or preempt and start, or promise and wait.
            if !tryStart(slot, in: &pass) {
                pass.cursors[queue] += 1
                pass.tried += 1
            }
        }
        showPromises()
        // 6. Requeue: those that gave way wait again, from the next pass on.
        for slot in pass.again { enqueue(slot) }
        needsPass = !pass.again.isEmpty
        return pass.decisions
    }

    /// The queue whose next job goes first; nil when all have been looked at, or enough.
    private func fairestQueue(in pass: inout FleetPass) -> Int? {
        guard pass.tried < settings.depth else { return nil }
        var best: (borrows: Int, share: Int64, priority: Int, sequence: Int64, queue: Int)?
        for queue in lines.indices {
            guard let slot = candidate(of: queue, in: &pass) else { continue }
            let record = records[slot]
            if !settings.backfills, pass.blocked[queue * topology.types + record.job.type] { continue }
            let borrows = quota.borrows(record.job.need, of: record.job.type, by: queue) ? 1 : 0
            let key = (borrows, quota.dominantShare(of: queue), -record.job.priority, record.sequence)
            if let known = best, (known.borrows, known.share, known.priority, known.sequence) <= key { continue }
            best = (key.0, key.1, key.2, key.3, queue)
        }
        return best?.queue
    }

    /// The next job of a queue. Where the scan goes by estimate, in order of submission only until a job of each type
    /// waits; then those behind go shortest first (EASY-SJBF; Tsafrir, Etsion and Feitelson 2007).
    private func candidate(of queue: Int, in pass: inout FleetPass) -> Int? {
        let blocked = pass.blocked[queue * topology.types..<(queue + 1) * topology.types]
        if settings.scansByEstimate, !pass.isScanning[queue] {
            while pass.cursors[queue] < lines[queue].count, blocked.contains(false) {
                let slot = lines[queue][pass.cursors[queue]]
                if !pass.blocked[queue * topology.types + records[slot].job.type] { return slot }
                pass.cursors[queue] += 1
            }
            pass.isScanning[queue] = true
            pass.cursors[queue] = 0
        }
        let line = settings.scansByEstimate ? scans[queue] : lines[queue]
        return pass.cursors[queue] < line.count ? line[pass.cursors[queue]] : nil
    }

    /// Heads that were promised a start go first; a promise that did not hold, or may not, is made anew.
    private mutating func keepPromises(in pass: inout FleetPass) {
        for type in promises.indices {
            guard let promise = promises[type] else { continue }
            if tryStart(promise.slot, in: &pass) { continue }
            let isOverdue = pass.now >= promise.time && pass.now >= promise.made + settings.retryInterval
            if isOverdue || promisesAreStale { self.promise(promise.slot, at: pass.now) }
            // It is looked at again in its turn; until then others of its queue that go before it are not held up.
            pass.failedHeads.append(promise.slot)
            let mine = records[promise.slot].job.queue * topology.types + type
            pass.blocked[mine] = false
            pass.closed[mine] = false
        }
        promisesAreStale = false
    }

    /// Starts a job, by preemption if need be and allowed; or notes why it waits.
    mutating func tryStart(_ slot: Int, in pass: inout FleetPass) -> Bool {
        let record = records[slot]
        let job = record.job
        let mine = job.queue * topology.types + job.type
        guard windowIsOpen(for: record, at: pass.now) else {
            records[slot].reason = .reservation
            return false
        }
        guard !pass.closed[mine] else {
            records[slot].reason = quotaReason(job)
            return false
        }
        if tryToAdmit(slot, in: &pass) {
            if promises[job.type]?.slot == slot { dropPromise(type: job.type) }
            return true
        }
        // The first of its queue that waits is promised a start. Where it waits for quota without a promise, nobody
        // behind it may take that quota, and if it is its own nobody may borrow it.
        let isPromised = promiseIfFirst(slot, in: &pass)
        switch records[slot].reason {
        case .quota, .quotaClaimed:
            guard !isPromised, !pass.blocked[mine] else { break }
            pass.closed[mine] = true
            let cohort = quota.queues[job.queue].cohort * topology.types + job.type
            if !quota.borrows(job.need, of: job.type, by: job.queue) { pass.entitled[cohort] = true }
        case .noRoom, .promised, .reservation, .notTried: break
        }
        // Of the type it is promised, if it runs in several.
        pass.blocked[job.queue * topology.types + records[slot].job.type] = true
        return false
    }

    /// Promises a start to a type's first job that waits, or to one of higher priority in the same queue instead.
    private mutating func promiseIfFirst(_ slot: Int, in pass: inout FleetPass) -> Bool {
        let job = records[slot].job
        if promises.contains(where: { $0?.slot == slot }) { return true }
        let isFirst = records[slot].asked.types.contains {
            !pass.blocked[job.queue * topology.types + $0] && mayPromise($0, to: slot)
        }
        guard settings.backfills, isFirst else { return false }
        promise(slot, at: pass.now)
        return promises[records[slot].job.type]?.slot == slot
    }

    private mutating func tryToAdmit(_ slot: Int, in pass: inout FleetPass) -> Bool {
        if records[slot].job.isElastic { return tryToAdmitElastic(slot, in: &pass) }
        let record = records[slot]
        let job = record.job
        let mine = job.queue * topology.types + job.type
        let cohort = quota.queues[job.queue].cohort * topology.types + job.type
        let borrows = quota.borrows(job.need, of: job.type, by: job.queue)
        if borrows, pass.entitled[cohort] {
            records[slot].reason = .quotaClaimed
            return false
        }
        // What is promised to others by a time it would still run at is hidden from it.
        hidePromises(from: slot, until: pass.now + record.length)
        var isAdmitted = quota.admits(job.need, of: job.type, by: job.queue)
        if !isAdmitted, !borrows {
            dropPromisesOfBorrowers(for: job)
            isAdmitted = quota.admits(job.need, of: job.type, by: job.queue)
        }
        let why: FleetDecision.StartReason = pass.blocked[mine] ? .backfilled : .inTurn
        if !pass.hasRefused(record) {
            if isAdmitted, let (nomination, search) = nominate(record, at: pass.now) {
                start(slot, nomination, search, why: why, in: &pass)
                return true
            }
            if passPromise(slot, in: &pass) { return true }
            if isAdmitted { pass.refuse(record) }
        }
        if !pass.blocked[mine], !pass.failedHeads.contains(slot), preempt(for: slot, in: &pass) { return true }
        records[slot].reason = isAdmitted ? .promised : quotaReason(job)
        return false
    }

    private func quotaReason(_ job: FleetJob) -> WaitReason {
        .quota(used: quota.used(by: job.queue, type: job.type), nominal: quota.queues[job.queue].nominal[job.type])
    }
}
