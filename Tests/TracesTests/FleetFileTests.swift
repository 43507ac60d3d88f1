import StargateScheduling
import StargateTesting
import StargateTraces
import Testing

@Suite("A fleet file")
struct FleetFileTests {
    private func read(_ text: String) throws(FleetFileRefusal) -> FleetFile { try FleetFile(text, file: "f.yaml") }

    private func issues(_ text: String) -> [FleetFileRefusal.Issue] {
        do {
            _ = try read(text)
            return []
        } catch { return error.issues }
    }

    @Test("needs no more than nodes and GPUs of each")
    func smallest() throws {
        let fleet = try read("nodes: 16\ngpus_per_node: 8\n")
        #expect(fleet.nodes == 16 && fleet.gpus == 128)
        #expect(fleet.topology.count(.rack) == 1 && fleet.topology.poolCount == 1)
        #expect(fleet.queues.map(\.terms) == [FleetQueue(cohort: 0, nominal: [128])])
        #expect(fleet.failures == nil && fleet.windows.isEmpty)
        #expect(fleet.rules == FleetJobRules())
    }

    @Test("gives racks, the last one smaller, and spares")
    func racks() throws {
        let fleet = try read("nodes: 10\ngpus_per_node: 4\nnodes_per_rack: 4\nspares_per_rack: 1\n")
        #expect(fleet.topology.count(.rack) == 3)
        #expect((0..<10).filter { fleet.topology.spare($0) } == [3, 7, 9])
    }

    @Test("describes owners, sites, quotas, jobs, failures and reservations")
    func whole() throws {
        let fleet = try read(
            """
            name: Test
            types: { a: { idle: 100 W, busy: 400 W }, b: { idle: 1 W, busy: 2 W } }
            sites: { x: { cap: 1 MW }, y: {} }
            pools:
              one: { owner: alpha, cost: 3, site: x, type: a, blocks: 2, racks: 3, nodes: 4, gpus_per_node: 8, spares: 1 }
              two:
                owner: beta
                parts:
                  - { site: x, type: b, nodes: 2, gpus_per_node: 4 }
                  - { site: y, type: a, nodes: 2, gpus_per_node: 4 }
                  - { site: x, type: a, nodes: 1, gpus_per_node: 4 }
            queues:
              q1: { cohort: c, quota: { a: 100, b: 50 % }, borrowing_limit: 10, weight: 2, vcs: v1, users: [u1, u2] }
              q2: { cohort: c, quota: 40 %, default: true }
              q3: { quota: 1 }
            jobs:
              packing: whole_nodes
              estimate_factor: 150 %
              placement: [{ up_to: 8, constraint: none }, { up_to: 32, constraint: required rack }, { constraint: segment 2 in rack }]
              priorities: { urgent: 5, batch: -5 }
              minimum_run: 20 minutes
              checkpoint_interval: 1 hour
              restart: 90 seconds
              on_failure: wait
              type: b
            failures: { nodes: 6.5 per 1000 node-days, racks: 1 per 1000 rack-days, repair: 2 days }
            reservations:
              - { from: 1 day, until: 2 days, pool: one, block: 2, classes: [urgent] }
              - { from: 1 day, until: 2 days, pool: two, gpus: 4, type: b }
            """)
        #expect(fleet.owners == ["alpha", "beta"] && fleet.sites == ["x", "y"] && fleet.types == ["a", "b"])
        #expect(fleet.pools[1].sites.map(\.blocks.count) == [2, 1])
        #expect(fleet.power.caps == [1_000_000, nil] && fleet.power.busyWatts == [400, 2])
        #expect(fleet.gpus == 2 * 3 * 4 * 8 + 8 + 8 + 4)
        // 2 × 3 × 3 × 8 and 12 of type a, spares apart.
        #expect(fleet.queues[0].terms.nominal == [100, 4] && fleet.queues[0].terms.borrowingLimits == [10, 10])
        #expect(fleet.queues[1].terms.nominal == [62, 3] && fleet.queues[1].terms.borrowingLimits == [nil, nil])
        #expect(fleet.queues.map(\.terms.cohort) == [0, 0, 1] && fleet.defaultQueue == 1)
        #expect(fleet.queues[0].clusters == ["v1"] && fleet.queues[0].users == ["u1", "u2"])
        #expect(fleet.rules.constraint(gpus: 8) == .none && fleet.rules.constraint(gpus: 9) == .required(.rack))
        #expect(fleet.rules.constraint(gpus: 33) == .segment(size: 2, within: .rack))
        #expect(fleet.rules.minimumRun == 1_200_000 && fleet.rules.checkpointInterval == 3_600_000)
        #expect(fleet.rules.restart == 90_000 && fleet.rules.onFailure == .wait && fleet.rules.type == 1)
        #expect(
            fleet.failures
                == FleetFailureModel(nodesPerMillionDays: 6500, racksPerMillionDays: 1000, repair: 172_800_000))
        #expect(fleet.windows.map(\.reservation.extent) == [.domain(.block, 1), .count(pool: 1, type: 1, gpus: 4)])
    }

    @Test("says everything that is wrong at once, with line, column, what is allowed and the near spelling")
    func everythingWrong() {
        let found = issues(
            """
            nodes: 0
            gpu_per_node: 8
            types:
              h100: { idle: 100 W, busy: 50 W }
            jobs:
              packing: exakt
              placement:
                - { up_to: 8, constraint: need rack }
              restart: 5 months
            failures: { nodes: often }
            """)
        #expect(found.map(\.line) == [1, 1, 2, 4, 6, 8, 9, 10])
        #expect(found[0].problem == "'gpus_per_node' is missing")
        #expect(found[1].problem == "'0' is too small" && found[1].column == 8)
        #expect(found[2].problem == "unknown key 'gpu_per_node'; did you mean 'gpus_per_node'?")
        #expect(found[2].help.hasPrefix("allowed keys are name, gpu, nodes, gpus_per_node"))
        #expect(found[4].path == "jobs.packing" && found[4].problem.hasSuffix("did you mean 'exact'?"))
    }

    @Test(
        "is refused in words",
        arguments: [
            ("", "the file is empty"), ("a: [1\n", "not YAML"), ("nodes: 1\nnodes: 2\n", "declared twice"),
            ("[1]", "expected a mapping, found a list"),
            ("nodes: 4\ngpus_per_node: 65\n", "'65' is too large"),
            ("nodes: 4\npools: { a: { nodes: 1, gpus_per_node: 8 } }\n", "describes a fleet of one pool"),
            ("pools: { a: { nodes: 1, gpus_per_node: 8, type: z } }\n", "'z' is not allowed here"),
            (
                "types: { t: { idle: 1 kW, busy: 2 kW } }\nsites: { s: { cap: 1 kW } }\n"
                    + "pools: { a: { nodes: 1, gpus_per_node: 8, site: s } }\n", "does not feed the GPUs at rest"
            ),
            (
                "nodes: 4\ngpus_per_node: 8\nqueues: { a: { quota: 50 %, vcs: x }, b: { quota: 1, vcs: x } }\n",
                "vc x belongs to a already"
            ),
            ("nodes: 4\ngpus_per_node: 8\nqueues: { a: {} }\n", "'quota' is missing"),
            (
                "nodes: 4\ngpus_per_node: 8\nreservations: [{ from: 1 day, until: 1 day, pool: pool }]\n",
                "a later 'until'"
            ),
        ])
    func refusals(text: String, problem: String) {
        let found = issues(text)
        #expect(found.contains { $0.problem.contains(problem) }, "\(found)")
    }

    @Test("is given by example, and the examples are whole", arguments: ["small", "nvl72"])
    func examples(name: String) throws {
        let fleet = try FleetFile(path: Examples.root.appendingPathComponent("examples/fleets/\(name).yaml").path)
        #expect(fleet.gpus == (name == "small" ? 128 : 20 * 72))
    }

    @Test("packs gangs as its rule says")
    func packing() {
        var rules = FleetJobRules()
        func shape(_ gpus: Int, nodes: Int? = nil) -> [Int] {
            let shape = rules.shape(gpus: gpus, nodes: nodes, most: 8)
            return [shape.members, shape.gpus]
        }
        #expect(
            [shape(1), shape(8), shape(12), shape(16), shape(11)] == [[1, 1], [1, 8], [2, 6], [2, 8], [11, 1]])
        rules.packing = .wholeNodes
        #expect([shape(3), shape(12), shape(11)] == [[1, 3], [2, 8], [2, 8]])
        rules.packing = .single
        #expect(shape(12) == [12, 1])
        rules.packing = .trace
        #expect([shape(8, nodes: 4), shape(9, nodes: 2), shape(16, nodes: 1)] == [[4, 2], [3, 3], [2, 8]])
    }
}
