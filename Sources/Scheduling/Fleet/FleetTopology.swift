/// The tree pool / site / block / rack / node in structs of arrays, and what of it is free.
///
/// Every hold and release keeps up: the free GPUs of each node, the tally of each domain above it (`FleetTally`), the
/// sets of nodes by free GPUs in each rack, the sets of racks by free GPUs, and the power each site draws. Domains of
/// one level lie side by side, so that a domain is a range of racks.
///
/// A value: a copy is a fork.
public struct FleetTopology: Hashable, Sendable {
    /// How many GPU types there are.
    public let types: Int
    /// The most GPUs any node has.
    public let mostGPUs: Int
    public let power: FleetPowerPlan
    /// As it was declared.
    public internal(set) var pools: [FleetPool]

    // The tree: where the children of each domain begin, with one entry more; and who its parent is.
    private(set) var sitesFrom: [Int32] = [0]
    var blocksFrom: [Int32] = [0]
    var racksFrom: [Int32] = [0]
    var nodesFrom: [Int32] = [0]
    var rackOfNode: [Int32] = []
    var blockOfRack: [Int32] = []
    var siteOfBlock: [Int32] = []
    private(set) var poolOfSite: [Int32] = []
    /// The site each part of a pool lies at.
    private(set) var placeOfSite: [Int32] = []
    public private(set) var owners: [Int] = []
    public private(set) var costs: [Int] = []

    var typeOfRack: [Int32] = []
    /// GPUs of each node of the rack.
    var gpusOfRack: [Int32] = []
    var isSpare: [Bool] = []

    // What is free. Spares and nodes that are down are in no tally.
    var isDown: [Bool] = []
    /// By pool, the nodes that are down, in order.
    var downOfPool: [[Int32]]
    var freeOfNode: [Int32] = []
    var rackTally: FleetTally
    var blockTally: FleetTally
    var siteTally: FleetTally
    var poolTally: FleetTally
    /// By rack and free GPUs: one bit for each of its nodes.
    var nodeBits: [UInt64] = []
    var nodeWordsFrom: [Int32] = [0]
    /// By type and free GPUs of the rack.
    var racksByFree: FreeSets
    /// By type and free GPUs of any of its nodes.
    var racksByNodeFree: FreeSets
    /// By type: racks with a spare that has a free GPU.
    var racksWithSpare: FreeSets
    var freeSparesOfRack: [Int32] = []
    /// The most GPUs any rack has.
    let mostOfRack: Int
    /// By type: the most GPUs any node has.
    var mostOfType: [Int]

    /// Watts drawn at each site.
    public internal(set) var drawnWatts: [Int64]
    /// Up GPUs of each pool and type that are no spares.
    var upOfPool: [Int64]

    /// - Throws: `FleetTopologyRefusal` for a tree or a power plan that makes no sense.
    public init(pools: [FleetPool], power: FleetPowerPlan) throws(FleetTopologyRefusal) {
        try self.init(pools: pools, power: power, mostGPUs: 1, mostOfRack: 0)
    }

    /// Laid out for nodes and racks of at least that many GPUs.
    init(
        pools: [FleetPool], power: FleetPowerPlan, mostGPUs leastWidth: Int, mostOfRack leastOfRack: Int
    ) throws(FleetTopologyRefusal) {
        try Self.check(pools, power)
        self.power = power
        self.pools = pools
        let racks = pools.flatMap { $0.sites.flatMap { $0.blocks.flatMap(\.racks) } }
        types = power.idleWatts.count
        mostGPUs = racks.reduce(leastWidth) { max($0, $1.gpusPerNode) }
        mostOfRack = racks.reduce(leastOfRack) { max($0, $1.nodes * $1.gpusPerNode) }
        drawnWatts = [Int64](repeating: 0, count: power.caps.count)
        downOfPool = [[Int32]](repeating: [], count: pools.count)
        upOfPool = [Int64](repeating: 0, count: pools.count * types)
        let sites = pools.flatMap(\.sites)
        let most = mostGPUs
        rackTally = FleetTally(rows: racks.count, mostGPUs: most)
        blockTally = FleetTally(rows: sites.map(\.blocks.count).reduce(0, +) * types, mostGPUs: most)
        siteTally = FleetTally(rows: sites.count * types, mostGPUs: most)
        poolTally = FleetTally(rows: pools.count * types, mostGPUs: most)
        // Filled by `findRacks`, once the racks are in place.
        racksByFree = FreeSets(count: 0, capacity: 0)
        racksByNodeFree = racksByFree
        racksWithSpare = racksByFree
        mostOfType = [Int](repeating: 0, count: types)
        for rack in racks { mostOfType[rack.type] = max(mostOfType[rack.type], rack.gpusPerNode) }
        let nodes = racks.reduce(0) { $0 + $1.nodes }
        rackOfNode.reserveCapacity(nodes)
        isSpare.reserveCapacity(nodes)
        isDown.reserveCapacity(nodes)
        freeOfNode.reserveCapacity(nodes)
        for pool in pools { append(pool) }
        findRacks()
    }

    private mutating func append(_ pool: FleetPool) {
        let number = Int32(owners.count)
        owners.append(pool.owner)
        costs.append(pool.cost)
        for part in pool.sites {
            let site = Int32(poolOfSite.count)
            poolOfSite.append(number)
            placeOfSite.append(Int32(part.site))
            for block in part.blocks {
                let blockNumber = Int32(siteOfBlock.count)
                siteOfBlock.append(site)
                var first = 0
                while first < block.racks.count {
                    let rack = block.racks[first]
                    let end = block.racks[first...].firstIndex { $0 != rack } ?? block.racks.count
                    append(end - first, rack, to: blockNumber)
                    first = end
                }
                racksFrom.append(Int32(blockOfRack.count))
            }
            blocksFrom.append(Int32(siteOfBlock.count))
        }
        sitesFrom.append(Int32(poolOfSite.count))
    }

    /// Puts equal racks in place, every node of them free.
    private mutating func append(_ count: Int, _ rack: FleetRack, to block: Int32) {
        let racks = blockOfRack.count..<blockOfRack.count + count
        blockOfRack += repeatElement(block, count: count)
        typeOfRack += repeatElement(Int32(rack.type), count: count)
        gpusOfRack += repeatElement(Int32(rack.gpusPerNode), count: count)
        freeSparesOfRack += repeatElement(Int32(rack.spares), count: count)
        let words = (rack.nodes + 63) / 64 * (mostGPUs + 1)
        nodeBits += repeatElement(0, count: count * words)
        for number in racks {
            rackOfNode += repeatElement(Int32(number), count: rack.nodes)
            nodesFrom.append(Int32(rackOfNode.count))
            nodeWordsFrom.append(nodeWordsFrom[number] + Int32(words))
            isSpare += repeatElement(false, count: rack.nodes - rack.spares)
            isSpare += repeatElement(true, count: rack.spares)
        }
        isDown += repeatElement(false, count: count * rack.nodes)
        freeOfNode += repeatElement(Int32(rack.gpusPerNode), count: count * rack.nodes)
        drawnWatts[Int(place(of: racks.lowerBound))] +=
            power.idleWatts[rack.type] * Int64(rack.gpusPerNode * rack.nodes * count)
        offer(racks, rack)
    }
}

extension FleetTopology {
    /// The nodes of a pool that are down, in order.
    func nodesDown(inPool pool: Int) -> [Int32] { downOfPool[pool] }

    mutating func noteDown(_ node: Int, _ goesDown: Bool) {
        let pool = domain(.pool, of: node)
        let place = downOfPool[pool].indices.partitionPoint { downOfPool[pool][$0] < node }
        if goesDown { downOfPool[pool].insert(Int32(node), at: place) } else { downOfPool[pool].remove(at: place) }
    }

    private static func check(_ pools: [FleetPool], _ power: FleetPowerPlan) throws(FleetTopologyRefusal) {
        let types = power.idleWatts.count
        guard power.busyWatts.count == types else { throw .powerMalformed(type: min(types, power.busyWatts.count)) }
        for type in 0..<types {
            let idle = power.idleWatts[type]
            guard idle >= 0, power.busyWatts[type] >= idle else { throw .powerMalformed(type: type) }
        }
        var idle = [Int64](repeating: 0, count: power.caps.count)
        for (number, pool) in pools.enumerated() {
            var seen: [Int] = []
            for part in pool.sites {
                guard power.caps.indices.contains(part.site) else {
                    throw .siteUnknown(pool: number, site: part.site)
                }
                guard !seen.contains(part.site) else { throw .siteTwiceInPool(pool: number, site: part.site) }
                seen.append(part.site)
                for block in part.blocks {
                    for rack in block.racks {
                        guard rack.nodes > 0, (1...4096).contains(rack.gpusPerNode), (0...rack.nodes) ~= rack.spares
                        else { throw .rackMalformed(pool: number, rack: rack) }
                        guard (0..<types) ~= rack.type else { throw .typeWithoutPower(type: rack.type) }
                        idle[part.site] += Int64(rack.nodes * rack.gpusPerNode) * power.idleWatts[rack.type]
                    }
                }
            }
        }
        for (site, cap) in power.caps.enumerated() {
            guard let cap, cap < idle[site] else { continue }
            throw .capBelowIdle(site: site, capWatts: cap, idleWatts: idle[site])
        }
    }
}
