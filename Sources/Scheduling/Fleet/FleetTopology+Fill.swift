/// Turns a nomination into the node of each member.
extension FleetTopology {
    /// The nodes of all members, those of one part side by side. Nothing is taken yet.
    func nodes(for nomination: FleetNomination, _ search: FleetSearch) -> [Int32] {
        var nodes: [Int32] = []
        nodes.reserveCapacity(search.members)
        for part in nomination.parts { fill(part.level, part.domain, part.members, search, into: &nodes) }
        precondition(nodes.count == search.members, "a nomination held fewer members than it said")
        return nodes
    }

    private func fill(
        _ level: FleetLevel, _ domain: Int, _ members: Int, _ search: FleetSearch, into nodes: inout [Int32]
    ) {
        switch level {
        case .node:
            for _ in 0..<members { nodes.append(Int32(domain)) }
        case .rack:
            fillRack(domain, members, search, into: &nodes)
        case .block:
            distribute(members, over: children(of: .block, domain), .rack, search, into: &nodes)
        case .site:
            distribute(members, over: children(of: .site, domain), .block, search, into: &nodes)
        case .pool:
            distribute(members, over: children(of: .pool, domain), .site, search, into: &nodes)
        }
    }

    /// The roomiest domains first, so that few are used, and the closest fit for the rest
    /// (Kueue, Topology Aware Scheduling, the `BestFit` algorithm).
    private func distribute(
        _ members: Int, over domains: Range<Int>, _ level: FleetLevel, _ search: FleetSearch,
        into nodes: inout [Int32]
    ) {
        var rooms: [(slots: Int, domain: Int)] = []
        for domain in domains {
            let slots = slots(level, domain, search)
            if slots > 0 { rooms.append((slots, domain)) }
        }
        rooms.sort { $0.slots == $1.slots ? $0.domain < $1.domain : $0.slots > $1.slots }
        var left = members
        var index = 0
        while left > 0, index < rooms.count {
            guard rooms[index].slots >= left else {
                fill(level, rooms[index].domain, rooms[index].slots, search, into: &nodes)
                left -= rooms[index].slots
                index += 1
                continue
            }
            var closest = index
            while closest + 1 < rooms.count, rooms[closest + 1].slots >= left { closest += 1 }
            let first = rooms[index...closest].first { $0.slots == rooms[closest].slots } ?? rooms[index]
            fill(level, first.domain, left, search, into: &nodes)
            left = 0
        }
    }

    /// Partly used nodes first, so that whole ones stay whole.
    private func fillRack(_ rack: Int, _ members: Int, _ search: FleetSearch, into nodes: inout [Int32]) {
        var left = members
        for free in search.gpus...max(search.gpus, mostGPUs) where rackTally.count(rack, free: free) > 0 {
            forEachNode(of: rack, free: free) { node in
                for _ in 0..<min(left, free / search.gpus) { nodes.append(Int32(node)) }
                left -= min(left, free / search.gpus)
                return left > 0
            }
            if left == 0 { return }
        }
    }
}
