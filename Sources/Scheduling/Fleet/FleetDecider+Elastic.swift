/// Jobs that run in several shapes: the flavour, the pool and the number of members in which most gets done.
extension FleetDecider {
    private struct Offer {
        let job: FleetJob
        let nomination: FleetNomination
        let search: FleetSearch
        /// What it gets done in a given time.
        let pace: Int128
        /// What others were promised by then was hidden from it.
        let hiddenUntil: Int64
    }

    /// Starts an elastic job where it gets most done; it never preempts.
    mutating func tryToAdmitElastic(_ slot: Int, in pass: inout FleetPass) -> Bool {
        let waiting = records[slot].job
        var best: Offer?
        for shape in records[slot].asked.shapes {
            records[slot].job = shape
            let found = offer(slot, in: &pass)
            if let found, found.pace > best?.pace ?? -1 { best = found }
        }
        guard let best else {
            records[slot].job = waiting
            records[slot].reason = .promised
            return false
        }
        let isBlocked = pass.blocked[waiting.queue * topology.types + best.job.type]
        // What was nominated stands with the promises hidden as they were then.
        records[slot].job = best.job
        records[slot].job.members = best.search.members
        dropPromise(of: slot)
        hidePromises(from: slot, until: best.hiddenUntil)
        start(slot, best.nomination, best.search, why: isBlocked ? .backfilled : .inTurn, in: &pass)
        return true
    }

    /// The best that any pool offers to the job in its present shape.
    private mutating func offer(_ slot: Int, in pass: inout FleetPass) -> Offer? {
        let record = records[slot]
        let job = record.job
        let cohort = quota.queues[job.queue].cohort * topology.types + job.type
        if pass.entitled[cohort], quota.borrows(job.need, of: job.type, by: job.queue) { return nil }
        hidePromises(from: slot, until: pass.now + record.length)
        guard !pass.hasRefused(record), quota.admits(job.need, of: job.type, by: job.queue) else { return nil }
        let speed = Int128(job.flavours.first { $0.type == job.type }?.speed ?? 1)
        var best: Offer?
        for pool in 0..<topology.poolCount {
            guard let (nomination, search) = nominate(record, inPool: pool, at: pass.now) else { continue }
            let (wide, wider) = widened(nomination, search, for: job)
            let found = Offer(
                job: job.grown(to: wider.members), nomination: wide, search: wider,
                pace: speed * Int128(wider.members), hiddenUntil: pass.now + record.length)
            if let best, best.pace > found.pace { continue }
            if let best, best.pace == found.pace, !isBetter(found.nomination, than: best.nomination) { continue }
            best = found
        }
        if best == nil { pass.refuse(record) }
        return best
    }

    /// The same pool with as many members as there is room, quota and use for.
    private func widened(
        _ nomination: FleetNomination, _ search: FleetSearch, for job: FleetJob
    ) -> (FleetNomination, FleetSearch) {
        switch job.constraint {
        case .none, .preferred: break
        case .required, .balanced, .segment: return (nomination, search)
        }
        let most = job.most ?? job.members
        guard most > job.members else { return (nomination, search) }
        let gpus = Int64(job.gpus)
        let room = open(inPool: nomination.pool, type: job.type) / gpus
        let quota = quota.available(to: job.queue, type: job.type) / gpus
        let granted = min(most, Int(room), Int(min(quota, Int64(most))), topology.slots(.pool, nomination.pool, search))
        guard granted > job.members else { return (nomination, search) }
        var wide = FleetSearch(
            type: search.type, members: granted, gpus: search.gpus, constraint: search.constraint, scope: search.scope)
        wide.closed = search.closed
        return topology.nominate(wide, inPool: nomination.pool).map { ($0, wide) } ?? (nomination, search)
    }
}
