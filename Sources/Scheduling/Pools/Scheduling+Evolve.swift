public import StargateQuantities

extension Scheduling {
    /// Folds an event.
    ///
    /// - Throws: `SchedulingFault` for one that could not have happened to this fleet.
    public mutating func evolve(_ event: SchedulingEvent, at now: Instant) throws(SchedulingFault) {
        switch event {
        case .poolGrew(let id, let chip, let node, let count): try grow(id, chip, node, by: count, at: now)
        case .poolDrained(let id, let count): drain(id, of: count, at: now)
        case .poolShrank(let id, let count): shrink(id, by: count, at: now)
        case .nodesObserved(let id, _, _, let down): observe(id, down, at: now)
        case .inferenceGuaranteed(let share):
            inferenceShare = share
            for index in pools.indices { withhold(in: index) }
            isStirred = true
        case .queued(let job, let shapes):
            submissions += 1
            waiting.append(WaitingJob(job: job, number: submissions))
            try submit(job, submissions, shapes, at: now)
            isStirred = true
        case .passed: pass(at: now)
        case .started(let id, _, let pool, let count, _, _):
            try confirm(event)
            start(id, in: pool, on: count, at: now)
        case .mended: try confirm(event)
        case .finished(let id):
            guard let placement = end(id) else { return }
            fleet.finish(placement.number, at: now.milliseconds)
            isStirred = true
        case .evicted(let id, let left, let shapes):
            try confirm(event)
            guard let placement = end(id) else { return }
            let job = placement.job.with(left: left)
            waiting.insert(WaitingJob(job: job, number: placement.number), at: 0)
            fleet.reshape(placement.number, flavours(of: job, shapes, at: now))
        }
    }

    private mutating func submit(
        _ job: JobRequest, _ number: Int64, _ shapes: [JobShape], at now: Instant
    ) throws(SchedulingFault) {
        let flavours = flavours(of: job, shapes, at: now)
        // Without any class of accelerator it waits for ever.
        guard let first = flavours.first else { return }
        let gang = FleetJob(
            id: number, priority: job.class.priority, members: first.members, gpus: first.gpus,
            estimate: first.estimate, flavours: flavours)
        do throws(FleetJobRefusal) { try fleet.submit(gang, at: now.milliseconds) } catch {
            throw .refused(job.id, error)
        }
    }

    private mutating func flavours(of job: JobRequest, _ shapes: [JobShape], at now: Instant) -> [FleetFlavour] {
        shapes.map { $0.flavour(of: job, type: type(of: $0.chip, at: now)) }
    }

    private mutating func start(_ id: JobID, in pool: PoolID, on count: Int64, at now: Instant) {
        guard let place = waiting.firstIndex(where: { $0.job.id == id }), let index = index(of: pool) else { return }
        let known = waiting.remove(at: place)
        running.append(
            Placement(
                job: known.job, number: known.number, pool: pool, chip: pools[index].chip, accelerators: count,
                started: now))
        pools[index].held += count
        if known.job.class == .training { pools[index].heldByTraining += count }
    }

    /// Takes a job off what runs; the fleet is told apart.
    private mutating func end(_ id: JobID) -> Placement? {
        guard let place = running.firstIndex(where: { $0.job.id == id }) else { return nil }
        let placement = running.remove(at: place)
        guard let index = index(of: placement.pool) else { return placement }
        pools[index].held -= placement.accelerators
        if placement.job.class == .training { pools[index].heldByTraining -= placement.accelerators }
        return placement
    }
}

/// Pools that grow, shrink and fail.
extension Scheduling {
    private mutating func grow(
        _ id: PoolID, _ chip: ChipID, _ node: Int64, by count: Int64, at now: Instant
    ) throws(SchedulingFault) {
        let type = type(of: chip, at: now)
        do throws(FleetTopologyRefusal) {
            if index(of: id) == nil {
                guard node > 0 else { throw .typeWithoutPower(type: type) }
                pools.append(PoolState(id: id, chip: chip, node: node))
                let power = FleetPowerPlan.uncapped(types: chips.count, sites: pools.count)
                let site = FleetSitePart(site: pools.count - 1, blocks: [])
                try fleet.add(FleetPool(owner: pools.count - 1, sites: [site]), power: power, at: now.milliseconds)
            }
            guard let index = index(of: id) else { return }
            let before = pools[index].nodes
            pools[index].online += count
            // Those that have left come back first.
            let all = fleet.topology.nodes(of: .pool, index)
            let kept = min(all.count, Int(pools[index].nodes))
            for node in Int(before)..<max(Int(before), kept) {
                fleet.repair(node: all.lowerBound + node, at: now.milliseconds)
            }
            let added = pools[index].nodes - max(before, Int64(kept))
            let blocks = FleetBlock.blocks(of: added, type: type, node: pools[index].node)
            if !blocks.isEmpty { try fleet.extend(pool: index, by: blocks, at: now.milliseconds) }
            withhold(in: index)
        } catch {
            throw .poolMalformed(id)
        }
        isStirred = true
    }

    /// Takes the last nodes out of service; the next pass moves or evicts who is on them.
    private mutating func drain(_ id: PoolID, of count: Int64, at now: Instant) {
        guard let index = index(of: id) else { return }
        let first = fleet.topology.nodes(of: .pool, index).lowerBound
        let left = Int(max(0, pools[index].online - count) / pools[index].node)
        fleet.fail(nodes: first + left..<first + max(left, Int(pools[index].nodes)), at: now.milliseconds)
        isStirred = true
    }

    /// Nodes that leave stay down in the fleet, to be taken up again when the pool grows.
    ///
    /// - Precondition: they were drained.
    private mutating func shrink(_ id: PoolID, by count: Int64, at now: Instant) {
        guard let index = index(of: id) else { return }
        pools[index].online = max(0, pools[index].online - count)
        countFailed(index)
        isStirred = true
    }

    /// Brings nodes down that are newly so and the others back: what was observed counts, however often it is said.
    private mutating func observe(_ id: PoolID, _ down: NodeList, at now: Instant) {
        guard let index = index(of: id) else { return }
        let all = fleet.topology.nodes(of: .pool, index)
        let nodes = down.nodes
        let seen = Set(nodes)
        for node in failed(in: index) where !seen.contains(node) {
            fleet.repair(node: all.lowerBound + Int(node), at: now.milliseconds)
            isStirred = true
        }
        let fallen = nodes.filter { $0 < pools[index].nodes }.map { all.lowerBound + Int($0) }
        let struck = fleet.fail(nodes: fallen, at: now.milliseconds)
        // Less room lets nobody start: only those who lost members are to be looked at.
        if !struck.isEmpty { isStirred = true }
        countFailed(index)
    }

    private mutating func countFailed(_ index: Int) {
        pools[index].failed = min(pools[index].online, Int64(failed(in: index).count) * pools[index].node)
        withhold(in: index)
    }
}
