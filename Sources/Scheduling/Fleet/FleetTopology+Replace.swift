/// A node for a failed member.
extension FleetTopology {
    /// The nearest spare that lies within the domain the constraint binds the member to, or else the nearest ordinary
    /// node; nil when there is neither. Near means the same rack, then block, site and pool. A member that may not
    /// leave its node goes on there once it is back.
    func replacement(for failed: Int, level: FleetLevel, _ search: FleetSearch) -> Int? {
        if level == .node {
            let rack = Int(rackOfNode[failed])
            let isOpen = search.skip(rack) == nil && powerSlots(place: Int(place(of: rack)), search) > 0
            return isOpen && free(of: failed) >= search.gpus ? failed : nil
        }
        for scope in FleetLevel.allCases where scope > .node && scope <= level {
            if let spare = spareNode(in: racks(of: scope, domain(scope, of: failed)), search) { return spare }
        }
        for scope in FleetLevel.allCases where scope > .node && scope <= level {
            let racks = racks(of: scope, domain(scope, of: failed))
            if let node = bestNode(gpus: search.gpus, in: racks, search) { return node }
        }
        return nil
    }

    private func spareNode(in racks: Range<Int>, _ search: FleetSearch) -> Int? {
        var from = racks.lowerBound
        while let rack = racksWithSpare.first(from: from, below: racks.upperBound, in: search.type) {
            from = rack + 1
            if let end = search.skip(rack) {
                from = end
                continue
            }
            guard powerSlots(place: Int(place(of: rack)), search) > 0 else { continue }
            let nodes = children(of: .rack, rack)
            if let node = nodes.last(where: { spare($0) && free(of: $0) >= search.gpus }) { return node }
        }
        return nil
    }
}
