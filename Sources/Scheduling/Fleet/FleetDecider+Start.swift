/// Looking for room and taking it.
extension FleetDecider {
    /// Where a job would go now: every pool scored, one nominated. Cheaper pools first, then the closest domain, then
    /// the tightest fit, then the first pool (MultiKueue likewise dispatches to one of many clusters).
    func nominate(_ record: FleetRecord, at now: Int64) -> (FleetNomination, FleetSearch)? {
        var best: (FleetNomination, FleetSearch)?
        for pool in 0..<topology.poolCount {
            guard let found = nominate(record, inPool: pool, at: now) else { continue }
            if let known = best, !isBetter(found.0, than: known.0) { continue }
            best = found
        }
        return best
    }

    func nominate(_ record: FleetRecord, inPool pool: Int, at now: Int64) -> (FleetNomination, FleetSearch)? {
        let end = now + record.length
        let job = record.job
        guard open(inPool: pool, type: job.type) >= job.need, var search = search(for: job, inPool: pool),
            countsAllow(job, inPool: pool, from: now, until: end)
        else { return nil }
        search.closed = closedRacks(from: now, until: end, asking: job.reservation)
        return topology.nominate(search, inPool: pool).map { ($0, search) }
    }

    /// Free GPUs of a pool that gangs may take.
    func open(inPool pool: Int, type: Int) -> Int64 {
        topology.free(inPool: pool, type: type) - withheld[pool * topology.types + type]
    }

    func isBetter(_ one: FleetNomination, than other: FleetNomination) -> Bool {
        let costs = (topology.costs[one.pool], topology.costs[other.pool])
        return (costs.0, Int(one.level.rawValue), one.slack, one.pool)
            < (costs.1, Int(other.level.rawValue), other.slack, other.pool)
    }

    /// Takes what was nominated. The constraint is checked once more, by the count apart from the search.
    mutating func start(
        _ slot: Int, _ nomination: FleetNomination, _ search: FleetSearch, why: FleetDecision.StartReason,
        in pass: inout FleetPass
    ) {
        let nodes = topology.nodes(for: nomination, search)
        let job = records[slot].job
        precondition(job.constraint.holds(for: nodes, in: topology), "job \(job.id) would start against its constraint")
        precondition(quota.admits(job.need, of: job.type, by: job.queue), "job \(job.id) would start beyond its quota")
        dequeue(slot)
        records[slot].borrows = quota.borrows(job.need, of: job.type, by: job.queue)
        records[slot].estimatedEnd = pass.now + records[slot].length
        records[slot].account.start(at: pass.now, restartTime: job.restartTime)
        records[slot].state = .running
        records[slot].pool = nomination.pool
        records[slot].nodes = nodes
        records[slot].started = pass.now
        topology.take(job.gpus, on: nodes)
        hold(nodes, by: slot)
        quota.use(job.need, of: job.type, by: job.queue)
        running[list(of: records[slot])].insert(runningEntry(slot))
        pass.decisions.append(
            .start(job: job.id, pool: nomination.pool, nodes: nodes, borrows: records[slot].borrows, why: why))
    }
}
