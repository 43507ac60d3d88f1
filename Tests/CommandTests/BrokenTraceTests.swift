import Foundation
import StargateTesting
import Testing

@Suite("A broken trace")
struct BrokenTraceTests {
    private static let good = "1 0 0 10 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1"

    @Test(
        "is refused with file, line and reason, and leaves nothing",
        arguments: [
            ("1 0 0 10 2", "fields where the format has 18"),
            ("2 x 0 10 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1", "submit time 'x' (field 2) is not a whole number"),
            ("2 -5 0 10 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1", "is negative"),
            ("2 0 0 -1 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1", "run time (field 4) is missing"),
            ("2 0 0 10 -1 -1 -1 -1 10 -1 1 1 1 1 1 1 -1 -1", "neither allocated nor requested"),
            ("2 0 0 10 99 -1 -1 99 10 -1 1 1 1 1 1 1 -1 -1", "needs 99 processors, the machine has 4"),
            ("2 0 0 99999999999999 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1", "is larger than"),
            ("2 5 0 10 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1\n3 4 0 10 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1", "comes after"),
        ])
    func refused(line: String, reason: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = try scratch.write("; MaxProcs: 4\n\(Self.good)\n\(line)\n", to: "t.swf")
        let outputs = ["--starts", scratch.path("s.csv"), "--html", scratch.path("p.html")]
        let result = try Command(["replay", trace, "--policy", "easy"] + outputs)
        #expect(result.code == 1, "\(result.errors)")
        let at = line.contains("\n") ? 4 : 3
        #expect(result.errors.contains("t.swf:\(at): ") && result.errors.contains(reason), "\(result.errors)")
        #expect(result.errors.contains("help: ") && result.output.isEmpty)
        #expect(try scratch.contents() == ["t.swf"])
        let lenient = try Command(["replay", trace, "--policy", "easy", "--lenient", "--json"])
        let report = try ReplayTraceTests.object(lenient)
        let isOutOfOrder = line.contains("\n")
        #expect(report["left_out_count"] as? Int == (isOutOfOrder ? 0 : 1))
        #expect(report["reordered"] as? Int == (isOutOfOrder ? 1 : 0))
        #expect(report["jobs"] as? Int == (isOutOfOrder ? 3 : 1))
    }

    @Test("counts by reason what lenient reading leaves out")
    func lenient() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = try scratch.write("1 2\n\(Self.good)\n3\nx 0 0 10 2 -1 -1 2 10 -1 1 1 1 1 1 1 -1 -1\n", to: "t.swf")
        let arguments = ["replay", trace, "--processors", "4", "--lenient"]
        let report = try ReplayTraceTests.object(try Command(arguments + ["--json"]))
        let reasons = try #require(report["left_out"] as? [[String: Any]])
        #expect(reasons.map { $0["reason"] as? String } == ["columns", "number"])
        #expect(reasons.map { $0["count"] as? Int } == [2, 1])
        #expect((reasons[0]["first"] as? String)?.contains("t.swf:1: ") == true)
        let text = try Command(arguments).output
        #expect(text.contains("3 lines left out") && text.contains("2 × columns"))
    }

    @Test("that is cut off, empty, missing or of no known machine says so")
    func files() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let bytes = try Data(
            contentsOf: URL(fileURLWithPath: SharedTraces.path("swf/ms_itp_cluster03_gpu192.norm.swf.gz")))
        try bytes.prefix(bytes.count / 2).write(to: scratch.url.appendingPathComponent("cut.swf.gz"))
        let cut = try Command(["replay", scratch.path("cut.swf.gz"), "--processors", "192"])
        #expect(cut.code == 1 && cut.errors.contains("ends in the middle"), "\(cut.errors)")
        let empty = try Command(["replay", try scratch.write("", to: "empty.swf"), "--processors", "4"])
        #expect(empty.code == 1 && empty.errors.contains("no job could be read"), "\(empty.errors)")
        let none = try Command(["replay", scratch.path("none.swf")])
        #expect(none.code == 2 && none.errors.contains("cannot be read"), "\(none.errors)")
        let machine = try Command(["replay", try scratch.write(Self.good, to: "m.swf")])
        #expect(machine.code == 2 && machine.errors.contains("--processors N"), "\(machine.errors)")
        let table = try Command(["replay", try scratch.write("a,b\n", to: "t.csv")])
        #expect(table.code == 2 && table.errors.contains("is a table"), "\(table.errors)")
    }

    @Test(
        "does not stop the clock: numbers as large as may be are replayed", arguments: ["fcfs", "easy", "conservative"])
    func large(policy: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let most = 1 << 40
        let jobs = (1...5).map { "\($0) \(most) \(most) 2000000000 \(most)" }
        let trace = try scratch.write(ReplayTraceTests.swf(jobs, machine: 2_000_000_000), to: "t.swf")
        let report = try ReplayTraceTests.object(try Command(["replay", trace, "--policy", policy, "--json"]))
        #expect(report["makespan_seconds"] as? Double == Double(5 * most))
    }

    @Test(
        "or wrong usage ends with code 2, and says what would do",
        arguments: [
            (["--policy", "sjf"], "one of fcfs, easy"), (["--compare", "fcfs,fcfs"], "twice"),
            (["--compare", "fcfs", "--policy", "easy"], "exclude each other"), (["--processors", "0"], "from 1 to"),
            (["--mode", "hourly"], "batch"), (["--html", "/nowhere/at/all.html"], "no directory"),
            (["--compare", "fcfs,easy", "--starts", "s.csv"], "--starts"), (["--html", "/tmp"], "is a directory"),
            (["--starts", "x.out", "--html", "./x.out"], "two files"), (["--colour"], "--colour"),
        ])
    func usage(options: [String], help: String) throws {
        let result = try Command(["replay", SharedTraces.path("swf/kth_sp2_part01.norm.swf")] + options)
        #expect(result.code == 2, "\(result.errors)")
        #expect(result.errors.contains(help) && result.output.isEmpty, "\(result.errors)")
    }

    @Test("is never overwritten by what is written about it", arguments: ["--starts", "--html"])
    func overwritten(option: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = scratch.path("trace.swf")
        let text = "1 0 0 10 1 -1 -1 1 10 -1 1 1 1 1 1 1 -1 -1\n"
        try text.write(toFile: trace, atomically: true, encoding: .utf8)
        let result = try Command(
            ["replay", trace, "--processors", "2", "--policy", "easy", option, scratch.path("./trace.swf")])
        #expect(result.code == 2 && result.errors.contains("is read by this command"), "\(result.errors)")
        #expect(try String(contentsOfFile: trace, encoding: .utf8) == text)
    }

    @Test("but the largest machine there may be is judged like any other")
    func largest() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let trace = scratch.path("trace.swf")
        try "1 0 0 10 2147483647 -1 -1 2147483647 10 -1 1 1 1 1 1 1 -1 -1\n"
            .write(toFile: trace, atomically: true, encoding: .utf8)
        let result = try Command(["replay", trace, "--processors", "2147483647", "--policy", "easy"])
        #expect(result.code == 0, "\(result.errors)")
    }
}
