import StargateScheduling
import StargateTesting
import StargateTraces
import Testing

/// On nodes of one GPU in one rack, with one queue and no constraint, a fleet is a machine of equal processors. So its
/// policies must come to the same as the count-based ones, pass for pass, in batch mode.
///
/// One definition differs, and only where a job outruns its estimate: the fleet is also called when a promise falls
/// due, and may then start what the count-based replay starts at the next event. Here none does.
@Suite("A fleet of single GPUs")
struct FleetReplayReferenceTests {
    private static let pairs: [(FleetPolicy, QueueDiscipline)] = [
        (.fcfs, .fcfs), (.easy, .easy), (.easySJBF, .easySJBF),
    ]

    private func replay(_ jobs: JobTable, _ machine: Int32, _ policy: FleetPolicy) throws -> FleetReplay {
        let arrivals = (0..<jobs.count).map { row in
            FleetArrival(
                submit: jobs.submits[row] * 1000, run: jobs.runs[row] * 1000,
                job: FleetJob(
                    id: 0, members: Int(jobs.processors[row]), gpus: 1, estimate: max(1, jobs.estimates[row]) * 1000))
        }
        let rack = FleetRack(nodes: Int(machine), gpusPerNode: 1)
        let topology = try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [FleetBlock(racks: [rack])])])],
            power: .uncapped(types: 1, sites: 1))
        var replay = try FleetReplay(
            arrivals, on: topology, queues: [FleetQueue(cohort: 0, nominal: [Int64(machine)])], policy: policy)
        while replay.run(instants: 1000) {}
        return replay
    }

    @Test("starts every job of a random trace when the machine of equal processors does", arguments: UInt64(1)...150)
    func randomTraces(seed: UInt64) throws {
        let trace = RandomTrace(seed: seed)
        for (policy, discipline) in Self.pairs {
            let schedule = try trace.schedule(discipline, .batch)
            let replay = try replay(trace.jobs, trace.machine, policy)
            #expect(
                replay.outcomes.map { ($0.firstStart ?? -1) / 1000 } == schedule.starts, "\(policy) \(trace)")
            #expect(replay.outcomes.map { ($0.end ?? -1) / 1000 } == schedule.ends, "\(policy) \(trace)")
        }
    }

    @Test(
        "starts every job of the archives' traces when the machine of equal processors does, to the second",
        arguments: [
            "sdsc_sp2_5k.norm.swf", "hpc2n_3k.norm.swf", "kth_sp2_part00.norm.swf", "kth_sp2_part05.norm.swf",
        ])
    func archives(name: String) throws {
        let trace = try trace(name)
        for (policy, discipline) in Self.pairs {
            let schedule = try QueueSchedule(
                of: trace.jobs, under: discipline, processors: trace.processors, mode: .batch)
            let replay = try replay(trace.jobs, trace.processors, policy)
            let starts = replay.outcomes.map { ($0.firstStart ?? -1) / 1000 }
            let wrong = starts.indices.filter { starts[$0] != schedule.starts[$0] }
            #expect(wrong.isEmpty, "\(name) \(policy): first in row \(wrong.first ?? -1)")
            let ours = FleetMetrics(of: replay)
            let theirs = QueueMetrics(of: schedule, for: trace.jobs, processors: trace.processors)
            #expect(abs(ours.overall.wait.meanMillionths - theirs.overall.wait.meanMillionths * 1000) <= 500)
            #expect(ours.overall.boundedSlowdown == theirs.overall.boundedSlowdown)
            #expect(ours.makespan == theirs.makespan * 1000)
            #expect(abs(ours.allocationMillionths - theirs.utilisationMillionths) <= 1)
        }
    }
}
