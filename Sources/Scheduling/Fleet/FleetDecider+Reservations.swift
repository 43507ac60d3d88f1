/// Reservations in advance: who may look where.
extension FleetDecider {
    /// Reserves a window. Jobs name it by the number returned.
    ///
    /// - Throws: `FleetReservationRefusal`; nothing has changed then.
    public mutating func reserve(_ window: FleetReservation, at now: Int64) throws(FleetReservationRefusal) -> Int {
        advance(to: now)
        guard window.end > max(now, window.begin) else { throw .windowEmpty }
        switch window.extent {
        case .domain(let level, let domain):
            guard level > .node, (0..<topology.count(level)) ~= domain else { throw .domainUnknown }
            let racks = topology.racks(of: level, domain)
            for list in running {
                for entry in list.entries.reversed() {
                    if entry.end <= window.begin { break }
                    let record = records[entry.slot]
                    guard record.nodes.contains(where: { $0 >= 0 && racks ~= topology.domain(.rack, of: Int($0)) })
                    else { continue }
                    throw .taken(job: record.job.id, until: entry.end)
                }
            }
        case .count(let pool, let type, let gpus):
            guard (0..<topology.poolCount) ~= pool, (0..<topology.types) ~= type else { throw .domainUnknown }
            let left = open(inPool: pool, type: type, during: window)
            guard gpus <= left else { throw .tooMany(available: max(0, left)) }
        }
        try checkOverlaps(of: window)
        reservations.append(window)
        promisesAreStale = true
        return reservations.count - 1
    }

    /// Two windows never share a domain, and never leave a counted one short.
    private func checkOverlaps(of window: FleetReservation) throws(FleetReservationRefusal) {
        guard case .domain(let level, let domain) = window.extent else { return }
        let racks = topology.racks(of: level, domain)
        for number in reservations.indices where meets(number, from: window.begin, until: window.end, asking: nil) {
            switch reservations[number].extent {
            case .domain(let other, let index):
                if topology.racks(of: other, index).overlaps(racks) { throw .overlaps(reservation: number) }
            case .count(let pool, let type, _):
                var gpus: Int64 = 0
                for rack in racks.clamped(to: topology.racks(of: .pool, pool)) where topology.typeOfRack[rack] == type {
                    gpus += topology.upGPUs(ofRack: rack)
                }
                let left = open(inPool: pool, type: type, during: window)
                guard gpus <= left else { throw .tooMany(available: max(0, left)) }
            }
        }
    }

    /// Whether some of a window, other than one's own, falls between two instants.
    private func meets(_ number: Int, from now: Int64, until end: Int64, asking own: Int?) -> Bool {
        number != own && reservations[number].end > now && reservations[number].begin < end
    }

    /// The racks closed to a job that would run from `now` to `end`.
    func closedRacks(from now: Int64, until end: Int64, asking own: Int?) -> [Range<Int>] {
        guard !reservations.isEmpty else { return [] }
        var ranges: [Range<Int>] = []
        for number in reservations.indices where meets(number, from: now, until: end, asking: own) {
            if case .domain(let level, let domain) = reservations[number].extent {
                ranges.append(topology.racks(of: level, domain))
            }
        }
        ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var merged: [Range<Int>] = []
        for range in ranges {
            if let last = merged.last, last.upperBound >= range.lowerBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    private func open(inPool pool: Int, type: Int, during window: FleetReservation) -> Int64 {
        open(inPool: pool, type: type, from: window.begin, until: window.end, begin: window.begin)
    }

    /// GPUs of a pool that no reservation met between two instants, and no job that would still run when the first of
    /// them begins (or at `begin`, if that is sooner), has a hold on.
    private func open(
        inPool pool: Int, type: Int, from now: Int64, until end: Int64, begin soonest: Int64
    ) -> Int64 {
        var begin = soonest
        var reserved: Int64 = 0
        for number in reservations.indices where meets(number, from: now, until: end, asking: nil) {
            switch reservations[number].extent {
            case .count(let itsPool, let itsType, let gpus) where itsPool == pool && itsType == type:
                reserved += gpus
            case .domain(let level, let domain):
                let racks = topology.racks(of: level, domain).clamped(to: topology.racks(of: .pool, pool))
                for rack in racks where topology.typeOfRack[rack] == type {
                    reserved += topology.upGPUs(ofRack: rack)
                }
            case .count: continue
            }
            begin = min(begin, reservations[number].begin)
        }
        begin = max(latest, begin)
        var held: Int64 = 0
        for entry in running[pool * topology.types + type].entries.reversed() {
            if entry.end <= begin { break }
            if records[entry.slot].job.reservation == nil { held += records[entry.slot].job.need }
        }
        return topology.capacity(inPool: pool, type: type) - reserved - held
    }

    /// Whether counted reservations leave room for a job more.
    func countsAllow(_ job: FleetJob, inPool pool: Int, from now: Int64, until end: Int64) -> Bool {
        guard !reservations.isEmpty else { return true }
        if let own = job.reservation, case .count(_, let type, let gpus) = reservations[own].extent {
            var used: Int64 = 0
            for entry in running[pool * topology.types + type].entries {
                if records[entry.slot].job.reservation == own { used += records[entry.slot].job.need }
            }
            return type == job.type && used + job.need <= gpus
        }
        guard job.reservation == nil else { return true }
        let counts = reservations.indices.contains {
            guard case .count(pool, job.type, _) = reservations[$0].extent else { return false }
            return meets($0, from: now, until: end, asking: nil)
        }
        return !counts
            || job.need <= open(inPool: pool, type: job.type, from: now, until: end, begin: .max)
    }

    /// Whether the job's own reservation lets it start now.
    func windowIsOpen(for record: FleetRecord, at now: Int64) -> Bool {
        guard let own = record.job.reservation else { return true }
        return reservations[own].begin <= now && now + record.length <= reservations[own].end
    }

    /// What is looked for in a pool; nil if the job's reservation is elsewhere.
    func search(for job: FleetJob, inPool pool: Int) -> FleetSearch? {
        var search = FleetSearch(type: job.type, members: job.members, gpus: job.gpus, constraint: job.constraint)
        guard let own = job.reservation else { return search }
        switch reservations[own].extent {
        case .domain(let level, let domain):
            let racks = topology.racks(of: level, domain).clamped(to: topology.racks(of: .pool, pool))
            guard !racks.isEmpty else { return nil }
            search.scope = racks
        case .count(let itsPool, _, _):
            guard itsPool == pool else { return nil }
        }
        return search
    }
}
