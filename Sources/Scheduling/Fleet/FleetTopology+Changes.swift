/// Holding and releasing, failing and repairing: each keeps every tally and set up to date in a few steps a level.
extension FleetTopology {
    /// Takes GPUs of a node.
    ///
    /// - Precondition: the node is up and has as many free, and the site's cap allows it.
    mutating func take(_ gpus: Int, on node: Int) {
        let old = Int(freeOfNode[node])
        precondition(!isDown[node] && gpus >= 0 && old >= gpus, "node \(node) has \(old) free GPUs, not \(gpus)")
        draw(gpus, onRack: Int(rackOfNode[node]))
        change(node, from: old, to: old - gpus)
    }

    /// Gives GPUs of a node back.
    ///
    /// - Precondition: the node is up and as many are taken.
    mutating func give(_ gpus: Int, on node: Int) {
        let old = Int(freeOfNode[node])
        precondition(!isDown[node] && old + gpus <= self.gpus(of: node), "node \(node) was not given \(gpus) GPUs")
        draw(-gpus, onRack: Int(rackOfNode[node]))
        change(node, from: old, to: old + gpus)
    }

    /// Takes GPUs of each node; a node that has been lost, a negative number, is passed over.
    mutating func take(_ gpus: Int, on nodes: [Int32]) {
        shift(by: -gpus, on: nodes)
    }

    /// Gives back what `take` took.
    mutating func give(_ gpus: Int, on nodes: [Int32]) {
        shift(by: gpus, on: nodes)
    }

    /// Keeps free GPUs of an up node from being found, without power; `by` is negative to let them be found again.
    mutating func hide(_ by: Int, on node: Int) {
        let old = Int(freeOfNode[node])
        precondition(!isDown[node] && old >= by && old - by <= gpus(of: node), "node \(node) cannot hide \(by) GPUs")
        change(node, from: old, to: old - by)
    }

    /// Keeps power of a site from being used, as much as is left; returns how much. Undo it by a negative number.
    mutating func hideWatts(_ watts: Int64, place: Int) -> Int64 {
        guard let cap = power.caps[place] else { return 0 }
        let hidden = min(watts, cap - drawnWatts[place])
        drawnWatts[place] += hidden
        return hidden
    }

    /// Takes a node out.
    ///
    /// - Precondition: it is up and nothing runs on it.
    mutating func bringDown(_ node: Int) {
        precondition(!isDown[node] && Int(freeOfNode[node]) == gpus(of: node), "node \(node) is down or held")
        withdraw(node)
        isDown[node] = true
        noteDown(node, true)
    }

    /// Puts a node back, free.
    mutating func bringUp(_ node: Int) {
        precondition(isDown[node], "node \(node) is up")
        isDown[node] = false
        noteDown(node, false)
        offer(node)
    }

    mutating func draw(_ gpus: Int, onRack rack: Int) {
        let site = Int(place(of: rack))
        drawnWatts[site] += Int64(gpus) * wattsToStart(type: Int(typeOfRack[rack]))
        if let cap = power.caps[site], gpus > 0 {
            precondition(drawnWatts[site] <= cap, "site \(site) draws \(drawnWatts[site]) W of \(cap) W")
        }
    }

    /// What a GPU draws more when it runs.
    func wattsToStart(type: Int) -> Int64 { power.busyWatts[type] - power.idleWatts[type] }

    private mutating func change(_ node: Int, from old: Int, to new: Int) {
        guard old != new else { return }
        freeOfNode[node] = Int32(new)
        let rack = Int(rackOfNode[node])
        let type = Int(typeOfRack[rack])
        guard !isSpare[node] else {
            if (old == 0) != (new == 0) { countSpare(rack, type, new == 0 ? -1 : 1) }
            return
        }
        let block = Int(blockOfRack[rack])
        let site = Int(siteOfBlock[block])
        let before = Int(rackTally.free[rack])
        rackTally.move(rack, from: old, to: new)
        blockTally.move(block * types + type, from: old, to: new)
        siteTally.move(site * types + type, from: old, to: new)
        poolTally.move(Int(poolOfSite[site]) * types + type, from: old, to: new)
        setBit(node, rack, old, false)
        setBit(node, rack, new, true)
        noteNodes(rack, type, free: old, gained: false)
        noteNodes(rack, type, free: new, gained: true)
        racksByFree.remove(rack, from: type * (mostOfRack + 1) + before)
        racksByFree.insert(rack, into: type * (mostOfRack + 1) + Int(rackTally.free[rack]))
    }

    /// Counts the nodes of new racks in, equal ones of one block, all free; `findRacks` enters them in the sets.
    mutating func offer(_ racks: Range<Int>, _ rack: FleetRack) {
        let (type, gpus) = (rack.type, rack.gpusPerNode)
        let nodes = rack.nodes - rack.spares
        guard nodes > 0 else { return }
        for number in racks {
            rackTally.add(number, free: gpus, count: nodes)
            setBits(nodes, number, gpus)
        }
        let block = Int(blockOfRack[racks.lowerBound])
        let site = Int(siteOfBlock[block])
        let pool = Int(poolOfSite[site]) * types + type
        blockTally.add(block * types + type, free: gpus, count: nodes * racks.count)
        siteTally.add(site * types + type, free: gpus, count: nodes * racks.count)
        poolTally.add(pool, free: gpus, count: nodes * racks.count)
        upOfPool[pool] += Int64(gpus * nodes * racks.count)
    }

    /// Counts a node in, with what it has free.
    mutating func offer(_ node: Int) { count(node, isIn: true) }

    private mutating func withdraw(_ node: Int) { count(node, isIn: false) }

    private mutating func count(_ node: Int, isIn: Bool) {
        let free = Int(freeOfNode[node])
        let rack = Int(rackOfNode[node])
        let type = Int(typeOfRack[rack])
        guard !isSpare[node] else {
            if free > 0 { countSpare(rack, type, isIn ? 1 : -1) }
            return
        }
        let block = Int(blockOfRack[rack])
        let site = Int(siteOfBlock[block])
        let pool = Int(poolOfSite[site]) * types + type
        racksByFree.remove(rack, from: type * (mostOfRack + 1) + Int(rackTally.free[rack]))
        if isIn {
            rackTally.add(rack, free: free)
            blockTally.add(block * types + type, free: free)
            siteTally.add(site * types + type, free: free)
            poolTally.add(pool, free: free)
        } else {
            rackTally.drop(rack, free: free)
            blockTally.drop(block * types + type, free: free)
            siteTally.drop(site * types + type, free: free)
            poolTally.drop(pool, free: free)
        }
        upOfPool[pool] += Int64(isIn ? gpus(of: node) : -gpus(of: node))
        setBit(node, rack, free, isIn)
        noteNodes(rack, type, free: free, gained: isIn)
        racksByFree.insert(rack, into: type * (mostOfRack + 1) + Int(rackTally.free[rack]))
    }

    private mutating func countSpare(_ rack: Int, _ type: Int, _ change: Int32) {
        if freeSparesOfRack[rack] == 0 { racksWithSpare.insert(rack, into: type) }
        freeSparesOfRack[rack] += change
        if freeSparesOfRack[rack] == 0 { racksWithSpare.remove(rack, from: type) }
    }

    /// Keeps the set of racks that have a node with as many free GPUs, after the tally has changed.
    mutating func noteNodes(_ rack: Int, _ type: Int, free: Int, gained: Bool, count: Int32 = 1) {
        let left = rackTally.count(rack, free: free)
        let set = type * (mostGPUs + 1) + free
        if gained, left == count { racksByNodeFree.insert(rack, into: set) }
        if !gained, left == 0 { racksByNodeFree.remove(rack, from: set) }
    }

    mutating func setBit(_ node: Int, _ rack: Int, _ free: Int, _ value: Bool) {
        let index = node - Int(nodesFrom[rack])
        let words = (Int(nodesFrom[rack + 1] - nodesFrom[rack]) + 63) / 64
        let word = Int(nodeWordsFrom[rack]) + free * words + index >> 6
        if value { nodeBits[word] |= 1 << UInt64(index & 63) } else { nodeBits[word] &= ~(1 << UInt64(index & 63)) }
    }

    /// Marks the first nodes of a rack.
    private mutating func setBits(_ count: Int, _ rack: Int, _ free: Int) {
        let words = (Int(nodesFrom[rack + 1] - nodesFrom[rack]) + 63) / 64
        let start = Int(nodeWordsFrom[rack]) + free * words
        for word in 0..<(count + 63) / 64 {
            // A shift by 64 or more leaves nothing.
            nodeBits[start + word] = ~(UInt64.max << UInt64(count - word << 6))
        }
    }

    /// The nodes of a rack with exactly so many free GPUs, in order, until `body` returns false.
    func forEachNode(of rack: Int, free: Int, _ body: (Int) -> Bool) {
        let words = (Int(nodesFrom[rack + 1] - nodesFrom[rack]) + 63) / 64
        let start = Int(nodeWordsFrom[rack]) + free * words
        for word in 0..<words {
            var bits = nodeBits[start + word]
            while bits != 0 {
                guard body(Int(nodesFrom[rack]) + word << 6 + bits.trailingZeroBitCount) else { return }
                bits &= bits - 1
            }
        }
    }
}
