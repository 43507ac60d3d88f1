import Foundation
import StargateTesting
import StargateTraces
import Testing

@Suite("stargate replay gpu")
struct ReplayGPUCommandTests {
    private static let small = Examples.root.appendingPathComponent("examples/fleets/small.yaml").path

    /// Cluster 2 of Microsoft's ITP traces, as published.
    private func cluster02(_ scratch: Scratch) throws -> String {
        let archive = Examples.root.appendingPathComponent("../shared/data/traces/ms_itp/raw-traces.tar.gz")
        let tar = Gunzip.inflate([UInt8](try Data(contentsOf: archive.standardizedFileURL))).bytes
        var at = 0
        while !tar[at...].starts(with: "cluster02.csv".utf8) {
            let octal = String(decoding: tar[at + 124..<at + 135], as: UTF8.self)
            at += 512 + (try #require(Int(octal, radix: 8)) + 511) / 512 * 512
        }
        let size = try #require(Int(String(decoding: tar[at + 124..<at + 135], as: UTF8.self), radix: 8))
        return try scratch.write(String(decoding: tar[at + 512..<at + 512 + size], as: UTF8.self), to: "cluster02.csv")
    }

    private struct Report: Decodable {
        struct Group: Decodable {
            let name: String
            let figures: [String: Double?]
        }
        struct Line: Decodable {
            let key: String
            let points: [[Double]]
        }
        struct Bar: Decodable { let lane: Int }
        struct Policy: Decodable {
            let policy: String
            let scheduleHash: String
            let groups: [Group]
            let lines: [Line]
            let waitPercentiles: [Double]
            let bars: [Bar]
        }
        let jobs: Int
        let policies: [Policy]
    }

    private func report(_ arguments: [String]) throws -> Report {
        let result = try Command(["replay", "gpu"] + arguments + ["--json"])
        #expect(result.code == 0, "\(result.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Report.self, from: Data(result.output.utf8))
    }

    @Test("replays ITP cluster 2 on 128 GPUs as pyss does, under FCFS and EASY, and writes the starts")
    func golden() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = try cluster02(scratch)
        let flat = try scratch.write("nodes: 128\ngpus_per_node: 1\n", to: "flat.yaml")
        let found = try report([trace, "--fleet", flat, "--compare", "fcfs,easy", "--starts", scratch.path("s.csv")])
        #expect(found.jobs == 5778)
        // batch_mode_summary.csv: mean wait, mean bounded slowdown, end less the first submission.
        for (policy, expected) in zip(
            found.policies, [(151_068.6648, 43.883495, 5_241_748), (32_903.2664, 7.723581, 5_236_338)])
        {
            let all = try #require(policy.groups.first).figures
            let wait = try #require(all["wait_mean_seconds"] ?? nil)
            let slowdown = try #require(all["bounded_slowdown_mean"] ?? nil)
            #expect(abs(wait - expected.0) < 0.0001, "\(policy.policy)")
            #expect(abs(slowdown - expected.1) < 0.000001, "\(policy.policy)")
            #expect(all["makespan_seconds"] == Double(expected.2), "\(policy.policy)")
            #expect(policy.waitPercentiles.count == 101 && policy.bars.isEmpty)
            #expect(policy.lines.map(\.key) == ["allocated", "waiting", "fragmented"])
            #expect(policy.lines.allSatisfy { $0.points.count <= 2000 && $0.points.count > 900 })
        }
        let starts = try String(contentsOfFile: scratch.path("s.csv"), encoding: .utf8).split(separator: "\n")
        #expect(starts.count == 5779 && starts[0] == "job_id,submit,start,finish")
        #expect(starts[1] == "f60b9881-76f3-6fc7-d009-6b2a00419afc,5010,5010,6275")
    }

    @Test("shows policies side by side, classes below, and takes the trace without saying gpu")
    func page() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = try scratch.write(
            "id,submit,run,gpus\na,0,100,128\nb,1,50,64\nc,2,10,8\nd,3,0,1\n", to: "t.csv")
        let result = try Command(["replay", trace, "--fleet", Self.small, "--compare", "fcfs,easy-sjbf,priority"])
        #expect(result.code == 0, "\(result.errors)")
        for text in [
            "4 jobs", "128 GPUs", "fcfs  easy-sjbf  priority", "several nodes", "within a node", "assumed: 4 estimates",
        ] {
            #expect(result.output.contains(text), "\(text) is not in \(result.output)")
        }
        let found = try report([trace, "--fleet", Self.small])
        #expect(found.policies.map(\.policy) == ["easy"] && found.policies[0].bars.count == 4)
    }

    @Test("gives the same schedule to the same seed on the NVL72 fleet with failures, and another to another")
    func failures() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        var text = "id,submit,run,gpus,vc,class\n"
        for job in 0..<300 {
            text += "\(job),\(job * 900),\(3600 + job * 977 % 90_000),\([1, 4, 8, 64, 136][job % 5]),"
            text += "\(["research", "product", "x"][job % 3]),\(job % 7 == 0 ? "urgent" : "batch")\n"
        }
        let trace = try scratch.write(text, to: "t.csv")
        let fleet = Examples.root.appendingPathComponent("examples/fleets/nvl72.yaml").path
        let runs = try ["5", "5", "6"].map {
            try report([trace, "--fleet", fleet, "--policy", "priority", "--seed", $0])
        }
        #expect(runs[0].policies[0].scheduleHash == runs[1].policies[0].scheduleHash)
        #expect(runs[0].policies[0].scheduleHash != runs[2].policies[0].scheduleHash)
        #expect(
            runs[0].policies[0].groups.map(\.name).suffix(3) == ["queue research", "queue product", "queue others"])
        #expect(runs.allSatisfy { $0.policies[0].groups[0].figures["jobs"] == 300 })
    }

    @Test("refuses what it cannot use, and says where, why and what would do")
    func refusals() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let good = try scratch.write("id,submit,run,gpus\na,0,100,8\nb,1,50,200\n", to: "good.csv")
        let bad = try scratch.write("id,submit,run,gpus\na,0,x,8\n", to: "bad.csv")
        let fleet = try scratch.write("nodes: 4\ngpu_per_node: 8\n", to: "bad.yaml")
        let cases: [([String], Int32, [String])] = [
            ([bad, "--fleet", Self.small], 1, ["bad.csv:2: run time 'x' (field 3)", "help: "]),
            ([good, "--fleet", fleet], 1, ["bad.yaml:2:1", "did you mean 'gpus_per_node'?"]),
            ([good, "--fleet", scratch.path("none.yaml")], 1, ["none.yaml: the file cannot be read"]),
            ([good, "--fleet", Self.small], 1, ["good.csv:3: the job of 200 GPUs", "can never run", "--lenient"]),
            (
                [good, "--fleet", Self.small, "--policy", "eazy"], 2,
                ["no policy 'eazy'", "fcfs, easy, easy-sjbf, priority"]
            ),
            (
                [good, "--fleet", Self.small, "--policy", "conservative"], 2,
                ["not done on a topology", "stargate replay swf"]
            ),
            ([good, "--fleet", Self.small, "--policy", "easy", "--compare", "easy"], 2, ["--policy and --compare"]),
        ]
        for (arguments, code, texts) in cases {
            let result = try Command(["replay", "gpu"] + arguments)
            #expect(result.code == code, "\(arguments)")
            for text in texts { #expect(result.errors.contains(text), "\(text) is not in \(result.errors)") }
            #expect(result.output.isEmpty)
        }
        let lenient = try Command(["replay", "gpu", good, "--fleet", Self.small, "--lenient"])
        #expect(lenient.code == 0 && lenient.output.contains("never ended"))
    }
}
