import StargateScheduling
import Testing

@Suite("Placement after any sequence of pods coming and going")
struct RandomPlacementTests {
    static let all = PlacementPolicy.allCases.flatMap { policy in
        ([1, 2, 3, 5, 8] as [UInt64]).map { (policy, $0) }
    }

    @Test("gives no share of a GPU twice, nothing beyond capacity, and no model that is not allowed", arguments: all)
    func sound(policy: PlacementPolicy, seed: UInt64) throws {
        var walk = try PlacementWalk(seed: seed, policy: policy)
        for step in 0..<300 {
            try walk.step()
            let fault = walk.fault()
            #expect(fault == nil, "\(policy), seed \(seed), step \(step)")
            if fault != nil { break }
        }
        #expect(walk.refusals > 0 && walk.live.count > 10, "seed \(seed): too tame to tell")
    }

    @Test("refuses a pod only when no node fits it, and chooses only nodes that fit", arguments: all)
    func complete(policy: PlacementPolicy, seed: UInt64) throws {
        var walk = try PlacementWalk(seed: seed, policy: policy)
        for step in 0..<200 {
            try walk.step()
            let demand = try walk.dice.demand()
            let fitting = walk.fitting(demand)
            let chosen = walk.placement.choose(demand, draws: &walk.draws)
            #expect((chosen == nil) == fitting.isEmpty, "\(policy), seed \(seed), step \(step)")
            if let chosen { #expect(fitting.contains(chosen.node), "\(policy), seed \(seed), step \(step)") }
        }
    }

    @Test("chooses what a placement without any memory, built from the same pods, chooses", arguments: all)
    func memoryless(policy: PlacementPolicy, seed: UInt64) throws {
        var walk = try PlacementWalk(seed: seed, policy: policy)
        for step in 0..<200 {
            try walk.step()
            var fresh = PodPlacement(nodes: try ClusterNodes(walk.shapes), policy: policy, typical: walk.typical)
            for holder in walk.live.shuffledBy(step) { try fresh.hold(holder.placed) }
            let demand = walk.kinds[walk.dice.below(walk.kinds.count)]
            var (here, there) = (SeededDraws(seed: seed), SeededDraws(seed: seed))
            let (old, new) = (
                walk.placement.choose(demand, draws: &here), fresh.choose(demand, draws: &there)
            )
            #expect(old == new, "\(policy), seed \(seed), step \(step)")
        }
    }

    @Test("is the same whether many demands are remembered or one", arguments: all)
    func forgetful(policy: PlacementPolicy, seed: UInt64) throws {
        var one = try PlacementWalk(seed: seed, policy: policy, remembering: 1)
        var many = try PlacementWalk(seed: seed, policy: policy)
        for _ in 0..<300 {
            try one.step()
            try many.step()
        }
        #expect(one.live.map(\.placed) == many.live.map(\.placed), "\(policy), seed \(seed)")
    }

    @Test("is as if nothing had run once every pod has left", arguments: all)
    func released(policy: PlacementPolicy, seed: UInt64) throws {
        var walk = try PlacementWalk(seed: seed, policy: policy)
        for _ in 0..<300 { try walk.step() }
        for holder in walk.live.shuffledBy(7) { try walk.placement.release(holder.placed) }
        let untouched = try ClusterNodes(walk.shapes)
        #expect(walk.placement.nodes == untouched, "\(policy), seed \(seed)")
        #expect(walk.placement.nodes.heldGPUMilli == 0)
    }

    @Test("is restored exactly by giving back the last pod", arguments: all)
    func undone(policy: PlacementPolicy, seed: UInt64) throws {
        var walk = try PlacementWalk(seed: seed, policy: policy)
        for step in 0..<150 {
            try walk.step()
            let before = walk.placement.nodes
            if let placed = walk.placement.place(try walk.dice.demand(), draws: &walk.draws) {
                #expect(walk.placement.nodes != before || placed.demand.cpuMilli + placed.demand.memoryMiB == 0)
                try walk.placement.release(placed)
            }
            #expect(walk.placement.nodes == before, "\(policy), seed \(seed), step \(step)")
        }
    }

    @Test("of a fork leaves the original as it was", arguments: all)
    func fork(policy: PlacementPolicy, seed: UInt64) throws {
        var walk = try PlacementWalk(seed: seed, policy: policy)
        for _ in 0..<100 { try walk.step() }
        let before = walk.placement.nodes
        var (fork, twin) = (walk, walk)
        for _ in 0..<100 { try fork.step() }
        #expect(walk.placement.nodes == before)
        for _ in 0..<100 { try twin.step() }
        #expect(fork.live.map(\.placed) == twin.live.map(\.placed), "\(policy), seed \(seed)")
    }
}

extension Array {
    /// The elements in another order that depends on `turn` alone.
    func shuffledBy(_ turn: Int) -> [Element] {
        var (result, dice) = (self, SeededDraws(seed: UInt64(turn)))
        for index in result.indices { result.swapAt(index, dice.below(index + 1)) }
        return result
    }
}
