/// A decider as it is kept: what was declared and what has happened to it. What is free, and the sets by which it is
/// found, follow from that and are built again.
extension FleetDecider: Codable {
    private struct Image: Codable {
        /// Equal racks side by side.
        struct Racks: Codable {
            var count: Int
            let rack: FleetRack
        }

        struct Site: Codable {
            let site: Int
            let blocks: [[Racks]]
        }

        struct Pool: Codable {
            let owner: Int
            let cost: Int
            let sites: [Site]
        }

        struct Entry: Codable {
            let slot: Int
            let record: FleetRecord
        }

        let pools: [Pool]
        let power: FleetPowerPlan
        let queues: [FleetQueue]
        let settings: FleetSettings
        let reservations: [FleetReservation]
        let withheld: [Int64]
        let down: [Int32]
        let entries: [Entry]
        let freeSlots: [Int]
        let slots: Int
        let stalled: [Int]
        let promises: [FleetPromise?]
        let promisesAreStale: Bool
        let submissions: Int64
        let latest: Int64
        let needsPass: Bool
        /// Nodes marked as shared though one job or none is left on them.
        let shared: [Int]
    }

    public func encode(to encoder: any Encoder) throws {
        let known = slotOf.values.sorted()
        let pools = topology.pools.map { pool in
            Image.Pool(
                owner: pool.owner, cost: pool.cost,
                sites: pool.sites.map { Image.Site(site: $0.site, blocks: $0.blocks.map(Self.runs)) })
        }
        let image = Image(
            pools: pools, power: topology.power, queues: quota.queues, settings: settings, reservations: reservations,
            withheld: withheld, down: (0..<topology.poolCount).flatMap { topology.nodesDown(inPool: $0) },
            entries: known.map { Image.Entry(slot: $0, record: records[$0]) }, freeSlots: freeSlots,
            slots: records.count, stalled: stalled, promises: promises, promisesAreStale: promisesAreStale,
            submissions: submissions, latest: latest, needsPass: needsPass,
            shared: holders.indices.filter { holders[$0] == Self.several })
        try image.encode(to: encoder)
    }

    public init(from decoder: any Decoder) throws {
        let image = try Image(from: decoder)
        let pools = image.pools.map { pool in
            FleetPool(
                owner: pool.owner, cost: pool.cost,
                sites: pool.sites.map { site in
                    FleetSitePart(
                        site: site.site,
                        blocks: site.blocks.map { runs in
                            FleetBlock(racks: runs.flatMap { [FleetRack](repeating: $0.rack, count: $0.count) })
                        })
                })
        }
        self.init(
            topology: try FleetTopology(pools: pools, power: image.power), queues: image.queues,
            settings: image.settings)
        reservations = image.reservations
        withheld = image.withheld
        for node in image.down { topology.bringDown(Int(node)) }
        records = [FleetRecord](repeating: .unused, count: image.slots)
        freeSlots = image.freeSlots
        for entry in image.entries {
            records[entry.slot] = entry.record
            slotOf[entry.record.job.id] = entry.slot
            take(up: entry.slot)
        }
        for node in image.shared { holders[node] = Self.several }
        stalled = image.stalled
        promises = image.promises
        promisesAreStale = image.promisesAreStale
        submissions = image.submissions
        latest = image.latest
        needsPass = image.needsPass
    }

    /// Puts a record where its state has it.
    private mutating func take(up slot: Int) {
        let record = records[slot]
        guard record.state != .waiting else {
            if settings.scansByEstimate { scans[record.job.queue].insert(scanEntry(slot)) }
            return lines[record.job.queue].insert(entry(slot))
        }
        topology.take(record.job.gpus, on: record.nodes)
        hold(record.nodes, by: slot)
        quota.use(record.job.need, of: record.job.type, by: record.job.queue)
        running[list(of: record)].insert(runningEntry(slot))
    }

    private static func runs(of block: FleetBlock) -> [Image.Racks] {
        var runs: [Image.Racks] = []
        for rack in block.racks {
            if let last = runs.last, last.rack == rack {
                runs[runs.count - 1].count += 1
            } else {
                runs.append(Image.Racks(count: 1, rack: rack))
            }
        }
        return runs
    }
}
