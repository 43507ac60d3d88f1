/// Whole gangs at once: nodes of one rack that change alike are counted together at every level.
extension FleetTopology {
    /// Gives, or takes where `by` is negative, GPUs of each node; lost ones, negative numbers, are passed over.
    mutating func shift(by gpus: Int, on nodes: [Int32]) {
        var index = 0
        while index < nodes.count {
            let run = run(of: nodes[...], from: index)
            index = run.upperBound
            let first = Int(nodes[run.lowerBound])
            guard first >= 0 else { continue }
            guard !spare(first) else {
                if gpus < 0 { take(-gpus, on: first) } else { give(gpus, on: first) }
                continue
            }
            draw(-gpus * run.count, onRack: Int(rackOfNode[first]))
            shift(nodes[run], by: gpus)
        }
    }

    /// Keeps free GPUs of up nodes from being found, without power, or lets them be found again where `by` is positive.
    mutating func hide(_ by: Int, on nodes: ArraySlice<Int32>) {
        var index = nodes.startIndex
        while index < nodes.endIndex {
            let run = run(of: nodes, from: index)
            index = run.upperBound
            let first = Int(nodes[run.lowerBound])
            if spare(first) { hide(by, on: first) } else { shift(nodes[run], by: -by) }
        }
    }

    /// Where the nodes go on side by side in one rack, up, no spares and as free as each other; at least one node.
    func run(of nodes: ArraySlice<Int32>, from index: Int) -> Range<Int> {
        let first = Int(nodes[index])
        guard first >= 0, !spare(first), !isDown[first] else { return index..<index + 1 }
        let rack = rackOfNode[first]
        let free = freeOfNode[first]
        var last = first
        var end = index + 1
        // Ascending, so no node is in a run twice.
        while end < nodes.endIndex {
            let node = Int(nodes[end])
            guard node > last, rackOfNode[node] == rack, freeOfNode[node] == free, !isDown[node], !spare(node)
            else { break }
            last = node
            end += 1
        }
        return index..<end
    }

    /// Nodes of one rack that are as free as each other, none of them a spare.
    private mutating func shift(_ nodes: ArraySlice<Int32>, by gpus: Int) {
        guard let first = nodes.first, gpus != 0 else { return }
        let rack = Int(rackOfNode[Int(first)])
        let old = Int(freeOfNode[Int(first)])
        let new = old + gpus
        precondition((0...Int(gpusOfRack[rack])).contains(new), "nodes of rack \(rack) cannot have \(new) free GPUs")
        let count = nodes.count
        let type = Int(typeOfRack[rack])
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
