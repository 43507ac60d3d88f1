import StargateScheduling
import StargateTraces
import Testing

@Suite("Jobs of a GPU trace on a fleet")
struct FleetWorkloadTests {
    private func workload(_ trace: String, _ fleet: String, lenient: Bool = false) throws -> FleetWorkload {
        try FleetWorkload(
            try GPUTraceReader().read([UInt8](trace.utf8), name: "t.csv"), on: try FleetFile(fleet, file: "f.yaml"),
            file: "t.csv", lenient: lenient)
    }

    @Test("go to the queue of their user, else of their virtual cluster, else to the default one")
    func queues() throws {
        let found = try workload(
            "id,user,vc,submit,run,gpus\na,u1,v1,0,1,1\nb,u2,v1,0,1,1\nc,u2,v9,0,1,1\n",
            "nodes: 4\ngpus_per_node: 8\nqueues: { one: { quota: 8, vcs: v1 }, two: { quota: 8, users: u1 }, "
                + "three: { quota: 16, default: true } }\n")
        #expect(found.arrivals.map(\.job.queue) == [1, 0, 2])
    }

    @Test("take their estimate from the trace, else the run time times the factor, a second at least")
    func estimates() throws {
        let found = try workload(
            "id,submit,run,gpus,estimate\na,7,10,1,20\nb,8,10,1,\nc,9,0,1,\n",
            "nodes: 4\ngpus_per_node: 8\njobs: { estimate_factor: 150 % }\n")
        #expect(found.arrivals.map(\.job.estimate) == [20_000, 15_000, 1_000])
        #expect(found.arrivals.map(\.submit) == [0, 1_000, 2_000] && found.arrivals.map(\.run) == [10_000, 10_000, 0])
        #expect(found.assumedEstimates == 2)
    }

    @Test("have the priority of their class, else their own, and run in their class's reservation if they end in it")
    func classes() throws {
        let found = try workload(
            "id,submit,run,gpus,class,priority\na,0,10,1,urgent,1\nb,0,10,1,other,2\nc,0,90000,1,urgent,\n",
            "nodes: 4\ngpus_per_node: 8\njobs: { priorities: { urgent: 9 } }\n"
                + "reservations: [{ from: 1 hour, until: 2 hours, pool: pool, classes: [urgent] }]\n")
        #expect(found.arrivals.map(\.job.priority) == [9, 2, 9])
        #expect(found.arrivals.map(\.job.reservation) == [0, nil, nil])
    }

    @Test("are refused, with the line, where the fleet has no GPU of their type; or left out leniently")
    func types() throws {
        let fleet =
            "types: { A: {}, B: {} }\npools: { p: { type: A, nodes: 1, gpus_per_node: 8 }, "
            + "q: { type: B, nodes: 1, gpus_per_node: 4 } }\n"
        let trace = "id,submit,run,gpus,gpu_type\na,0,1,8,a\nb,0,1,8,b\nc,0,1,8,z\n"
        let error = #expect(throws: TraceError.self) { try workload(trace, fleet) }
        #expect(error?.line == 4 && error?.reason.contains("z") == true)
        let found = try workload(trace, fleet, lenient: true)
        #expect(found.skipped.map(\.count) == [1] && found.rows == [0, 1])
        #expect(found.arrivals.map(\.job.type) == [0, 1] && found.arrivals.map(\.job.members) == [1, 2])
    }
}
