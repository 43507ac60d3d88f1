/// Gangs over several domains of one level: balanced, and in segments.
extension FleetTopology {
    /// The fewest domains that each take the same number; of those with room the closest fits.
    func nominateBalanced(_ search: FleetSearch, _ level: FleetLevel, inPool pool: Int) -> FleetNomination? {
        guard slots(.pool, pool, search) >= search.members else { return nil }
        let most = min(search.members, domains(level, inPool: pool).count)
        for parts in 1...max(1, most) where search.members % parts == 0 {
            let each = search.members / parts
            var budget = siteBudgets(search, inPool: pool)
            var chosen: [FleetNomination.Part] = []
            var slack = 0
            forEachRoom(level, holding: each, search, inPool: pool) { domain, slots in
                guard budget.spend(each, at: site(of: level, domain)) else { return true }
                chosen.append(FleetNomination.Part(level: level, domain: domain, members: each))
                slack += slots - each
                return chosen.count < parts
            }
            if chosen.count == parts {
                return FleetNomination(pool: pool, level: level, slack: slack, parts: chosen)
            }
        }
        return nil
    }

    /// Domains that hold `members`, the fullest first, until `body` returns false.
    private func forEachRoom(
        _ level: FleetLevel, holding members: Int, _ search: FleetSearch, inPool pool: Int,
        _ body: (Int, Int) -> Bool
    ) {
        if level == .rack {
            guard members * search.gpus <= mostOfRack else { return }
            for free in members * search.gpus...mostOfRack {
                let goesOn = forEachRack(free: free, search, inPool: pool) { rack in
                    let slots = slots(.rack, rack, search)
                    return slots < members || body(rack, slots)
                }
                if !goesOn { return }
            }
            return
        }
        var rooms: [(slots: Int, domain: Int)] = []
        for domain in domains(level, inPool: pool) {
            let slots = slots(level, domain, search)
            if slots >= members { rooms.append((slots, domain)) }
        }
        rooms.sort { ($0.slots, $0.domain) < ($1.slots, $1.domain) }
        for room in rooms where !body(room.domain, room.slots) { return }
    }

    /// Open racks of a pool with exactly so many free GPUs, in order; returns false once `body` does.
    private func forEachRack(
        free: Int, _ search: FleetSearch, inPool pool: Int, _ body: (Int) -> Bool
    ) -> Bool {
        let racks = racks(of: .pool, pool)
        let set = search.type * (mostOfRack + 1) + free
        var from = racks.lowerBound
        while let rack = racksByFree.first(from: from, below: racks.upperBound, in: set) {
            if let end = search.skip(rack) {
                from = end
            } else {
                guard body(rack) else { return false }
                from = rack + 1
            }
        }
        return true
    }

    /// The fewest domains, the roomiest first, and at the end the closest fit for the segments left.
    func nominateSegments(
        _ search: FleetSearch, _ size: Int, _ level: FleetLevel, inPool pool: Int
    ) -> FleetNomination? {
        guard slots(.pool, pool, search) >= search.members else { return nil }
        if level == .rack,
            let found = fit(search, size, level, into: roomiestRacks(search, size, inPool: pool), inPool: pool)
        {
            return found
        }
        var rooms: [(domain: Int, segments: Int)] = []
        for domain in domains(level, inPool: pool) {
            let segments = slots(level, domain, search) / size
            if segments > 0 { rooms.append((domain, segments)) }
        }
        rooms.sort { $0.segments == $1.segments ? $0.domain < $1.domain : $0.segments > $1.segments }
        return fit(search, size, level, into: rooms, inPool: pool)
    }

    /// As many of the roomiest racks as hold all segments, and the closest fit for what the last of them would take.
    private func roomiestRacks(
        _ search: FleetSearch, _ size: Int, inPool pool: Int
    ) -> [(domain: Int, segments: Int)] {
        var rooms: [(domain: Int, segments: Int)] = []
        var left = search.members / size
        for free in stride(from: mostOfRack, through: size * search.gpus, by: -1) {
            let goesOn = forEachRack(free: free, search, inPool: pool) { rack in
                let segments = slots(.rack, rack, search) / size
                guard segments > 0 else { return true }
                rooms.append((rack, segments))
                if segments >= left { return false }
                left -= segments
                return true
            }
            if !goesOn { break }
        }
        if let rack = bestRack(left * size, in: racks(of: .pool, pool), search),
            !rooms.contains(where: { $0.domain == rack })
        {
            rooms.append((rack, slots(.rack, rack, search) / size))
        }
        return rooms
    }

    private func fit(
        _ search: FleetSearch, _ size: Int, _ level: FleetLevel, into given: [(domain: Int, segments: Int)],
        inPool pool: Int
    ) -> FleetNomination? {
        var rooms = given
        var budget = siteBudgets(search, inPool: pool)
        var left = search.members / size
        var parts: [FleetNomination.Part] = []
        var slack = 0
        var index = 0
        while left > 0, index < rooms.count {
            var room = rooms[index]
            if room.segments >= left, let last = rooms.lastIndex(where: { $0.segments >= left }), last > index {
                room = rooms.remove(at: last)
            } else {
                index += 1
            }
            let here = site(of: level, room.domain)
            let taken = min(left, room.segments, budget.left(at: here) / size)
            guard taken > 0, budget.spend(taken * size, at: here) else { continue }
            parts.append(FleetNomination.Part(level: level, domain: room.domain, members: taken * size))
            slack += (room.segments - taken) * size
            left -= taken
        }
        return left > 0 ? nil : FleetNomination(pool: pool, level: level, slack: slack, parts: parts)
    }
}
