import Foundation
import StargateTesting
import Testing

@Suite("stargate replay synthetic")
struct ReplaySyntheticTests {
    private static let fleet = ["replay", "synthetic", "--accelerators", "720", "--jobs", "1500", "--seed", "3"]

    @Test("draws, places and counts every job, the same from the same seed")
    func jobs() throws {
        let result = try Command(Self.fleet + ["--json"])
        let report = try ReplayTraceTests.object(result)
        #expect(report["jobs"] as? Int == 1500 && report["policy"] as? String == "easy")
        let classes = try #require(report["classes"] as? [[String: Any]])
        #expect(classes.map { $0["name"] as? String } == ["part of a node", "within a rack", "over racks"])
        #expect(classes.reduce(0) { $0 + ($1["jobs"] as? Int ?? 0) } == 1500)
        // Nodes of six: jobs of eight hold two of them.
        let uneven = try ReplayTraceTests.object(try Command(Self.fleet + ["--per-node", "6", "--json"]))
        let used = uneven["utilisation_percent"] as? Double ?? 0
        #expect(used > 0 && used < uneven["allocation_percent"] as? Double ?? 0)
        #expect(try Command(Self.fleet + ["--json"]).output == result.output)
        #expect(try Command(Self.fleet.dropLast() + ["4", "--json"]).output != result.output)
    }

    @Test("writes placements in which no GPU is held twice and no gang that fits a rack leaves it")
    func placements() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let out = scratch.path("placed.csv")
        let result = try Command(Self.fleet + ["--load", "150", "--placements", out])
        #expect(result.code == 0, "\(result.errors)")
        let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "job_id,submit,start,finish,accelerators,nodes,gpus" && lines.count == 1501)
        var held: [Int: [(from: Int, to: Int)]] = [:]
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",")
            let numbers = fields.prefix(5).compactMap { Int($0) }
            let nodes = fields[5].split(separator: "-").compactMap { Int($0) }
            let gpus = fields[6].split(separator: "-").compactMap { Int($0) }
            #expect(nodes.count * gpus.count >= numbers[4] && nodes.count * gpus.count < numbers[4] + 8)
            #expect(nodes.count > 9 || Set(nodes.map { $0 / 9 }).count == 1, "\(line)")
            for node in nodes { for gpu in gpus { held[node * 8 + gpu, default: []].append((numbers[2], numbers[3])) } }
        }
        for spans in held.values {
            let ordered = spans.sorted { $0.from < $1.from }
            #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0.to <= $1.from })
        }
    }

    @Test("compares policies on the same jobs")
    func compare() throws {
        let report = try ReplayTraceTests.object(
            try Command(Self.fleet + ["--compare", "fcfs,easy", "--load", "120", "--json"]))
        let waits = (report["runs"] as? [[String: Any]] ?? [])
            .compactMap { ($0["overall"] as? [String: Any])?["wait_mean_seconds"] as? Double }
        #expect(waits.count == 2 && waits[1] < waits[0])
    }

    @Test(
        "refuses fleets and jobs that make no sense, with what would",
        arguments: [
            (["--accelerators", "1001"], "a multiple of 8"), (["--per-node", "9"], "1 to 8 a node"),
            (["--jobs", "0"], "at least one"), (["--load", "0"], "from 1 to 1,000"),
            (["--policy", "sjf"], "fcfs, easy"),
            (["--nodes-per-rack", "32"], "1 to 31"), (["--accelerators", "-8"], "accelerators"),
        ])
    func refused(options: [String], help: String) throws {
        let base = ["replay", "synthetic"] + ["--accelerators", "720", "--jobs", "100", "--seed", "1"]
        var arguments = base
        if let index = arguments.firstIndex(of: options[0]) {
            arguments.replaceSubrange(index...index + 1, with: options)
        } else {
            arguments += options
        }
        let result = try Command(arguments)
        #expect(result.code == 2 && result.errors.contains(help), "\(result.errors)")
    }

    @Test("is measured by the benchmark, row by row, and drawn")
    func benchmark() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let out = scratch.path("growth.svg")
        let report = try ReplayTraceTests.object(
            try Command([
                "benchmark", "replay", "--rows", "80,800", "--jobs", "300", "--runs", "1", "--copies", "1",
                "--fleet", "720", "--instants", "300", "--svg", out, "--json",
                "--trace", SharedTraces.path("swf/kth_sp2_part01.norm.swf"),
            ]))
        #expect((report["growth"] as? [[String: Any]])?.map { $0["accelerators"] as? Int } == [80, 800])
        #expect((report["easy_jobs_per_cpu_second"] as? Double ?? 0) > 0)
        let decisions = try #require(report["decisions"] as? [String: Any])
        #expect(decisions["accelerators"] as? Int == 720 && decisions["instants"] as? Int == 300)
        #expect((decisions["allocated_percent"] as? Double ?? 0) > 50 && (decisions["starts"] as? Int ?? 0) > 0)
        let picture = try String(contentsOfFile: out, encoding: .utf8)
        #expect(picture.hasPrefix("<svg") && picture.contains("accelerators"))
        #expect(try Command(["benchmark", "replay", "--rows", "many"]).code == 2)
    }
}
