/// Fleets grow and shrink while jobs run. The tree is built anew, which takes a few nanoseconds a node; nodes keep their
/// order within their pool, and whatever runs stays where it is.
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
        for later in pool + 1..<max(pool + 1, topology.poolCount) { shiftNodes(inPool: later, by: added) }
    }

    /// Takes away the last racks of a pool until at most so many nodes are left.
    ///
    /// - Precondition: none of those nodes is held.
    public mutating func truncate(pool: Int, to nodes: Int, at now: Int64) {
        var pools = topology.pools
        pools[pool].truncate(to: nodes)
        do throws(FleetTopologyRefusal) { try rebuild(pools, power: topology.power, at: now) } catch {
            preconditionFailure("a part of a sound fleet is sound: \(error)")
        }
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
            let kept = before.prefix(nodes.count)
            holders += held[kept]
            holders += repeatElement(Self.nobody, count: nodes.count - kept.count)
            for node in pool < old.poolCount ? old.nodesDown(inPool: pool) : [] where kept.contains(Int(node)) {
                topology.bringDown(Int(node) + shift)
            }
            guard shift != 0 || kept.count < before.count, pool < old.poolCount else { continue }
            for type in 0..<old.types {
                for entry in running[pool * old.types + type].entries {
                    let isKept = records[entry.slot].nodes.allSatisfy { kept.contains(Int($0 < 0 ? -1 - $0 : $0)) }
                    precondition(isKept, "a job holds a node that goes")
                    shiftNodes(of: entry.slot, by: shift)
                }
            }
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

    private mutating func shiftNodes(inPool pool: Int, by shift: Int) {
        for type in 0..<topology.types {
            for entry in running[pool * topology.types + type].entries { shiftNodes(of: entry.slot, by: shift) }
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

extension FleetPool {
    mutating func truncate(to nodes: Int) {
        var left = nodes
        for site in sites.indices {
            for block in sites[site].blocks.indices {
                for rack in sites[site].blocks[block].racks.indices {
                    let stays = min(left, sites[site].blocks[block].racks[rack].nodes)
                    left -= stays
                    sites[site].blocks[block].racks[rack].nodes = stays
                    sites[site].blocks[block].racks[rack].spares = min(
                        stays, sites[site].blocks[block].racks[rack].spares)
                }
                sites[site].blocks[block].racks.removeAll { $0.nodes == 0 }
            }
            sites[site].blocks.removeAll { $0.racks.isEmpty }
        }
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
