/// Whole gangs at once: nodes of one rack that change alike are counted together at every level.
extension FleetTopology {
    /// Gives, or takes where `by` is negative, GPUs of each node; lost ones, negative numbers, are passed over.
    mutating func shift(by gpus: Int, on nodes: [Int32]) {
        var index = 0
        while index < nodes.count {
            let first = Int(nodes[index])
            guard first >= 0 else {
                index += 1
                continue
            }
            guard !spare(first) else {
                if gpus < 0 { take(-gpus, on: first) } else { give(gpus, on: first) }
                index += 1
                continue
            }
            let rack = rackOfNode[first]
            let old = freeOfNode[first]
            var end = index + 1
            // Ascending, so no node is in a run twice.
            while end < nodes.count, nodes[end] > nodes[end - 1], rackOfNode[Int(nodes[end])] == rack,
                freeOfNode[Int(nodes[end])] == old, !spare(Int(nodes[end]))
            {
                end += 1
            }
            shift(nodes[index..<end], inRack: Int(rack), from: Int(old), to: Int(old) + gpus)
            index = end
        }
    }

    private mutating func shift(_ nodes: ArraySlice<Int32>, inRack rack: Int, from old: Int, to new: Int) {
        precondition((0...Int(gpusOfRack[rack])).contains(new), "nodes of rack \(rack) cannot have \(new) free GPUs")
        guard old != new else { return }
        let count = nodes.count
        let type = Int(typeOfRack[rack])
        draw((old - new) * count, onRack: rack)
        for node in nodes {
            precondition(!isDown[Int(node)], "node \(node) is down")
            freeOfNode[Int(node)] = Int32(new)
            setBit(Int(node), rack, old, false)
            setBit(Int(node), rack, new, true)
        }
        let block = Int(blockOfRack[rack])
        let site = Int(siteOfBlock[block])
        racksByFree.remove(rack, from: type * (mostOfRack + 1) + Int(rackTally.free[rack]))
        rackTally.move(rack, from: old, to: new, count: count)
        blockTally.move(block * types + type, from: old, to: new, count: count)
        siteTally.move(site * types + type, from: old, to: new, count: count)
        poolTally.move(Int(poolOfSite[site]) * types + type, from: old, to: new, count: count)
        noteNodes(rack, type, free: old, gained: false)
        noteNodes(rack, type, free: new, gained: true, count: Int32(count))
        racksByFree.insert(rack, into: type * (mostOfRack + 1) + Int(rackTally.free[rack]))
    }
}
