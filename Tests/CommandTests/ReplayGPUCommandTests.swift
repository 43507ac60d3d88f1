import Foundation
import StargateTesting
import StargateTraces
import Testing

@Suite("stargate replay gpu")
struct ReplayGPUCommandTests {
    private static let small = Examples.root.appendingPathComponent("examples/fleets/small.yaml").path

    /// Cluster 2 of Microsoft's ITP traces, as published.
    private func cluster02(_ scratch: Scratch) throws -> String {
        let archive = Examples.data("traces/ms_itp/raw-traces.tar.gz")
        let tar = Gunzip.inflate([UInt8](try Data(contentsOf: archive))).bytes
        var at = 0
        while !tar[at...].starts(with: "cluster02.csv".utf8) {
            let octal = String(decoding: tar[at + 124..<at + 135], as: UTF8.self)
            at += 512 + (try #require(Int(octal, radix: 8)) + 511) / 512 * 512
        }
        let size = try #require(Int(String(decoding: tar[at + 124..<at + 135], as: UTF8.self), radix: 8))
        return try scratch.write(String(decoding: tar[at + 512..<at + 512 + size], as: UTF8.self), to: "cluster02.csv")
    }

    private func report(_ arguments: [String]) throws -> [String: Any] {
        try ReplayTraceTests.object(try Command(["replay", "gpu"] + arguments + ["--json"]))
    }

    private func runs(_ arguments: [String]) throws -> [[String: Any]] {
        try #require(try report(arguments)["runs"] as? [[String: Any]])
    }

    @Test("replays ITP cluster 2 on 128 GPUs as pyss does, under FCFS and EASY, and writes the starts")
    func golden() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = try cluster02(scratch)
        let flat = try scratch.write("nodes: 128\ngpus_per_node: 1\n", to: "flat.yaml")
        // batch_mode_summary.csv: mean wait, mean bounded slowdown, end less the first submission.
        for (run, expected) in zip(
            try runs([trace, "--fleet", flat, "--compare", "fcfs,easy"]),
            [(151_068.6648, 43.883495, 5_241_748), (32_903.2664, 7.723581, 5_236_338)])
        {
            let all = try #require(run["overall"] as? [String: Any])
            #expect(all["jobs"] as? Int == 5778 && all["unfinished"] as? Int == 0)
            #expect(abs((all["wait_mean_seconds"] as? Double ?? 0) - expected.0) < 0.0001, "\(run["policy"] ?? "")")
            #expect(abs((all["bounded_slowdown_mean"] as? Double ?? 0) - expected.1) < 0.000001)
            #expect(all["makespan_seconds"] as? Double == Double(expected.2))
            #expect((run["wait_percentiles"] as? [Double])?.count == 101)
            let lines = try #require(run["lines"] as? [[String: Any]])
            #expect(lines.map { $0["key"] as? String } == ["allocated", "waiting", "fragmentation"])
            let points = lines.compactMap { ($0["points"] as? [Any])?.count }
            #expect(points.count == 3 && points.allSatisfy { $0 <= 2001 && $0 > 900 })
        }
        let out = scratch.path("s.csv")
        #expect(try Command(["replay", trace, "--fleet", flat, "--starts", out]).code == 0)
        let starts = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        #expect(starts.count == 5779 && starts[0] == "job_id,submit,start,finish")
        #expect(starts[1] == "f60b9881-76f3-6fc7-d009-6b2a00419afc,5010,5010,6275")
    }

    @Test("shows policies side by side and classes below, draws them, and needs no word but --fleet")
    func page() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = try scratch.write(
            "id,submit,run,gpus\na,0,100,128\nb,1,50,64\nc,2,10,8\nd,3,0,1\n", to: "t.csv")
        let out = scratch.path("page.html")
        let result = try Command(
            ["replay", trace, "--fleet=\(Self.small)", "--compare", "fcfs,easy-sjbf,priority", "--html", out])
        #expect(result.code == 0, "\(result.errors)")
        for text in ["128 GPUs", "several nodes", "within a node", "assumed 4 estimates", "nodes 16"] {
            #expect(result.output.contains(text), "\(text) is not in \(result.output)")
        }
        #expect(!result.output.contains("preemptions"), "what never happened is no news")
        let page = try String(contentsOfFile: out, encoding: .utf8)
        for chapter in ["schedule", "allocated", "waiting", "fragmentation"] {
            #expect(page.contains("id=\"\(chapter)\""), "\(chapter)")
        }
        let found = try report([trace, "--fleet", Self.small, "--latency"])
        #expect(found["policy"] as? String == "easy" && found["jobs"] as? Int == 4)
        #expect((found["decision_latency_p99_microseconds"] as? Double ?? 0) > 0)
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
        let found = try ["5", "5", "6"].map {
            try runs([trace, "--fleet", fleet, "--policy", "priority", "--seed", $0])[0]
        }
        let hashes = found.compactMap { $0["schedule_hash"] as? String }
        #expect(hashes.count == 3 && hashes[0] == hashes[1] && hashes[0] != hashes[2])
        let names = (found[0]["classes"] as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
        #expect(names.suffix(3) == ["queue research", "queue product", "queue others"])
        #expect(found.allSatisfy { ($0["overall"] as? [String: Any])?["jobs"] as? Int == 300 })
    }

    @Test(
        "refuses lines it cannot use with file, line and reason, and leaves nothing; or counts them leniently",
        arguments: [
            ("b,1,x,8", "run time 'x' (field 3)", "number"), ("b,1,50", "3 fields under a heading of 4", "columns"),
            ("b,-1,50,8", "is negative", "negative"), ("b,1,-50,8", "is negative", "negative"),
            ("b,,50,8", "is missing", "missing"), ("b,1,99999999999999999,8", "is larger than", "outOfRange"),
            ("b,1,50,200", "the job of 200 GPUs (25 × 8) can never run", "tooLarge"),
        ])
    func broken(line: String, reason: String, code: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = try scratch.write("id,submit,run,gpus\na,0,100,8\n\(line)\n", to: "t.csv")
        let arguments = ["replay", trace, "--fleet", Self.small]
        let strict = try Command(arguments + ["--starts", scratch.path("s.csv"), "--html", scratch.path("p.html")])
        #expect(strict.code == 1 && strict.output.isEmpty)
        for text in ["t.csv:3: ", reason, "help: ", "--lenient"] {
            #expect(strict.errors.contains(text), "\(text) is not in \(strict.errors)")
        }
        #expect(try scratch.contents() == ["t.csv"])
        let lenient = try report([trace, "--fleet", Self.small, "--lenient"])
        let reasons = try #require(lenient["left_out"] as? [[String: Any]])
        #expect(reasons.map { $0["reason"] as? String } == [code] && lenient["left_out_count"] as? Int == 1)
        #expect(lenient["jobs"] as? Int == 1)
    }

    @Test("puts jobs in order of submission, and says what is cut off, if lenient")
    func disorder() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let unsorted = try scratch.write("id,submit,run,gpus\na,5,100,8\nb,1,50,8\n", to: "u.csv")
        let strict = try Command(["replay", unsorted, "--fleet", Self.small])
        #expect(strict.code == 1 && strict.errors.contains("u.csv:3: ") && strict.errors.contains("comes after"))
        #expect(try report([unsorted, "--fleet", Self.small, "--lenient"])["reordered"] as? Int == 1)
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", try cluster02(scratch)]
        try gzip.run()
        gzip.waitUntilExit()
        let whole = scratch.url.appendingPathComponent("cluster02.csv.gz")
        let bytes = try Data(contentsOf: whole)
        try bytes.prefix(bytes.count / 2).write(to: whole)
        let cut = try Command(["replay", whole.path, "--fleet", Self.small])
        #expect(cut.code == 1 && cut.errors.contains("ends in the middle"), "\(cut.errors)")
    }

    @Test("says of files and options what is wrong, with the exit codes of every replay")
    func usage() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let good = try scratch.write("id,submit,run,gpus\na,0,100,8\n", to: "good.csv")
        let fleet = try scratch.write("nodes: 4\ngpu_per_node: 8\n", to: "bad.yaml")
        let cases: [([String], Int32, [String])] = [
            ([good, "--fleet", fleet], 1, ["bad.yaml:2:1", "did you mean 'gpus_per_node'?"]),
            ([good, "--fleet", scratch.path("none.yaml")], 2, ["none.yaml: the file cannot be read"]),
            ([scratch.path("none.csv"), "--fleet", Self.small], 2, ["none.csv: the file cannot be read"]),
            (
                [good, "--fleet", Self.small, "--policy", "eazy"], 2,
                ["no policy 'eazy'", "fcfs, easy, easy-sjbf, priority"]
            ),
            (
                [good, "--fleet", Self.small, "--policy", "conservative"], 2,
                ["not done on a topology", "stargate replay swf"]
            ),
            ([good, "--fleet", Self.small, "--policy", "easy", "--compare", "easy"], 2, ["exclude each other"]),
            ([good, "--fleet", Self.small, "--compare", "fcfs,easy", "--starts", "s.csv"], 2, ["--starts"]),
            ([good], 2, ["--fleet"]),
        ]
        for (arguments, code, texts) in cases {
            let result = try Command(["replay"] + arguments)
            #expect(result.code == code, "\(arguments): \(result.errors)")
            for text in texts { #expect(result.errors.contains(text), "\(text) is not in \(result.errors)") }
            #expect(result.output.isEmpty)
        }
    }
}
