import StargateScheduling
import StargateTesting
import Testing

@Suite("Queue policies on random traces")
struct QueuePropertyTests {
    static let seeds = UInt64(1)...100

    @Test("start every job when the slow oracle does", arguments: QueueDiscipline.allCases, PassMode.allCases)
    func oracle(policy: QueueDiscipline, mode: PassMode) throws {
        for seed in Self.seeds {
            let trace = RandomTrace(seed: seed, most: policy == .lookahead ? 14 : 60)
            let expected = QueueOracle.starts(trace.jobs, machine: Int(trace.machine), policy: policy, mode: mode)
            let starts = try trace.schedule(policy, mode).starts
            try #require(starts == expected, "\(policy) \(mode) \(trace)")
        }
    }

    @Test("agree with the oracle when jobs outrun their estimates", arguments: PassMode.allCases)
    func outrunOracle(mode: PassMode) throws {
        for policy in [QueueDiscipline.fcfs, .easy, .easySJBF] {
            for seed in Self.seeds {
                let trace = RandomTrace(seed: seed, outruns: true)
                let expected = QueueOracle.starts(trace.jobs, machine: Int(trace.machine), policy: policy, mode: mode)
                let starts = try trace.schedule(policy, mode).starts
                try #require(starts == expected, "\(policy) \(mode) \(trace)")
            }
        }
    }

    @Test(
        "never use more processors than there are, even when jobs outrun their estimates",
        arguments: QueueDiscipline.allCases, PassMode.allCases)
    func neverOversubscribed(policy: QueueDiscipline, mode: PassMode) throws {
        for seed in Self.seeds {
            let trace = RandomTrace(seed: seed, outruns: seed % 2 == 0)
            let schedule = try trace.schedule(policy, mode)
            try #require(trace.mostInUse(schedule) <= Int64(trace.machine), "\(policy) \(mode) \(trace)")
            try #require(zip(schedule.starts, trace.jobs.submits).allSatisfy { $0 >= $1 }, "\(policy) \(mode) \(trace)")
        }
    }

    @Test("start in order of submission under FCFS", arguments: PassMode.allCases)
    func inOrder(mode: PassMode) throws {
        for seed in Self.seeds {
            let trace = RandomTrace(seed: seed)
            let schedule = try trace.schedule(.fcfs, mode)
            try #require(schedule.order == Array(0..<trace.jobs.count), "\(trace)")
        }
    }

    @Test(
        "never delay the head beyond its reservation under EASY",
        arguments: [QueueDiscipline.easy, .easySJBF, .lookahead], PassMode.allCases)
    func headReservation(policy: QueueDiscipline, mode: PassMode) throws {
        for seed in Self.seeds {
            let trace = RandomTrace(seed: seed, most: 40)
            let schedule = try trace.schedule(policy, mode)
            for (row, reservation) in reservationsOfHeads(trace, schedule) {
                try #require(schedule.starts[row] <= reservation, "job \(row), \(policy) \(mode) \(trace)")
            }
        }
    }

    /// From the schedule alone: a job becomes head when the last before it starts. What runs at the end of that
    /// instant, and the estimates, say by when it must start.
    private func reservationsOfHeads(_ trace: RandomTrace, _ schedule: QueueSchedule) -> [(Int, Int64)] {
        var found: [(Int, Int64)] = []
        var earlier = Int64.min
        for row in 0..<trace.jobs.count {
            let since = max(earlier, trace.jobs.submits[row])
            earlier = max(earlier, schedule.starts[row])
            guard schedule.starts[row] > since else { continue }
            let running = (0..<trace.jobs.count).filter {
                schedule.starts[$0] <= since && schedule.ends[$0] > since
            }
            var free = trace.machine - running.reduce(0) { $0 + trace.jobs.processors[$1] }
            for other in running.sorted(by: { estimatedEnd($0, trace, schedule) < estimatedEnd($1, trace, schedule) }) {
                free += trace.jobs.processors[other]
                guard free >= trace.jobs.processors[row] else { continue }
                found.append((row, estimatedEnd(other, trace, schedule)))
                break
            }
        }
        return found
    }

    private func estimatedEnd(_ row: Int, _ trace: RandomTrace, _ schedule: QueueSchedule) -> Int64 {
        schedule.starts[row] + trace.jobs.estimates[row]
    }

    @Test("never move a reservation later under conservative backfilling")
    func reservations() throws {
        for seed in Self.seeds {
            let trace = RandomTrace(seed: seed)
            var promised = [Int64](repeating: .max, count: trace.jobs.count)
            try LiveDrive.run(trace, .conservative) { decider, now in
                for job in decider.waiting {
                    let reservation = try #require(decider.reservation(of: job))
                    try #require(reservation <= promised[Int(job)] && reservation >= now, "job \(job), \(trace)")
                    promised[Int(job)] = reservation
                }
            } started: { start in
                try #require(start.start <= promised[Int(start.job)], "job \(start.job), \(trace)")
            }
        }
    }

    @Test("are the same code in the fast lane and when driven step by step", arguments: QueueDiscipline.allCases)
    func liveDrive(policy: QueueDiscipline) throws {
        for seed in Self.seeds {
            let trace = RandomTrace(seed: seed)
            var starts = [Int64](repeating: -1, count: trace.jobs.count)
            try LiveDrive.run(trace, policy) { _, _ in
            } started: {
                starts[Int($0.job)] = $0.start
            }
            let expected = try trace.schedule(policy, .batch).starts
            try #require(starts == expected, "\(policy) \(trace)")
        }
    }

    @Test(
        "give the same schedule to the same trace, whole or in chunks",
        arguments: QueueDiscipline.allCases, PassMode.allCases)
    func deterministic(policy: QueueDiscipline, mode: PassMode) throws {
        for seed in Self.seeds where seed % 4 == 0 {
            let trace = RandomTrace(seed: seed)
            let schedule = try trace.schedule(policy, mode)
            let again = try trace.schedule(policy, mode)
            try #require(again == schedule, "\(trace)")
            var replay = QueueReplay(policy, processors: trace.machine, mode: mode)
            var started: [ReplayedStart] = []
            for row in 0..<trace.jobs.count {
                var chunk = JobTable()
                chunk.append(
                    id: 0, submit: trace.jobs.submits[row], run: trace.jobs.runs[row],
                    processors: trace.jobs.processors[row], estimate: trace.jobs.estimates[row])
                try replay.run(chunk, into: &started)
            }
            replay.drain(into: &started)
            try #require(started.map { Int($0.row) } == schedule.order, "\(policy) \(mode) \(trace)")
            try #require(
                started.map(\.start) == schedule.order.map { schedule.starts[$0] }, "\(policy) \(mode) \(trace)")
        }
    }

    @Test("do not depend on the mode when no two events share an instant", arguments: QueueDiscipline.allCases)
    func modesAgree(policy: QueueDiscipline) throws {
        for seed in Self.seeds {
            let trace = RandomTrace(seed: seed, distinct: true)
            let event = try trace.schedule(policy, .event).starts
            let batch = try trace.schedule(policy, .batch).starts
            try #require(event == batch, "\(policy) \(trace)")
        }
    }

    @Test("agree with the oracle on queues and machines of many blocks", arguments: QueueDiscipline.allCases)
    func manyBlocks(policy: QueueDiscipline) throws {
        guard policy != .lookahead else { return }
        for (seed, machine) in [Int32(8), 300, 16, 24].enumerated() {
            var dice = Dice(seed: UInt64(seed) &* 0x1_0000_0001)
            var jobs = JobTable()
            for id in 0..<Int64(220) {
                let run: Int64 = dice.number(1...16)
                jobs.append(
                    id: id, submit: id / 2, run: run, processors: Int32(dice.number(1...8)),
                    estimate: run * dice.number(1...4))
            }
            let schedule = try QueueSchedule(of: jobs, under: policy, processors: machine, mode: .event)
            #expect(
                schedule.starts == QueueOracle.starts(jobs, machine: Int(machine), policy: policy, mode: .event),
                "\(policy) \(machine) seed \(seed)")
        }
    }
}
