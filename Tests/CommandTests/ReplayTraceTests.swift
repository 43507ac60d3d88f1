import Foundation
import StargateTesting
import Testing

@Suite("stargate replay of a trace")
struct ReplayTraceTests {
    private static let sdsc = SharedTraces.path("swf/sdsc_sp2_5k.norm.swf")
    private static let hpc2n = SharedTraces.path("swf/hpc2n_3k.norm.swf")

    static func object(_ result: Command) throws -> [String: Any] {
        #expect(result.code == 0, "\(result.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    }

    /// Means of `starts_summary.csv`: waits to a tenth of a millisecond.
    @Test(
        "gives the known means",
        arguments: [
            (sdsc, "fcfs", 15674.7173, 140.248957), (sdsc, "easy", 3683.8504, 18.316791),
            (sdsc, "easy-sjbf", 3872.3448, 18.493852), (sdsc, "conservative", 3866.5801, 17.791301),
            (hpc2n, "fcfs", 5627.8830, 47.405454), (hpc2n, "easy", 3539.7227, 16.510358),
            (hpc2n, "conservative", 3509.9339, 16.964762),
        ])
    func means(trace: String, policy: String, wait: Double, slowdown: Double) throws {
        let report = try Self.object(try Command(["replay", trace, "--policy", policy, "--json"]))
        #expect(report["policy"] as? String == policy)
        #expect(abs((report["wait_mean_seconds"] as? Double ?? 0) - wait) < 0.0001)
        #expect(abs((report["bounded_slowdown_mean"] as? Double ?? 0) - slowdown) < 0.000_001)
    }

    @Test(
        "writes the very starts of the reference",
        arguments: [("fcfs", "fcfs"), ("easy", "easy"), ("easy-sjbf", "sjbf"), ("conservative", "cons")])
    func starts(policy: String, reference: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let out = scratch.path("starts.csv")
        let trace = SharedTraces.path("swf/kth_sp2_part01.norm.swf")
        let result = try Command(["replay", trace, "--policy", policy, "--processors", "100", "--starts", out])
        #expect(result.code == 0, "\(result.errors)")
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.hasPrefix("job_id,submit,start,finish\n"))
        let rows = SharedTraces.rows(text)
        #expect(try rows == SharedTraces.starts("pyss_kth_sp2_part01_\(reference)"))
        #expect(try scratch.contents() == ["starts.csv"], "nothing is left beside it")
    }

    @Test("has stable keys, per run and per class, and the only run's at the top")
    func keys() throws {
        let report = try Self.object(try Command(["replay", Self.hpc2n, "--policy", "easy", "--json"]))
        let runs = try #require(report["runs"] as? [[String: Any]])
        let overall = try #require(runs[0]["overall"] as? [String: Any])
        let classes = try #require(report["classes"] as? [[String: Any]])
        let shared: Set = [
            "jobs", "jct_mean_seconds", "jct_p50_seconds", "jct_p99_seconds", "wait_mean_seconds", "wait_p50_seconds",
            "wait_p99_seconds", "bounded_slowdown_mean", "bounded_slowdown_p50", "bounded_slowdown_p99",
            "processor_hours", "processor_hours_per_job",
        ]
        let whole: Set = [
            "makespan_seconds", "allocation_percent", "utilisation_percent", "arriving_allocation_percent",
            "fragmentation_percent", "preemptions",
        ]
        #expect(Set(overall.keys) == shared.union(whole))
        #expect(classes.allSatisfy { Set($0.keys) == shared.union(["name"]) })
        #expect(classes.reduce(0) { $0 + ($1["jobs"] as? Int ?? 0) } == overall["jobs"] as? Int)
        for key in overall.keys { #expect(report[key] as? Double == overall[key] as? Double, "\(key)") }
        #expect(report["capacity"] as? Int == 240 && report["mode"] as? String == "event")
        #expect(report["left_out_count"] as? Int == 0)
        let timed = try Self.object(try Command(["replay", Self.hpc2n, "--latency", "--json"]))
        #expect((timed["decision_latency_p99_microseconds"] as? Double ?? 0) > 0)
    }

    @Test("is taught by the help of replay, beside the other three kinds")
    func help() throws {
        let help = try Command(["replay", "--help"])
        #expect(help.code == 0)
        for kind in [
            "replay sdsc.swf", "--fleet fleet.yaml", "replay openb --nodes", "replay synthetic --accelerators",
        ] {
            #expect(help.output.contains(kind), "\(kind)")
        }
        #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test("agrees with a schedule worked out by hand")
    func byHand() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        // Two processors: 1 holds both until 10; 2 wants both; 3 wants one and waits behind it under fcfs.
        let trace = try scratch.write(
            Self.swf(["1 0 10 2 10", "2 1 10 2 10", "3 2 5 1 5"]), to: "t.swf")
        let report = try Self.object(
            try Command(["replay", trace, "--processors", "2", "--policy", "fcfs", "--json"]))
        func value(_ key: String) -> Double { report[key] as? Double ?? -1 }
        // Starts 0, 10, 20; ends 10, 20, 25.
        #expect(abs(value("wait_mean_seconds") - 27.0 / 3) < 1e-6)
        #expect(abs(value("jct_mean_seconds") - 52.0 / 3) < 1e-6)
        #expect(value("makespan_seconds") == 25)
        #expect(value("utilisation_percent") == 90)
        // Both are in use while anyone waits.
        #expect(value("fragmentation_percent") == 0)
        #expect(abs(value("processor_hours") - 45.0 / 3600) < 1e-9)
        #expect(abs(value("bounded_slowdown_mean") - (1 + 1.9 + 2.3) / 3) < 1e-6)
    }

    @Test("sets policies side by side and marks the best; two runs print the same")
    func compare() throws {
        let arguments = ["replay", Self.hpc2n, "--compare", "fcfs,easy,conservative"]
        let result = try Command(arguments)
        let row = result.output.split(separator: "\n").first { $0.contains("mean wait") }
        #expect(row?.contains("3,509.9*") == true && row?.contains("5,627.9 ") == true, "\(result.output)")
        #expect(!result.output.contains("\u{1B}") && result.errors.isEmpty)
        #expect(try Command(arguments).output == result.output)
        let report = try Self.object(try Command(arguments + ["--json"]))
        let runs = try #require(report["runs"] as? [[String: Any]])
        #expect(runs.map { $0["policy"] as? String } == ["fcfs", "easy", "conservative"])
        #expect(report["overall"] == nil, "no single run to stand at the top")
    }

    @Test("writes a page for small and for large traces")
    func page() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let out = scratch.path("page.html")
        let trace = try scratch.write(Self.swf(["7 0 10 2 10", "8 1 10 2 10", "9 2 5 1 5"], machine: 4), to: "t.swf")
        let small = try Command(["replay", trace, "--compare", "fcfs,easy", "--html", out])
        #expect(small.code == 0, "\(small.errors)")
        let page = try String(contentsOfFile: out, encoding: .utf8)
        #expect(page.contains("id=\"schedule\"") && page.contains("job 9: submitted 2"))
        let large = try Command(["replay", Self.hpc2n, "--html", out])
        #expect(large.code == 0, "\(large.errors)")
        let other = try String(contentsOfFile: out, encoding: .utf8)
        #expect(!other.contains("id=\"schedule\"") && other.contains("id=\"wait\""))
    }

    @Test(
        "teaches with --help",
        arguments: [["replay"], ["replay", "openb"], ["replay", "synthetic"], ["replay", "swf"]])
    func help(verb: [String]) throws {
        let result = try Command(verb + ["--help"])
        #expect(result.code == 0 && result.output.contains("stargate replay"))
    }

    /// Lines of 18 fields from number, submission, run time, processors and estimate.
    static func swf(_ jobs: [String], machine: Int? = nil) -> String {
        (machine.map { ["; MaxProcs: \($0)"] } ?? [])
            .appending(
                jobs.map { job in
                    let f = job.split(separator: " ")
                    return "\(f[0]) \(f[1]) 0 \(f[2]) \(f[3]) -1 -1 \(f[3]) \(f[4]) -1 1 1 1 1 1 1 -1 -1"
                }
            ).joined(separator: "\n") + "\n"
    }
}

extension [String] {
    fileprivate func appending(_ more: [String]) -> [String] { self + more }
}
