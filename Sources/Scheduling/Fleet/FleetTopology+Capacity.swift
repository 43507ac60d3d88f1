/// How many members fit where.
extension FleetTopology {
    /// Members of the gang that fit into a domain: by shape, by what is closed to it, and by the power of the site.
    func slots(_ level: FleetLevel, _ domain: Int, _ search: FleetSearch) -> Int {
        switch level {
        case .pool:
            var sum = 0
            for site in children(of: .pool, domain) { sum += slots(.site, site, search) }
            return sum
        case .site:
            let limit = powerSlots(place: Int(placeOfSite[domain]), search)
            return min(limit, shapeSlots(.site, row: domain * types + search.type, domain, search))
        case .block:
            let place = Int(placeOfSite[Int(siteOfBlock[domain])])
            return min(
                powerSlots(place: place, search), shapeSlots(.block, row: domain * types + search.type, domain, search))
        case .rack:
            return min(powerSlots(place: Int(place(of: domain)), search), rackSlots(domain, search))
        case .node:
            let rack = Int(rackOfNode[domain])
            guard search.skip(rack) == nil, Int(typeOfRack[rack]) == search.type, !isDown[domain], !isSpare[domain]
            else { return 0 }
            return min(powerSlots(place: Int(place(of: rack)), search), Int(freeOfNode[domain]) / search.gpus)
        }
    }

    /// Members that the power left at a site feeds.
    func powerSlots(place: Int, _ search: FleetSearch) -> Int {
        let each = wattsToStart(type: search.type) * Int64(search.gpus)
        guard let cap = power.caps[place], each > 0 else { return .max }
        return Int((cap - drawnWatts[place]) / each)
    }

    private func shapeSlots(_ level: FleetLevel, row: Int, _ domain: Int, _ search: FleetSearch) -> Int {
        let tally = level == .site ? siteTally : blockTally
        guard tally.free[row] >= Int64(search.gpus) else { return 0 }
        if search.closed.isEmpty, search.scope == nil { return tally.slots(row, gpus: search.gpus) }
        if search.isOpen(racks(of: level, domain)) { return tally.slots(row, gpus: search.gpus) }
        var sum = 0
        if level == .site {
            for block in children(of: .site, domain) {
                sum += shapeSlots(.block, row: block * types + search.type, block, search)
            }
        } else {
            for rack in children(of: .block, domain) { sum += rackSlots(rack, search) }
        }
        return sum
    }

    func rackSlots(_ rack: Int, _ search: FleetSearch) -> Int {
        guard Int(typeOfRack[rack]) == search.type, search.skip(rack) == nil else { return 0 }
        return rackTally.slots(rack, gpus: search.gpus)
    }

    /// The open rack with the fewest free GPUs that holds `members`: broken racks come before whole ones
    /// (best fit; Slurm's topology/block and Kueue's `BestFit` likewise keep larger domains whole).
    func bestRack(_ members: Int, in racks: Range<Int>, _ search: FleetSearch) -> Int? {
        guard members * search.gpus <= mostOfRack else { return nil }
        for free in members * search.gpus...mostOfRack {
            let set = search.type * (mostOfRack + 1) + free
            guard !racksByFree.isEmpty(set) else { continue }
            var from = racks.lowerBound
            while let rack = racksByFree.first(from: from, below: racks.upperBound, in: set) {
                if let end = search.skip(rack) {
                    from = end
                } else if slots(.rack, rack, search) >= members {
                    return rack
                } else {
                    from = rack + 1
                }
            }
        }
        return nil
    }

    /// The open node with the fewest free GPUs, `gpus` or more: partly used nodes first, then one of a broken rack.
    func bestNode(gpus need: Int, in racks: Range<Int>, _ search: FleetSearch) -> Int? {
        guard need <= mostGPUs else { return nil }
        let one = FleetSearch(
            type: search.type, members: 1, gpus: need, constraint: .none, scope: search.scope, closed: search.closed)
        for free in need..<max(need, mostOfType[search.type]) {
            let set = search.type * (mostGPUs + 1) + free
            guard !racksByNodeFree.isEmpty(set) else { continue }
            var from = racks.lowerBound
            while let rack = racksByNodeFree.first(from: from, below: racks.upperBound, in: set) {
                if let end = one.skip(rack) {
                    from = end
                } else if free < gpusOfRack[rack], powerSlots(place: Int(place(of: rack)), one) > 0 {
                    return firstNode(of: rack, free: free)
                } else {
                    from = rack + 1
                }
            }
        }
        guard let rack = bestRack(1, in: racks, one) else { return nil }
        for free in need...mostGPUs {
            if let node = firstNode(of: rack, free: free) { return node }
        }
        return nil
    }

    private func firstNode(of rack: Int, free: Int) -> Int? {
        var found: Int?
        forEachNode(of: rack, free: free) { node in
            found = node
            return false
        }
        return found
    }

    /// The most members one domain of a level could hold now, over all pools, and whether there is any such domain:
    /// what a waiting job is told.
    func bestSlots(_ level: FleetLevel, _ search: FleetSearch) -> Int {
        var best = 0
        for domain in 0..<count(level) where best < search.members {
            best = max(best, slots(level, domain, search))
        }
        return best
    }
}
