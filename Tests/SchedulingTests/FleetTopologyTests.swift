import StargateScheduling
import Testing

@Suite("A topology")
struct FleetTopologyTests {
    private static let rack = FleetRack(nodes: 100, gpusPerNode: 4)

    @Test("of a hundred nodes a rack and thousands of racks keeps its counts")
    func counts() throws {
        let block = FleetBlock(racks: [FleetRack](repeating: FleetRack(nodes: 1, gpusPerNode: 2), count: 5000))
        let large = FleetBlock(racks: [Self.rack])
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 7, sites: [FleetSitePart(site: 0, blocks: [block, large])])],
            power: .uncapped(types: 1, sites: 1))
        #expect(topology.isConsistent)
        #expect(topology.free(inPool: 0, type: 0) == 10_400)
        #expect(topology.racks(of: .block, 1) == 5000..<5001)
        #expect(topology.nodes(of: .rack, 5000) == 5000..<5100)
        #expect(topology.domain(.block, of: 5099) == 1 && topology.domain(.rack, of: 5099) == 5000)
        #expect(topology.span(of: [5000, 5001]) == .rack && topology.span(of: [0, 5001]) == .site)
        var fleet = FleetDecider(topology: topology, queues: [FleetQueue(cohort: 0, nominal: [10_400])])
        // The large rack is whole and large: small jobs leave it alone, and only it holds this gang.
        try fleet.submit(FleetJob(id: 1, members: 1, gpus: 2, estimate: 9), at: 0)
        try fleet.submit(FleetJob(id: 2, members: 100, gpus: 4, constraint: .required(.rack), estimate: 9), at: 0)
        try fleet.submit(FleetJob(id: 3, members: 1, gpus: 1, estimate: 9), at: 0)
        #expect(fleet.pass(at: 0).count == 3)
        #expect(fleet.nodes(of: 2) == (5000..<5100).map { Int32($0) })
        #expect(fleet.topology.isConsistent)
    }

    @Test("is refused when its power plan or its racks make no sense")
    func refused() {
        func build(_ rack: FleetRack, cap: Int64?) throws -> FleetTopology {
            try FleetTopology(
                pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [FleetBlock(racks: [rack])])])],
                power: FleetPowerPlan(idleWatts: [10], busyWatts: [20], caps: [cap]))
        }
        #expect(throws: FleetTopologyRefusal.capBelowIdle(site: 0, capWatts: 3999, idleWatts: 4000)) {
            try build(Self.rack, cap: 3999)
        }
        #expect(throws: FleetTopologyRefusal.typeWithoutPower(type: 1)) {
            try build(FleetRack(type: 1, nodes: 1, gpusPerNode: 1), cap: nil)
        }
        let empty = FleetRack(nodes: 0, gpusPerNode: 8)
        #expect(throws: FleetTopologyRefusal.rackMalformed(pool: 0, rack: empty)) { try build(empty, cap: nil) }
    }
}
