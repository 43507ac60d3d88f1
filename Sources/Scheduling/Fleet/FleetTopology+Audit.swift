extension FleetTopology {
    /// Counts everything again from the nodes alone and compares: false if any tally, set or site is wrong. O(nodes).
    ///
    /// For tests, and for a live operation to check itself now and then.
    public var isConsistent: Bool {
        var again = Recount(of: self)
        for node in 0..<nodeCount { again.add(node, of: self) }
        return again.agrees(with: self)
    }

    private struct Recount {
        var racks: FleetTally
        var blocks: FleetTally
        var sites: FleetTally
        var pools: FleetTally
        var spares: [Int32]
        var watts: [Int64]

        init(of fleet: FleetTopology) {
            racks = FleetTally(rows: fleet.count(.rack), mostGPUs: fleet.mostGPUs)
            blocks = FleetTally(rows: fleet.count(.block) * fleet.types, mostGPUs: fleet.mostGPUs)
            sites = FleetTally(rows: fleet.count(.site) * fleet.types, mostGPUs: fleet.mostGPUs)
            pools = FleetTally(rows: fleet.count(.pool) * fleet.types, mostGPUs: fleet.mostGPUs)
            spares = [Int32](repeating: 0, count: fleet.count(.rack))
            watts = [Int64](repeating: 0, count: fleet.power.caps.count)
        }

        mutating func add(_ node: Int, of fleet: FleetTopology) {
            let type = fleet.type(of: node)
            let free = Int(fleet.freeOfNode[node])
            let held = fleet.gpus(of: node) - free
            let rack = fleet.domain(.rack, of: node)
            watts[Int(fleet.place(of: rack))] +=
                Int64(free) * fleet.power.idleWatts[type] + Int64(held) * fleet.power.busyWatts[type]
            guard !fleet.down(node) else { return }
            guard !fleet.spare(node) else {
                if free > 0 { spares[rack] += 1 }
                return
            }
            racks.add(rack, free: free)
            blocks.add(fleet.domain(.block, of: node) * fleet.types + type, free: free)
            sites.add(fleet.domain(.site, of: node) * fleet.types + type, free: free)
            pools.add(fleet.domain(.pool, of: node) * fleet.types + type, free: free)
        }

        func agrees(with fleet: FleetTopology) -> Bool {
            guard racks == fleet.rackTally, blocks == fleet.blockTally, sites == fleet.siteTally,
                pools == fleet.poolTally, spares == fleet.freeSparesOfRack, watts == fleet.drawnWatts
            else { return false }
            return (0..<fleet.count(.rack)).allSatisfy { setsAgree(rack: $0, fleet) }
        }

        /// Whether a rack is in exactly the sets it should be in.
        private func setsAgree(rack: Int, _ fleet: FleetTopology) -> Bool {
            let type = Int(fleet.typeOfRack[rack])
            for free in 0...fleet.mostOfRack {
                let isThere = fleet.racksByFree.contains(rack, in: type * (fleet.mostOfRack + 1) + free)
                guard isThere == (Int(racks.free[rack]) == free) else { return false }
            }
            for free in 0...fleet.mostGPUs {
                var nodes = 0
                fleet.forEachNode(of: rack, free: free) { node in
                    nodes += Int(fleet.freeOfNode[node]) == free ? 1 : 1 << 20
                    return true
                }
                guard nodes == Int(racks.count(rack, free: free)) else { return false }
                let isThere = fleet.racksByNodeFree.contains(rack, in: type * (fleet.mostGPUs + 1) + free)
                guard isThere == (nodes > 0) else { return false }
            }
            return fleet.racksWithSpare.contains(rack, in: type) == (spares[rack] > 0)
        }
    }
}
