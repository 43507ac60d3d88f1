import StargateScheduling
import StargateTesting
import Testing

@Suite("On a flat pool of single GPUs")
struct FleetEasyTests {
    /// Textbook EASY by counts alone, in batch mode, written anew.
    private static func starts(_ jobs: [(submit: Int64, run: Int64, need: Int, estimate: Int64)], on machine: Int)
        -> [Int64]
    {
        var starts = [Int64](repeating: -1, count: jobs.count)
        var running: [Int] = []
        var waiting: [Int] = []
        var next = 0
        while next < jobs.count || !running.isEmpty {
            let ends = running.map { starts[$0] + jobs[$0].run }
            let now = min(next < jobs.count ? jobs[next].submit : .max, ends.min() ?? .max)
            running.removeAll { starts[$0] + jobs[$0].run <= now }
            while next < jobs.count, jobs[next].submit <= now {
                waiting.append(next)
                next += 1
            }
            func free() -> Int { machine - running.reduce(0) { $0 + jobs[$1].need } }
            while let head = waiting.first, jobs[head].need <= free() {
                starts[head] = now
                running.append(waiting.removeFirst())
            }
            var index = 1
            while index < waiting.count {
                let (head, job) = (waiting[0], waiting[index])
                let byEnd = running.map { (max(now, starts[$0] + jobs[$0].estimate), jobs[$0].need) }.sorted {
                    $0.0 < $1.0
                }
                var (room, shadow) = (free(), now)
                for (end, need) in byEnd where room < jobs[head].need { (room, shadow) = (room + need, end) }
                let atShadow = free() + byEnd.filter { $0.0 <= shadow }.reduce(0) { $0 + $1.1 }
                let fits = jobs[job].need <= free()
                if fits, now + jobs[job].estimate <= shadow || jobs[job].need <= atShadow - jobs[head].need {
                    starts[job] = now
                    running.append(waiting.remove(at: index))
                } else {
                    index += 1
                }
            }
        }
        return starts
    }

    @Test("starts are those of textbook EASY", arguments: UInt64(1)...40)
    func textbook(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let machine = dice.number(4...20)
        var jobs: [(submit: Int64, run: Int64, need: Int, estimate: Int64)] = []
        var now: Int64 = 0
        for _ in 0..<60 {
            now += Int64(dice.number(0...8))
            let estimate = Int64(dice.number(1...60))
            jobs.append((now, Int64(dice.number(1...Int(estimate))), dice.number(1...machine), estimate))
        }
        let rack = FleetRack(nodes: machine, gpusPerNode: 1)
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [FleetBlock(racks: [rack])])])],
            power: .uncapped(types: 1, sites: 1))
        var fleet = FleetDecider(
            topology: topology, queues: [FleetQueue(cohort: 0, nominal: [Int64(machine)])],
            settings: FleetSettings(depth: .max, renewsPromises: true, promiseChecks: .max))
        var starts = [Int64](repeating: -1, count: jobs.count)
        var ends: [(at: Int64, id: Int64)] = []
        var next = 0
        while next < jobs.count || !ends.isEmpty {
            now = min(next < jobs.count ? jobs[next].submit : .max, ends.map(\.at).min() ?? .max)
            for end in ends where end.at == now { fleet.finish(end.id, at: now) }
            ends.removeAll { $0.at == now }
            while next < jobs.count, jobs[next].submit == now {
                let job = FleetJob(id: Int64(next), members: jobs[next].need, gpus: 1, estimate: jobs[next].estimate)
                try fleet.submit(job, at: now)
                next += 1
            }
            for case .start(let id, _, _, _, _) in fleet.pass(at: now) {
                starts[Int(id)] = now
                ends.append((now + jobs[Int(id)].run, id))
            }
        }
        #expect(starts == Self.starts(jobs, on: machine), "seed \(seed)")
    }

    @Test("promises a head what another pool will have sooner, and then lets nobody pass it there")
    func promiseInAnotherPool() throws {
        let pools = (0..<2).map { pool in
            let block = FleetBlock(racks: [FleetRack(nodes: 2, gpusPerNode: 8)])
            return FleetPool(owner: pool, cost: pool, sites: [FleetSitePart(site: 0, blocks: [block])])
        }
        var fleet = FleetDecider(
            topology: try FleetTopology(pools: pools, power: .uncapped(types: 1, sites: 1)),
            queues: [FleetQueue(cohort: 0, nominal: [32])],
            settings: FleetSettings(preempts: false, renewsPromises: true))
        try fleet.submit(FleetJob(id: 1, members: 2, gpus: 8, estimate: 100), at: 0)
        try fleet.submit(FleetJob(id: 2, members: 1, gpus: 8, estimate: 200), at: 0)
        try fleet.submit(FleetJob(id: 3, members: 1, gpus: 8, estimate: 50), at: 0)
        #expect(fleet.pass(at: 0).count == 3)
        try fleet.submit(FleetJob(id: 4, members: 2, gpus: 8, estimate: 100), at: 1)
        #expect(fleet.pass(at: 1).isEmpty && fleet.promisedStart(of: 4) == 100)
        try fleet.submit(FleetJob(id: 5, members: 1, gpus: 8, estimate: 1000), at: 2)
        #expect(fleet.pass(at: 2).isEmpty)
        // The other pool is free at 50 now: the head is promised that, and the last job may not take half of it.
        fleet.finish(2, at: 10)
        #expect(fleet.pass(at: 10).isEmpty && fleet.promisedStart(of: 4) == 50)
        fleet.finish(3, at: 50)
        #expect(fleet.pass(at: 50).count == 1 && fleet.isRunning(4))
    }
}
