import StargateScheduling
import Testing

@Suite("EASY-SJBF on a fleet")
struct FleetScanTests {
    @Test("passes the shortest first before a head that waits")
    func shortest() throws {
        let rack = FleetRack(nodes: 2, gpusPerNode: 8)
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [FleetBlock(racks: [rack])])])],
            power: .uncapped(types: 1, sites: 1))
        for (isShortFirst, expected) in [(false, [1, 3]), (true, [1, 4])] {
            var fleet = FleetDecider(
                topology: topology, queues: [FleetQueue(cohort: 0, nominal: [16])],
                settings: FleetSettings(scansByEstimate: isShortFirst, renewsPromises: true))
            // 8 of 16 are taken; the head wants all; only one of the two behind it finds room.
            try fleet.submit(FleetJob(id: 1, members: 1, gpus: 8, estimate: 100), at: 0)
            try fleet.submit(FleetJob(id: 2, members: 2, gpus: 8, estimate: 100), at: 0)
            try fleet.submit(FleetJob(id: 3, members: 1, gpus: 5, estimate: 90), at: 0)
            try fleet.submit(FleetJob(id: 4, members: 1, gpus: 5, estimate: 10), at: 0)
            let started = fleet.pass(at: 0).compactMap { decision -> Int? in
                if case .start(let id, _, _, _, _) = decision { Int(id) } else { nil }
            }
            #expect(started == expected)
            // One that is taken back leaves both lines.
            fleet.finish(2, at: 1)
            #expect(fleet.waitingCount == 1)
        }
    }
}

@Suite("A gang bound to one node")
struct FleetBoundToNodeTests {
    @Test("goes on there when the node is back, if it chose to wait")
    func waits() throws {
        let rack = FleetRack(nodes: 2, gpusPerNode: 8)
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [FleetBlock(racks: [rack])])])],
            power: .uncapped(types: 1, sites: 1))
        var fleet = FleetDecider(topology: topology, queues: [FleetQueue(cohort: 0, nominal: [16])])
        try fleet.submit(
            FleetJob(id: 1, members: 2, gpus: 2, constraint: .required(.node), estimate: 100, onFailure: .wait), at: 0)
        _ = fleet.pass(at: 0)
        let node = try #require(fleet.nodes(of: 1).first)
        fleet.fail(node: Int(node), at: 1)
        #expect(fleet.pass(at: 1).isEmpty && !fleet.isRunning(1))
        fleet.repair(node: Int(node), at: 2)
        #expect(fleet.pass(at: 2).contains(.resume(job: 1)))
        #expect(fleet.nodes(of: 1) == [node, node])
    }
}
