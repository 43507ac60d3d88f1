import Testing

@testable import StargateScheduling

@Suite("A fleet of nodes")
struct NodeFleetTests {
    /// Racks of 9 and a short one, NVLink domains, a fleet smaller than a rack, nodes of one accelerator.
    static let shapes: [FleetShape] =
        [(504, 8, 9), (256, 8, 9), (372, 4, 18), (32, 8, 9), (60, 1, 31)].compactMap { accelerators, node, rack in
            try? FleetShape(accelerators: accelerators, perNode: node, nodesPerRack: rack)
        }

    @Test("places and frees as the slow obvious fleet does", arguments: shapes, [1, 2, 3] as [UInt64])
    func random(shape: FleetShape, seed: UInt64) {
        var draws = SeededDraws(seed: seed &+ UInt64(shape.nodes))
        var fleet = NodeFleet(shape)
        var oracle = FleetOracle(shape)
        var running: [(holder: Int, id: GangID, gang: GangShape)] = []
        var refused = 0
        print("seed \(seed)")
        for step in 0..<400 {
            if draws.bits() % 5 < 3 {
                let gang = shape.gang(of: 1 + Int(draws.bits() % (draws.bits() % 4 == 0 ? 200 : 24)))
                let fits = fleet.fits(gang)
                let before = fleet
                let id = fleet.allocate(gang)
                #expect((id != nil) == fits)
                #expect(oracle.allocate(gang, to: step) == fits, "seed \(seed) step \(step) \(gang)")
                guard let id else {
                    #expect(fleet == before, "a refusal changes nothing")
                    refused += 1
                    continue
                }
                #expect(before.mayHold(shape.accelerators(of: gang)))
                check(fleet.held(by: id), of: gang, shape)
                #expect(fleet.held(by: id) == oracle.held(by: step), "seed \(seed) step \(step) \(gang)")
                running.append((step, id, gang))
            } else if !running.isEmpty {
                let ended = running.remove(at: Int(draws.bits() % UInt64(running.count)))
                let freed = fleet.release(ended.id)
                #expect(freed == shape.accelerators(of: ended.gang) && freed == oracle.release(ended.holder))
            }
            agree(fleet, oracle)
        }
        #expect(refused > 0, "a fleet that never fills shows little")
        for ended in running { fleet.release(ended.id) }
        #expect(fleet.freeAccelerators == shape.accelerators && fleet.wholeNodes == shape.nodes)
        #expect(fleet.brokenFree == 0 && fleet.largestRackHole == shape.largestRack)
    }

    /// Gangs are whole, and in one rack if one holds them.
    private func check(_ held: [Int: UInt8], of gang: GangShape, _ shape: FleetShape) {
        switch gang {
        case .part(let count):
            #expect(held.count == 1 && held.values.first?.nonzeroBitCount == count)
        case .nodes(let count):
            #expect(held.count == count && held.values.allSatisfy { $0.nonzeroBitCount == shape.perNode })
            if count <= shape.largestRack { #expect(Set(held.keys.map { $0 / shape.nodesPerRack }).count == 1) }
        }
    }

    private func agree(_ fleet: NodeFleet, _ oracle: FleetOracle) {
        var masks = true
        for node in 0..<fleet.shape.nodes {
            var mask: UInt8 = 0
            for (place, holder) in oracle.holders[node].enumerated() where holder < 0 { mask |= 1 << UInt8(place) }
            masks = masks && fleet.freeMask(of: node) == mask
        }
        #expect(masks)
        #expect(fleet.freeAccelerators == oracle.free)
        let racks = (0..<fleet.shape.racks).map { oracle.wholeNodes(in: $0).count }
        #expect(fleet.wholeNodes == racks.reduce(0, +) && fleet.largestRackHole == racks.max())
        #expect(fleet.largestNodeHole == (0..<fleet.shape.nodes).map { oracle.free($0) }.max())
    }

    @Test("keeps a gang that a rack can hold waiting rather than spread it")
    func rackIsRequired() throws {
        var fleet = NodeFleet(try FleetShape.eights(accelerators: 144))
        let first = fleet.allocate(.nodes(5))
        let second = fleet.allocate(.nodes(5))
        #expect(second != nil && fleet.wholeNodes == 8 && fleet.largestRackHole == 4)
        let third = fleet.allocate(.nodes(8))
        #expect(third == nil)
        fleet.release(try #require(first))
        let fourth = fleet.allocate(.nodes(8))
        #expect(fourth != nil)
    }

    @Test("fills broken nodes and racks first")
    func bestFit() throws {
        var fleet = NodeFleet(try FleetShape.eights(accelerators: 216))
        let one = fleet.allocate(.part(1))
        let seven = fleet.allocate(.part(7))
        #expect(fleet.held(by: try #require(one)).keys.first == fleet.held(by: try #require(seven)).keys.first)
        let eight = fleet.allocate(.nodes(8))
        #expect(fleet.held(by: try #require(eight)).keys.allSatisfy { $0 < 9 })
        #expect(fleet.largestRackHole == 9)
    }

    @Test("stops when a gang is released twice")
    func twice() async {
        await #expect(processExitsWith: .failure) {
            var fleet = NodeFleet(try FleetShape.eights(accelerators: 144))
            let gang = fleet.allocate(.part(2))
            fleet.release(try #require(gang))
            fleet.release(try #require(gang))
        }
        await #expect(processExitsWith: .failure) {
            var fleet = NodeFleet(try FleetShape.eights(accelerators: 144))
            let gang = fleet.allocate(.nodes(12))
            fleet.release(try #require(gang))
            fleet.release(try #require(gang))
        }
    }

    @Test("refuses shapes that are none")
    func refusals() {
        #expect(throws: FleetShape.Refusal.brokenNode(accelerators: 12, perNode: 8)) {
            try FleetShape.eights(accelerators: 12)
        }
        #expect(throws: FleetShape.Refusal.brokenNode(accelerators: 0, perNode: 8)) {
            try FleetShape.eights(accelerators: 0)
        }
        #expect(throws: FleetShape.Refusal.outOfRange(nodes: 4, perNode: 16, nodesPerRack: 9)) {
            try FleetShape(accelerators: 64, perNode: 16, nodesPerRack: 9)
        }
    }
}
