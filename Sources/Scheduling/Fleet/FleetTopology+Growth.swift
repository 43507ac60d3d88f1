/// Pools that grow while gangs run: what is there keeps its state and moves up where the new nodes come before it.
extension FleetTopology {
    /// Puts blocks behind those a pool has at its last site; false, and nothing has changed, if their nodes or racks are
    /// larger than the sets are laid out for: then the tree is to be built anew.
    ///
    /// - Throws: `FleetTopologyRefusal` if they make no sense.
    mutating func extend(pool: Int, by blocks: [FleetBlock]) throws(FleetTopologyRefusal) -> Bool {
        let last = pools[pool].sites.count - 1
        precondition(last >= 0, "a pool lies at a site")
        let place = pools[pool].sites[last].site
        let part = try FleetTopology(
            pools: [FleetPool(owner: pools[pool].owner, sites: [FleetSitePart(site: place, blocks: blocks)])],
            power: power, mostGPUs: mostGPUs, mostOfRack: mostOfRack)
        guard part.mostGPUs == mostGPUs, part.mostOfRack == mostOfRack else { return false }
        if let cap = power.caps[place], drawnWatts[place] + part.drawnWatts[place] > cap { return false }
        pools[pool].sites[last].blocks += blocks
        let site = Int(sitesFrom[pool + 1]) - 1
        splice(part, behind: site, place: place)
        poolTally.add(part.poolTally, from: pool * types)
        for type in 0..<types {
            upOfPool[pool * types + type] += part.upOfPool[type]
            mostOfType[type] = max(mostOfType[type], part.mostOfType[type])
        }
        for later in downOfPool.indices where later > pool {
            Self.lift(&downOfPool[later], from: 0, by: part.nodeCount)
        }
        findRacks()
        return true
    }

    private mutating func splice(_ part: FleetTopology, behind site: Int, place: Int) {
        let block = Int(blocksFrom[site + 1])
        let rack = Int(racksFrom[block])
        let node = Int(nodesFrom[rack])
        let word = Int(nodeWordsFrom[rack])
        Self.lift(&blocksFrom, from: site + 1, by: part.count(.block))
        siteOfBlock.insert(contentsOf: repeatElement(Int32(site), count: part.count(.block)), at: block)
        Self.insert(part.racksFrom.dropLast(), raised: rack, into: &racksFrom, at: block, lifting: part.count(.rack))
        blockTally.insert(part.blockTally, at: block * types)
        Self.insert(part.blockOfRack[...], raised: block, into: &blockOfRack, at: rack, lifting: part.count(.block))
        Self.insert(part.nodesFrom.dropLast(), raised: node, into: &nodesFrom, at: rack, lifting: part.nodeCount)
        Self.insert(
            part.nodeWordsFrom.dropLast(), raised: word, into: &nodeWordsFrom, at: rack, lifting: part.nodeBits.count)
        typeOfRack.insert(contentsOf: part.typeOfRack, at: rack)
        gpusOfRack.insert(contentsOf: part.gpusOfRack, at: rack)
        freeSparesOfRack.insert(contentsOf: part.freeSparesOfRack, at: rack)
        rackTally.insert(part.rackTally, at: rack)
        Self.insert(part.rackOfNode[...], raised: rack, into: &rackOfNode, at: node, lifting: part.count(.rack))
        isSpare.insert(contentsOf: part.isSpare, at: node)
        isDown.insert(contentsOf: part.isDown, at: node)
        freeOfNode.insert(contentsOf: part.freeOfNode, at: node)
        nodeBits.insert(contentsOf: part.nodeBits, at: word)
        siteTally.add(part.siteTally, from: site * types)
        drawnWatts[place] += part.drawnWatts[place]
    }

    /// Inserts numbers that count from `raised`, and lifts those behind.
    private static func insert(
        _ numbers: ArraySlice<Int32>, raised base: Int, into all: inout [Int32], at index: Int, lifting step: Int
    ) {
        lift(&all, from: index, by: step)
        all.insert(contentsOf: numbers.map { $0 + Int32(base) }, at: index)
    }

    private static func lift(_ numbers: inout [Int32], from index: Int, by step: Int) {
        for place in index..<max(index, numbers.count) { numbers[place] += Int32(step) }
    }

    /// Enters every rack in the sets by which it is found, from its tallies.
    mutating func findRacks() {
        let racks = blockOfRack.count
        racksByFree = FreeSets(count: types * (mostOfRack + 1), capacity: racks)
        racksByNodeFree = FreeSets(count: types * (mostGPUs + 1), capacity: racks)
        racksWithSpare = FreeSets(count: types, capacity: racks)
        for rack in 0..<racks {
            let type = Int(typeOfRack[rack])
            racksByFree.insert(rack, into: type * (mostOfRack + 1) + Int(rackTally.free[rack]))
            for free in 0...Int(gpusOfRack[rack]) where rackTally.count(rack, free: free) > 0 {
                racksByNodeFree.insert(rack, into: type * (mostGPUs + 1) + free)
            }
            if freeSparesOfRack[rack] > 0 { racksWithSpare.insert(rack, into: type) }
        }
    }
}
