import Testing

@testable import StargateScheduling

@Suite("A synthetic replay")
struct SyntheticReplayTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let accelerators: Int
        let domains: Bool
        let policy: SyntheticPolicy
        let seed: UInt64
        let load: Int64
        let depth: Int
        var ticks: Int64 = 1
        var testDescription: String {
            "\(policy) on \(accelerators), load \(load), depth \(depth), seed \(seed)\(domains ? ", domains" : "")"
        }
        var shape: FleetShape {
            get throws {
                domains
                    ? try FleetShape.domains(accelerators: accelerators)
                    : try FleetShape.eights(accelerators: accelerators)
            }
        }
        func workload(_ jobs: Int64) throws -> SyntheticWorkload {
            var settings = SyntheticSettings(accelerators: accelerators, jobs: jobs, seed: seed)
            settings.loadPercent = load
            settings.ticksPerSecond = ticks
            return try SyntheticWorkload(settings)
        }
    }

    static let cases: [Case] = [
        Case(accelerators: 288, domains: false, policy: .fcfs, seed: 1, load: 80, depth: 0),
        Case(accelerators: 288, domains: false, policy: .easy, seed: 2, load: 80, depth: 64, ticks: 1000),
        Case(accelerators: 288, domains: true, policy: .easy, seed: 3, load: 100, depth: 64),
        Case(accelerators: 288, domains: true, policy: .fcfs, seed: 4, load: 100, depth: 0),
        Case(accelerators: 176, domains: false, policy: .easy, seed: 5, load: 200, depth: 5, ticks: 1000),
        Case(accelerators: 504, domains: false, policy: .easy, seed: 6, load: 400, depth: 20),
        Case(accelerators: 64, domains: false, policy: .easy, seed: 7, load: 150, depth: 1),
        Case(accelerators: 8, domains: false, policy: .easy, seed: 8, load: 90, depth: 64),
    ]

    @Test("starts each job when and where the slow obvious one does, with the same metrics", arguments: cases)
    func oracle(test: Case) throws {
        print("seed \(test.seed)")
        var jobs: [SyntheticJob] = []
        var stream = try test.workload(700)
        while let job = stream.next() { jobs.append(job) }
        let oracle = ReplayOracle(
            jobs, on: try test.shape, policy: test.policy, depth: test.depth,
            patience: 600 * test.ticks, minute: 60 * test.ticks)

        var replay = SyntheticReplay(
            try test.workload(700), on: try test.shape, policy: test.policy, depth: test.depth, patienceMinutes: 10)
        replay.recordsStarts = true
        var starts: [ReplayOracle.Start] = []
        while replay.step() != nil {
            for start in replay.starts {
                #expect(start.start == replay.now && jobs[Int(start.job.row)] == start.job)
                starts.append(
                    ReplayOracle.Start(
                        row: start.job.row, start: start.start, held: replay.fleet.held(by: start.gang)))
            }
        }
        #expect(starts == oracle.starts)
        #expect(replay.runningCount == 0 && replay.fleet.freeAccelerators == test.accelerators)
        #expect(replay.fleet.wholeNodes == replay.fleet.shape.nodes)

        let metrics = replay.metrics
        let waits = starts.map { $0.start - jobs[Int($0.row)].submit }.sorted()
        let offered = Int64(test.accelerators) * oracle.now
        #expect(metrics.jobs == 700 && metrics.makespan == oracle.now && metrics.backfilled == oracle.backfilled)
        #expect(metrics.waitMean == waits.reduce(0, +) / 700 && metrics.waitLargest == waits[699])
        for (ours, exact) in [(metrics.waitP50, waits[349]), (metrics.waitP99, waits[692])] {
            #expect(ours >= exact && ours <= exact + exact / 32, "\(ours) for \(exact)")
        }
        #expect(metrics.utilisationMillionths == oracle.held * 1_000_000 / offered)
        #expect(metrics.fragmentationMillionths == oracle.broken * 1_000_000 / (offered - oracle.held))
        #expect(metrics.unplaceableMillionths == oracle.unplaceable * 1_000_000 / oracle.now)
        let asked = jobs.reduce(0) { $0 + $1.run * Int64($1.accelerators) }
        #expect(oracle.held == asked, "on nodes of 4 and 8, powers of two leave no accelerator idle")
        if test.policy == .easy, test.accelerators > 8 { #expect(metrics.backfilled > 0) }
    }

    @Test("serves first come, first served in order of submission")
    func order() throws {
        var replay = SyntheticReplay(
            try SyntheticWorkload(SyntheticSettings(accelerators: 720, jobs: 3000, seed: 11)),
            on: try FleetShape.eights(accelerators: 720), policy: .fcfs)
        replay.recordsStarts = true
        var rows: [Int64] = []
        while replay.step() != nil { rows += replay.starts.map(\.job.row) }
        #expect(rows == Array(0..<3000))
    }

    @Test("gives no accelerator twice, and every gang whole in its rack", arguments: [21, 22] as [UInt64])
    func audit(seed: UInt64) throws {
        print("seed \(seed)")
        let shape = try FleetShape.eights(accelerators: 7200)
        var settings = SyntheticSettings(accelerators: 7200, jobs: 8000, seed: seed)
        settings.loadPercent = 150
        var replay = SyntheticReplay(try SyntheticWorkload(settings), on: shape, policy: .easy)
        replay.recordsStarts = true
        var owned = [UInt8](repeating: 0, count: shape.nodes)
        var running: [(end: Int64, held: [Int: UInt8])] = []
        var wrong = 0
        while replay.step() != nil {
            for ended in running where ended.end == replay.now {
                for (node, mask) in ended.held { owned[node] &= ~mask }
            }
            running.removeAll { $0.end == replay.now }
            for start in replay.starts {
                let held = replay.fleet.held(by: start.gang)
                for (node, mask) in held {
                    wrong += owned[node] & mask == 0 ? 0 : 1
                    owned[node] |= mask
                }
                let count = held.values.reduce(0) { $0 + $1.nonzeroBitCount }
                let racks = Set(held.keys.map { $0 / 9 }).count
                wrong += count == Int(start.job.accelerators) && (count > 72 || racks == 1) ? 0 : 1
                running.append((start.start + start.job.run, held))
            }
            let busy = owned.reduce(0) { $0 + $1.nonzeroBitCount }
            wrong += busy == 7200 - replay.fleet.freeAccelerators ? 0 : 1
        }
        #expect(wrong == 0 && running.isEmpty)
    }

    @Test("does not depend on how it is stepped, and goes on alike in a copy")
    func stepping() throws {
        let workload = try SyntheticWorkload(SyntheticSettings(accelerators: 7200, jobs: 20_000, seed: 12))
        let shape = try FleetShape.eights(accelerators: 7200)
        var whole = SyntheticReplay(workload, on: shape, policy: .easy)
        #expect(whole.run() == false)
        var parts = SyntheticReplay(workload, on: shape, policy: .easy)
        var copy = parts
        while parts.run(instants: 777) { copy = parts }
        _ = copy.run()
        #expect(whole.metrics == parts.metrics && whole.metrics == copy.metrics)
    }

    @Test("gives the same hash in debug and release, on every machine", arguments: SyntheticPolicy.allCases)
    func hash(policy: SyntheticPolicy) throws {
        var settings = SyntheticSettings(accelerators: 20_160, jobs: 20_000, seed: 2026)
        settings.loadPercent = 200
        var replay = SyntheticReplay(
            try SyntheticWorkload(settings), on: try FleetShape.eights(accelerators: 20_160), policy: policy)
        _ = replay.run()
        print("\(policy): seed 2026, hash \(String(replay.metrics.hash, radix: 16))")
        let expected: UInt64 =
            switch policy {
            case .fcfs: 0xf4fd_caba_80a1_81f0
            case .easy: 0x1201_992a_74f2_6a1d
            }
        #expect(replay.metrics.hash == expected)
    }
}
