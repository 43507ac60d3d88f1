import StargateScheduling
import Testing

@Suite("What a replay measures")
struct FleetHistoryTests {
    private static func topology(nodes: Int, gpus: Int) throws -> FleetTopology {
        let rack = FleetRack(nodes: nodes, gpusPerNode: gpus)
        return try FleetTopology(
            pools: [FleetPool(owner: 0, sites: [FleetSitePart(site: 0, blocks: [FleetBlock(racks: [rack])])])],
            power: .uncapped(types: 1, sites: 1))
    }

    @Test("is at most two thousand spans, whose sum is the whole")
    func thinned() throws {
        let arrivals = (0..<3000).map { index in
            FleetArrival(
                submit: Int64(index) * 7_919, run: Int64(index % 17) * 1_000,
                job: FleetJob(id: 0, members: 1, gpus: 1 + index % 4, estimate: 20_000))
        }
        var replay = try FleetReplay(
            arrivals, on: Self.topology(nodes: 3, gpus: 4), queues: [FleetQueue(cohort: 0, nominal: [12])],
            policy: .easy)
        while replay.run() {}
        let history = replay.history
        #expect(history.spans.count <= FleetHistory.most && history.spans.count > FleetHistory.most / 2 - 1)
        #expect(history.spans.reduce(Int128(0)) { $0 + $1.allocated } == history.total.allocated)
        let lengths = history.spans.indices.map { history.length(of: $0) }
        #expect(lengths.reduce(0, +) == history.end - history.begin)
        #expect(lengths.dropLast().allSatisfy { $0 == history.width })
        let work = arrivals.reduce(Int128(0)) { $0 + Int128($1.run) * Int128($1.job.need) }
        #expect(history.total.allocated == work)
    }

    @Test("counts as fragments the free GPUs of nodes too full for the typical job")
    func fragments() throws {
        // One job of 1 GPU leaves 3 of its node free, of no use to the three jobs of 4.
        var arrivals = [FleetArrival(submit: 0, run: 8_000, job: FleetJob(id: 0, members: 1, gpus: 1, estimate: 8_000))]
        for _ in 0..<3 {
            arrivals.append(
                FleetArrival(submit: 0, run: 4_000, job: FleetJob(id: 0, members: 1, gpus: 4, estimate: 4_000)))
        }
        var replay = try FleetReplay(
            arrivals, on: Self.topology(nodes: 4, gpus: 4), queues: [FleetQueue(cohort: 0, nominal: [16])],
            policy: .fcfs)
        while replay.run() {}
        // 3 GPUs × 3/4 of the jobs, for 8 s.
        #expect(replay.history.total.fragmented == 2_250 * 8_000)
        let metrics = FleetMetrics(of: replay)
        #expect(metrics.makespan == 8_000 && metrics.capacity == 16)
        #expect(metrics.allocationMillionths == (8 + 48) * 1_000_000 / 128)
        #expect(metrics.fragmentationMillionths == 18 * 1_000_000 / 128)
        // Free: 3 for 8 s, and 12 for 4 s more.
        #expect(metrics.fragmentedOfFreeMillionths == 250_000)
        #expect(metrics.shapes.map(\.shape) == [.single, .node])
    }
}
