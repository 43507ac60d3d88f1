/// Looks for domains that hold a whole gang. Whatever is nominated can be filled as it stands.
extension FleetTopology {
    /// Where in a pool the gang would go, or nil if its constraint cannot be held there now.
    func nominate(_ search: FleetSearch, inPool pool: Int) -> FleetNomination? {
        // What the pool has free at all, before any closer look.
        guard free(inPool: pool, type: search.type) >= Int64(search.need) else { return nil }
        switch search.constraint {
        case .none:
            return nominate(search, inPool: pool, upFrom: search.members == 1 ? .node : .rack, to: .pool)
        case .preferred(let level):
            return nominate(search, inPool: pool, upFrom: search.members == 1 ? .node : level, to: .pool)
        case .required(let level):
            return nominate(search, inPool: pool, upFrom: search.members == 1 ? .node : level, to: level)
        case .balanced(let level):
            return nominateBalanced(search, level, inPool: pool)
        case .segment(let size, let level):
            return nominateSegments(search, size, level, inPool: pool)
        }
    }

    /// The closest fit in the lowest level that has a domain for all members.
    private func nominate(
        _ search: FleetSearch, inPool pool: Int, upFrom lowest: FleetLevel, to highest: FleetLevel
    ) -> FleetNomination? {
        for level in FleetLevel.allCases where level >= lowest && level <= highest {
            guard let found = bestDomain(level, search, inPool: pool) else { continue }
            return FleetNomination(
                pool: pool, level: level, slack: found.slots - search.members,
                parts: [FleetNomination.Part(level: level, domain: found.domain, members: search.members)])
        }
        return nil
    }

    /// The domain with the fewest places that still holds all members; the first of equals.
    private func bestDomain(
        _ level: FleetLevel, _ search: FleetSearch, inPool pool: Int
    ) -> (domain: Int, slots: Int)? {
        switch level {
        case .node:
            let node = bestNode(gpus: search.need, in: racks(of: .pool, pool), search)
            return node.map { ($0, Int(freeOfNode[$0]) / search.gpus) }
        case .rack:
            let rack = bestRack(search.members, in: racks(of: .pool, pool), search)
            return rack.map { ($0, slots(.rack, $0, search)) }
        case .block, .site, .pool:
            var best: (domain: Int, slots: Int)?
            for domain in domains(level, inPool: pool) {
                let slots = slots(level, domain, search)
                if slots >= search.members, slots < (best?.slots ?? .max) { best = (domain, slots) }
            }
            return best
        }
    }

    /// The site a domain of a level up to the site lies in.
    func site(of level: FleetLevel, _ domain: Int) -> Int {
        switch level {
        case .node: Int(siteOfBlock[Int(blockOfRack[Int(rackOfNode[domain])])])
        case .rack: Int(siteOfBlock[Int(blockOfRack[domain])])
        case .block: Int(siteOfBlock[domain])
        case .site, .pool: domain
        }
    }

    func siteBudgets(_ search: FleetSearch, inPool pool: Int) -> FleetSiteBudgets {
        let sites = children(of: .pool, pool)
        return FleetSiteBudgets(
            first: sites.lowerBound, members: sites.map { powerSlots(place: Int(placeOfSite[$0]), search) })
    }
}

/// Members each site of a pool can still feed while parts are chosen one by one.
struct FleetSiteBudgets {
    let first: Int
    var members: [Int]

    func left(at site: Int) -> Int { members[site - first] }

    /// Spends, or leaves all as it was and returns false.
    mutating func spend(_ count: Int, at site: Int) -> Bool {
        guard members[site - first] >= count else { return false }
        members[site - first] -= count
        return true
    }
}
