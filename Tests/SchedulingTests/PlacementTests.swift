import StargateScheduling
import Testing

@Suite("Placing a pod")
struct PlacementTests {
    private func node(_ gpus: Int, rank: Int, model: Int = 0, cpu: Int = 64_000) -> NodeShape {
        NodeShape(cpuMilli: cpu, memoryMiB: 1000, gpuCount: gpus, model: GPUModel(number: model), rank: rank)
    }

    private func share(_ milli: Int, cpu: Int = 1000) throws -> PodDemand {
        try PodDemand(cpuMilli: cpu, memoryMiB: 1, gpuCount: 1, gpuMilli: milli)
    }

    private func placement(_ policy: PlacementPolicy, _ nodes: [NodeShape], typical: [PodDemand] = []) throws
        -> PodPlacement
    {
        PodPlacement(nodes: try ClusterNodes(nodes), policy: policy, typical: TypicalPods(of: typical, covering: 100))
    }

    @Test("takes the smallest rank of nodes alike", arguments: PlacementPolicy.allCases.filter { $0 != .random })
    func ties(policy: PlacementPolicy) throws {
        var placement = try placement(policy, [node(4, rank: 2), node(4, rank: 1), node(4, rank: 3)])
        var draws = SeededDraws(seed: 1)
        #expect(placement.place(try share(100), draws: &draws)?.node == 1)
    }

    @Test("by packing fills a GPU in use before a free one, and a node in use before a free one")
    func packing() throws {
        var placement = try placement(.packing, [node(2, rank: 0), node(2, rank: 1)])
        var draws = SeededDraws(seed: 1)
        let gpus = try [600, 500, 400, 500, 500].map { milli in
            let placed = try #require(placement.place(try share(milli), draws: &draws))
            return [placed.node] + Array(placed.gpus)
        }
        #expect(gpus == [[0, 0], [0, 1], [0, 0], [0, 1], [1, 0]])
    }

    @Test("by clustering goes where pods of its kind run")
    func clustering() throws {
        var placement = try placement(.clustering, [node(8, rank: 0), node(8, rank: 1)])
        var draws = SeededDraws(seed: 1)
        let pair = try PodDemand(cpuMilli: 1, memoryMiB: 1, gpuCount: 2, gpuMilli: 1000)
        let nodes = try [pair, share(500), pair, share(500)].map { placement.place($0, draws: &draws)?.node }
        #expect(nodes == [0, 1, 0, 1])
    }

    @Test("by fragmentation leaves whole GPUs to those that need them, though best fit would not")
    func gradient() throws {
        let whole = try PodDemand(cpuMilli: 1000, memoryMiB: 1, gpuCount: 1, gpuMilli: 1000)
        let nodes = [node(1, rank: 0, cpu: 4000), node(2, rank: 1)]
        for (policy, expected) in [(PlacementPolicy.bestFit, 0), (.fgd, 1)] {
            var placement = try placement(policy, nodes, typical: [whole])
            try placement.hold(PlacedPod(demand: try share(500), node: 1, gpus: GPUSet([1])))
            var draws = SeededDraws(seed: 1)
            let placed = try #require(placement.place(try share(400), draws: &draws))
            #expect(placed.node == expected, "\(policy)")
            #expect(placed.gpus == GPUSet([expected]))
        }
    }

    @Test("at random reaches every node and GPU that fits, and the same ones for the same seed")
    func random() throws {
        let placement = try placement(.random, [node(2, rank: 0), node(2, rank: 1), node(0, rank: 2)])
        var seen: Set<[Int]> = []
        for seed in 0..<60 as Range<UInt64> {
            var (one, other, first, second) = (
                placement, placement, SeededDraws(seed: seed), SeededDraws(seed: seed)
            )
            let placed = try #require(one.place(try share(10), draws: &first))
            #expect(other.place(try share(10), draws: &second) == placed)
            seen.insert([placed.node] + placed.gpus)
        }
        #expect(seen == [[0, 0], [0, 1], [1, 0], [1, 1]])
    }

    @Test("of a model that no node has is refused, and of one among several goes there")
    func models() throws {
        var placement = try placement(.bestFit, [node(8, rank: 0, model: 1), node(8, rank: 1, model: 2)])
        var draws = SeededDraws(seed: 1)
        for (models, expected) in [([3], nil), ([2, 3], 1), ([1], 0), ([], 0)] as [([Int], Int?)] {
            let demand = try PodDemand(
                cpuMilli: 1, memoryMiB: 1, gpuCount: 1, gpuMilli: 1,
                models: GPUModelSet(models.map(GPUModel.init(number:))))
            #expect(placement.place(demand, draws: &draws)?.node == expected, "\(models)")
        }
    }

    @Test("a second time with the same GPU, or giving it back twice, is refused and changes nothing")
    func twice() throws {
        var placement = try placement(.fgd, [node(1, rank: 0)])
        let whole = PlacedPod(
            demand: try PodDemand(cpuMilli: 1, memoryMiB: 1, gpuCount: 1, gpuMilli: 1000), node: 0, gpus: GPUSet([0]))
        let untouched = placement.nodes
        #expect(throws: PlacementRefusal.notHeld(whole)) { try placement.release(whole) }
        #expect(placement.nodes == untouched)
        try placement.hold(whole)
        let taken = placement.nodes
        #expect(throws: PlacementRefusal.noRoom(whole)) { try placement.hold(whole) }
        #expect(placement.nodes == taken && taken != untouched)
        try placement.release(whole)
        #expect(placement.nodes == untouched)
    }

    @Test("on a node or GPU that does not exist is refused")
    func nowhere() throws {
        var placement = try placement(.fgd, [node(1, rank: 0)])
        let demand = try share(1)
        for placed in [
            PlacedPod(demand: demand, node: 1, gpus: GPUSet([0])),
            PlacedPod(demand: demand, node: -1, gpus: GPUSet([0])),
            PlacedPod(demand: demand, node: 0, gpus: GPUSet([1])), PlacedPod(demand: demand, node: 0, gpus: GPUSet()),
            PlacedPod(demand: demand, node: 0, gpus: GPUSet([0, 1])),
        ] {
            #expect(throws: PlacementRefusal.noRoom(placed)) { try placement.hold(placed) }
            #expect(throws: PlacementRefusal.notHeld(placed)) { try placement.release(placed) }
        }
    }

    @Test("that makes no sense is refused with what was asked")
    func demands() {
        #expect(throws: PodDemandRefusal.cpuOutOfRange(-1)) { try PodDemand(cpuMilli: -1, memoryMiB: 0) }
        #expect(throws: PodDemandRefusal.negativeMemory(-1)) { try PodDemand(cpuMilli: 0, memoryMiB: -1) }
        for (count, milli) in [(1, 0), (1, 1001), (0, 1), (2, -1)] {
            #expect(throws: PodDemandRefusal.shareOutOfRange(gpuMilli: milli, gpuCount: count)) {
                try PodDemand(cpuMilli: 0, memoryMiB: 0, gpuCount: count, gpuMilli: milli)
            }
        }
    }

    @Test("on nodes that make no sense is refused with the node")
    func shapes() {
        #expect(throws: NodeRefusal.gpuCountOutOfRange(node: 1, gpuCount: 17)) {
            try ClusterNodes([node(16, rank: 0), node(17, rank: 1)])
        }
        #expect(throws: NodeRefusal.cpuOutOfRange(node: 0, cpuMilli: -1)) {
            try ClusterNodes([node(1, rank: 0, cpu: -1)])
        }
    }

    @Test("on no nodes at all is refused", arguments: PlacementPolicy.allCases)
    func empty(policy: PlacementPolicy) throws {
        var placement = try placement(policy, [])
        var draws = SeededDraws(seed: 1)
        #expect(placement.place(try share(1), draws: &draws) == nil)
    }
}
