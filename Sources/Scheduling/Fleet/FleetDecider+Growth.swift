/// Fleets grow while jobs run: nodes keep their order within their pool, and whatever runs stays where it is. Nodes that
/// leave are down for good, or until they are `repair`ed.
extension FleetDecider {
    /// Adds a pool, and types of GPU it needs; returns its number.
    ///
    /// - Throws: `FleetTopologyRefusal` if it makes no sense; nothing has changed then.
    @discardableResult
    public mutating func add(_ pool: FleetPool, power: FleetPowerPlan, at now: Int64) throws(FleetTopologyRefusal)
        -> Int
    {
        try rebuild(topology.pools + [pool], power: power, at: now)
        return topology.poolCount - 1
    }

    /// Adds blocks behind those a pool has at its last site.
    ///
    /// - Throws: `FleetTopologyRefusal` if they make no sense; nothing has changed then.
    public mutating func extend(pool: Int, by blocks: [FleetBlock], at now: Int64) throws(FleetTopologyRefusal) {
        precondition(settings.grows, "a fleet whose settings say that it grows")
        advance(to: now)
        let end = topology.nodes(of: .pool, pool).upperBound
        let before = topology.nodeCount
        // Windows may name domains, which move: for those the whole is built anew.
        guard reservations.isEmpty, try topology.extend(pool: pool, by: blocks) else {
            var pools = topology.pools
            pools[pool].sites[pools[pool].sites.count - 1].blocks += blocks
            return try rebuild(pools, power: topology.power, at: now)
        }
        forgetPromises()
        let added = topology.nodeCount - before
        holders.insert(contentsOf: repeatElement(Self.nobody, count: added), at: end)
        shiftNodes(of: running[(pool + 1) * topology.types..<running.count], by: added)
    }

    /// Adds types of GPU, to be used by pools and jobs to come.
    public mutating func addTypes(upTo count: Int, at now: Int64) {
        guard count > topology.types else { return }
        var power = topology.power
        while power.idleWatts.count < count {
            power.idleWatts.append(0)
            power.busyWatts.append(0)
        }
        do throws(FleetTopologyRefusal) { try rebuild(topology.pools, power: power, at: now) } catch {
            preconditionFailure("a sound fleet stays so with one more type: \(error)")
        }
    }

    /// Gives a waiting job other shapes, as when part of its work is done. It keeps its place in its queue.
    public mutating func reshape(_ id: Int64, _ flavours: [FleetFlavour]) {
        guard let slot = slotOf[id], records[slot].state == .waiting, let first = flavours.first else { return }
        dropPromise(of: slot)
        records[slot].reshape(flavours, first)
    }

    /// Keeps so many GPUs of a pool and type from gangs; those that run are left alone.
    public mutating func withhold(_ gpus: Int64, inPool pool: Int, type: Int) {
        let index = pool * topology.types + type
        guard withheld[index] != gpus else { return }
        withheld[index] = gpus
        promisesAreStale = true
    }

    private mutating func rebuild(
        _ pools: [FleetPool], power: FleetPowerPlan, at now: Int64
    ) throws(FleetTopologyRefusal) {
        precondition(settings.grows, "a fleet whose settings say that it grows")
        advance(to: now)
        let fleet = try FleetTopology(pools: pools, power: power)
        let old = topology
        topology = fleet
        forgetPromises()
        let held = holders
        holders = []
        holders.reserveCapacity(fleet.nodeCount)
        for pool in 0..<fleet.poolCount {
            let nodes = fleet.nodes(of: .pool, pool)
            let before = pool < old.poolCount ? old.nodes(of: .pool, pool) : 0..<0
            let shift = nodes.lowerBound - before.lowerBound
            holders += held[before]
            holders += repeatElement(Self.nobody, count: nodes.count - before.count)
            guard pool < old.poolCount else { continue }
            for node in old.nodesDown(inPool: pool) { topology.bringDown(Int(node) + shift) }
            if shift != 0 { shiftNodes(of: running[pool * old.types..<(pool + 1) * old.types], by: shift) }
        }
        resizeLists(from: old)
        for list in running {
            for entry in list.entries { topology.take(records[entry.slot].job.gpus, on: records[entry.slot].nodes) }
        }
        for index in reservations.indices { reservations[index].extent.move(from: old, to: fleet) }
    }

    /// Promises name nodes and racks that may move; the next pass makes them anew.
    private mutating func forgetPromises() {
        promises = [FleetPromise?](repeating: nil, count: topology.types)
        promisesAreStale = true
    }

    private mutating func shiftNodes(of lists: ArraySlice<FleetRunningList>, by shift: Int) {
        for list in lists {
            for entry in list.entries { shiftNodes(of: entry.slot, by: shift) }
        }
    }

    private mutating func shiftNodes(of slot: Int, by shift: Int) {
        for member in records[slot].nodes.indices {
            records[slot].nodes[member] += Int32(records[slot].nodes[member] < 0 ? -shift : shift)
        }
    }

    /// Lists by pool and type, for what there is now.
    private mutating func resizeLists(from old: FleetTopology) {
        let (types, pools) = (topology.types, topology.poolCount)
        var lists = [FleetRunningList](repeating: FleetRunningList(), count: pools * types)
        var kept = [Int64](repeating: 0, count: pools * types)
        for pool in 0..<old.poolCount {
            for type in 0..<old.types {
                lists[pool * types + type] = running[pool * old.types + type]
                kept[pool * types + type] = withheld[pool * old.types + type]
            }
        }
        running = lists
        withheld = kept
        if types > old.types { quota.addTypes(upTo: types) }
    }
}

extension FleetReservation.Extent {
    /// Domains keep their order within their pool.
    fileprivate mutating func move(from old: FleetTopology, to new: FleetTopology) {
        guard case .domain(let level, let domain) = self else { return }
        for pool in 0..<old.poolCount where old.domains(level, inPool: pool).contains(domain) {
            let place = domain - old.domains(level, inPool: pool).lowerBound
            self = .domain(level, new.domains(level, inPool: pool).lowerBound + place)
            return
        }
    }
}
