import StargateScheduling
import StargateTesting
import Testing

@Suite("Replays on random fleets")
struct FleetReplayTests {
    private static let seeds = UInt64(1)...40

    private func replay(
        _ scene: FleetScene, _ policy: FleetPolicy, failing: Bool = true, keeps: Bool = false
    ) throws -> FleetReplay {
        let arrivals = scene.arrivals.map { FleetArrival(submit: $0.at, run: $0.work, job: $0.job) }
        // Times of a scene are single milliseconds: a few failures among its jobs.
        let failures = FleetFailureModel(
            nodesPerMillionDays: 170_000_000_000, racksPerMillionDays: 30_000_000_000, repair: 40)
        var replay = try FleetReplay(
            arrivals, on: FleetTopology(pools: scene.pools, power: scene.power), queues: scene.queues, policy: policy,
            minimumRun: 40, failures: failing ? failures : nil, seed: scene.seed)
        replay.keepsDecisions = keeps
        return replay
    }

    private func scene(_ seed: UInt64) -> FleetScene {
        var traits = FleetScene.Traits()
        traits.reserves = false
        return FleetScene(seed: seed, traits)
    }

    @Test("give no GPU twice, keep gangs whole and quotas kept, failures or not, and end every job they took")
    func everything() throws {
        var (interruptions, preemptions, replacements) = (Int64(0), Int64(0), Int64(0))
        for seed in Self.seeds {
            let scene = scene(seed)
            for policy in FleetPolicy.allCases {
                var replay = try replay(scene, policy, keeps: true)
                while replay.step() != nil { try check(replay, scene) }
                for (row, outcome) in replay.outcomes.enumerated() where outcome.refusal == nil {
                    try #require(outcome.end != nil, "job \(row) never ends under \(policy), \(scene)")
                    #expect(outcome.productive == scene.arrivals[row].work, "job \(row), \(scene)")
                }
                let held = replay.outcomes.indices.reduce(Int128(0)) {
                    $0 + Int128(replay.outcomes[$1].held) * Int128(scene.arrivals[$1].job.need)
                }
                #expect(held == replay.history.total.allocated, "\(scene)")
                if policy != .priority { #expect(replay.tally.preemptions == 0) }
                interruptions += FleetMetrics(of: replay).overall.interruptions
                preemptions += replay.tally.preemptions
                replacements += replay.tally.replacements
            }
        }
        // The scenes are no good if these do not come about often.
        #expect(interruptions > 300)
        #expect(preemptions > 10)
        #expect(replacements > 100)
    }

    /// Counts again, from what the decider says of each job.
    private func check(_ replay: FleetReplay, _ scene: FleetScene) throws {
        let topology = replay.decider.topology
        var used = [Int](repeating: 0, count: topology.nodeCount)
        var byQueue = scene.queues.map { _ in [Int64](repeating: 0, count: topology.types) }
        for row in 0..<replay.arrived where replay.outcomes[row].end == nil {
            let (job, nodes) = (scene.arrivals[row].job, replay.decider.nodes(of: Int64(row)))
            guard !nodes.isEmpty else { continue }
            try #require(nodes.count == job.members, "job \(row) is no whole gang, \(scene)")
            try #require(
                nodes.allSatisfy { $0 >= 0 } == replay.decider.isRunning(Int64(row)), "job \(row) runs torn, \(scene)")
            byQueue[job.queue][job.type] += job.need
            for node in nodes where node >= 0 { used[Int(node)] += job.gpus }
        }
        for node in 0..<topology.nodeCount {
            try #require(used[node] <= topology.gpus(of: node), "node \(node) is given twice, \(scene)")
            try #require(!topology.down(node) || used[node] == 0, "node \(node) is down and held, \(scene)")
        }
        for (queue, use) in byQueue.enumerated() {
            for (type, gpus) in use.enumerated() {
                let most = scene.queues[queue].borrowingLimits[type].map { $0 + scene.queues[queue].nominal[type] }
                try #require(gpus <= most ?? .max, "queue \(queue) holds too much, \(scene)")
            }
        }
        for decision in replay.decisions {
            if case .start(let id, _, let nodes, _, _) = decision {
                try #require(nodes.count == scene.arrivals[Int(id)].job.members, "\(scene)")
            }
        }
    }

    @Test("give the same schedule to the same seed, and another to another where nodes fail")
    func seeds() throws {
        for seed in Self.seeds where seed % 8 == 0 {
            var one = try replay(scene(seed), .priority)
            var other = try replay(scene(seed), .priority)
            while one.run(instants: 7) {}
            while other.run() {}
            #expect(one.hash == other.hash && one.outcomes == other.outcomes && one.history == other.history)
        }
    }

    @Test("give the schedules on record, in debug and release alike")
    func onRecord() throws {
        var hash = ScheduleHash()
        for seed in UInt64(100)...109 {
            for policy in FleetPolicy.allCases {
                var replay = try replay(scene(seed), policy)
                while replay.run() {}
                hash.mix(replay.hash.value)
            }
        }
        #expect(hash.value == 16_432_201_892_370_736_842)
    }

    @Test("fail as often as declared, and come back after the repair")
    func failureRate() throws {
        // 100 nodes over 1000 days at 10 failures in 1000 node-days: 1000 failures, give or take 32.
        let day: Int64 = 86_400_000
        let rack = FleetRack(nodes: 10, gpusPerNode: 8)
        let racks = FleetBlock(racks: [FleetRack](repeating: rack, count: 10))
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [racks])])],
            power: .uncapped(types: 1, sites: 1))
        var counts: [Int64] = []
        for seed in UInt64(1)...5 {
            let job = FleetJob(id: 0, members: 1, gpus: 1, estimate: 1)
            let arrivals = [0, 1000 * day].map { FleetArrival(submit: $0, run: 1, job: job) }
            var replay = try FleetReplay(
                arrivals, on: topology, queues: [FleetQueue(cohort: 0, nominal: [800])], policy: .easy,
                failures: FleetFailureModel(nodesPerMillionDays: 10_000, racksPerMillionDays: 1000, repair: day),
                seed: seed)
            while replay.run() {}
            counts.append(replay.tally.nodeFailures)
            #expect(abs(replay.tally.nodeFailures - 1000) < 130, "seed \(seed)")
            #expect((3...22).contains(replay.tally.rackFailures), "seed \(seed)")
        }
        #expect(Set(counts).count > 1)
    }

    @Test("lose what was done since the last checkpoint, and say how much went to waste")
    func checkpoints() throws {
        let rack = FleetRack(nodes: 2, gpusPerNode: 8, spares: 1)
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [FleetBlock(racks: [rack])])])],
            power: .uncapped(types: 1, sites: 1))
        let hour: Int64 = 3_600_000
        let job = FleetJob(
            id: 0, members: 1, gpus: 8, estimate: 2000 * hour, checkpointInterval: hour, restartTime: hour / 2)
        var replay = try FleetReplay(
            [FleetArrival(submit: 0, run: 2000 * hour, job: job)], on: topology,
            queues: [FleetQueue(cohort: 0, nominal: [16])], policy: .easy,
            failures: FleetFailureModel(nodesPerMillionDays: 100_000, repair: hour), seed: 3)
        while replay.run() {}
        let group = FleetMetrics(of: replay).overall
        #expect(group.jobs == 1 && group.interruptions > 2)
        #expect(group.keptGPUTime == Int128(8 * 2000 * hour))
        #expect(group.lostGPUTime > 0 && group.lostGPUTime < Int128(8 * hour * group.interruptions))
        // Held is kept, lost and restarts; the spare takes over at once, so nothing else.
        let restarts = Int128(8 * hour / 2 * group.interruptions)
        #expect(group.heldGPUTime <= group.keptGPUTime + group.lostGPUTime + restarts)
        #expect(group.goodputMillionths < 1_000_000 && group.goodputMillionths > 900_000)
    }
}
