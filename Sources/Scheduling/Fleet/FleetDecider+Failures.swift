/// Nodes fail and come back; gangs stay together.
extension FleetDecider {
    /// A node has failed. Members on it are lost and their gangs stall, keeping their other members and their quota;
    /// the next pass replaces them. Returns the jobs it struck.
    @discardableResult
    public mutating func fail(node: Int, at now: Int64) -> [Int64] { fail(nodes: [node], at: now) }

    /// Nodes have failed at once; those that were down are passed over. Returns the jobs they struck.
    @discardableResult
    public mutating func fail(nodes: some Sequence<Int>, at now: Int64) -> [Int64] {
        advance(to: now)
        var struck: [Int] = []
        var fallen: [Int] = []
        for node in nodes where !topology.down(node) {
            for slot in occupants(of: node) where !struck.contains(slot) { struck.append(slot) }
            fallen.append(node)
            holders[node] = Self.nobody
        }
        guard !fallen.isEmpty else { return [] }
        promisesAreStale = true
        for slot in struck {
            for (member, node) in records[slot].nodes.enumerated() where node >= 0 && holders[Int(node)] == Self.nobody
            {
                topology.give(records[slot].job.gpus, on: Int(node))
                records[slot].nodes[member] = -1 - node
            }
            guard records[slot].state == .running else { continue }
            records[slot].account.interrupt(at: now, checkpointInterval: records[slot].job.checkpointInterval)
            let list = list(of: records[slot])
            running[list].remove(runningEntry(slot))
            records[slot].state = .stalled
            records[slot].estimatedEnd = .max
            running[list].insert(runningEntry(slot))
            stalled.append(slot)
        }
        for node in fallen { topology.bringDown(node) }
        return struck.map { records[$0].job.id }
    }

    /// All nodes of a domain have failed, such as a rack that has lost its power.
    @discardableResult
    public mutating func fail(_ level: FleetLevel, _ domain: Int, at now: Int64) -> [Int64] {
        fail(nodes: topology.nodes(of: level, domain), at: now)
    }

    /// A node is back, free, in the role it had: spare or not.
    public mutating func repair(node: Int, at now: Int64) {
        advance(to: now)
        guard topology.down(node) else { return }
        topology.bringUp(node)
        if settings.renewsPromises { promisesAreStale = true }
    }

    /// Replaces the lost members of stalled gangs, oldest failure first: all of a gang at once or none, so that no two
    /// gangs hold what the other needs. A gang whose constraint no replacement keeps waits or restarts, as it chose.
    mutating func mend(in pass: inout FleetPass) {
        for slot in stalled {
            if replaceLost(of: slot, in: &pass) { continue }
            switch records[slot].job.onFailure {
            case .wait: continue
            case .restart:
                let record = records[slot]
                topology.give(record.job.gpus, on: record.nodes)
                quota.use(-record.job.need, of: record.job.type, by: record.job.queue)
                requeue(slot, why: .failed, in: &pass)
            }
        }
    }

    private mutating func replaceLost(of slot: Int, in pass: inout FleetPass) -> Bool {
        let record = records[slot]
        let job = record.job
        guard let wanted = search(for: job, inPool: record.pool) else { return false }
        var search = FleetSearch(type: job.type, members: 1, gpus: job.gpus, constraint: .none, scope: wanted.scope)
        search.closed = closedRacks(from: pass.now, until: pass.now + record.length, asking: job.reservation)
        var nodes = record.nodes
        var taken: [Int32] = []
        for member in nodes.indices where nodes[member] < 0 {
            let lost = Int(-1 - nodes[member])
            guard let found = topology.replacement(for: lost, level: job.constraint.bindingLevel, search) else {
                topology.give(job.gpus, on: taken)
                return false
            }
            topology.take(job.gpus, on: found)
            taken.append(Int32(found))
            nodes[member] = Int32(found)
        }
        precondition(job.constraint.holds(for: nodes, in: topology), "a replacement breaks the constraint of \(job.id)")
        for member in nodes.indices where record.nodes[member] < 0 {
            pass.decisions.append(
                .replace(
                    job: job.id, member: member, from: -1 - record.nodes[member], to: nodes[member],
                    onSpare: topology.spare(Int(nodes[member]))))
        }
        running[list(of: record)].remove(runningEntry(slot))
        records[slot].estimatedEnd = pass.now + record.length
        records[slot].nodes = nodes
        hold(taken, by: slot)
        records[slot].state = .running
        records[slot].account.start(at: pass.now, restartTime: job.restartTime)
        running[list(of: record)].insert(runningEntry(slot))
        stalled.removeAll { $0 == slot }
        promisesAreStale = true
        pass.decisions.append(.resume(job: job.id))
        return true
    }
}
