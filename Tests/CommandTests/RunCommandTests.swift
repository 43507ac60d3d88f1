import Foundation
import StargateTesting
import Testing

@Suite("The command line")
struct RunCommandTests {
    @Test("leaves a whole run directory and never overwrites one unasked")
    func runDirectory() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let out = scratch.path("out")
        let campus = Examples.path("campus")
        let first = try Command(["run", campus, "--out", out, "--no-sensitivity"])
        #expect(first.code == 0, "\(first.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: out)
        for name in ["journal.sqlite", "summary.json", "report.html", "programme.yaml", "quarters.csv", "models.csv"] {
            #expect(files.contains(name))
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: out + "/summary.json"))
        let again = try Command(["run", campus, "--out", out, "--seed", "9", "--no-sensitivity"])
        #expect(again.code == 2)
        #expect(again.errors.contains("--force"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: out + "/summary.json")) == before)
        let forced = try Command(["run", campus, "--out", out, "--seed", "9", "--force", "--no-sensitivity"])
        #expect(forced.code == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: out + "/summary.json")) != before)
        #expect(try scratch.contents() == ["out"], "nothing is left beside it")
    }

    @Test("does not replace, even with force, what is no run")
    func foreignDirectory() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("precious", to: "letter.txt")
        let run = try Command([
            "run", Examples.path("campus"), "--out", scratch.url.path, "--force", "--no-sensitivity",
        ])
        #expect(run.code == 2)
        #expect(try scratch.contents() == ["letter.txt"])
    }

    @Test("prints the summary as JSON, without colour or progress")
    func json() throws {
        let run = try Command(["run", Examples.path("campus"), "--json", "--no-sensitivity"])
        #expect(run.code == 0)
        #expect(run.errors.isEmpty)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect(object?["version"] as? Int == 1)
        #expect((object?["quarters"] as? [Any])?.count == 8)
    }

    @Test(
        "ends with code 2 on wrong usage",
        arguments: [
            ["run"], ["run", "x.yaml", "--colour"], ["fly"], ["what-if", "x", "--at", "tomorrow"],
            ["verify", "/nowhere"],
            ["run", "examples/campus/programme.yaml", "--until", "2020-01-01"],
            ["what-if", "examples/campus/programme.yaml", "--at", "2035-01-01"],
            ["what-if", "examples/campus/programme.yaml", "--at", "2026-06-01", "--set", "no equals sign"],
        ])
    func usage(arguments: [String]) throws {
        let run = try Command(arguments)
        #expect(run.code == 2, "\(run.errors)")
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
    }

    @Test("teaches with --help", arguments: [[], ["run"], ["what-if"], ["compare"], ["verify"], ["schema"]])
    func help(verb: [String]) throws {
        let run = try Command(verb + ["--help"])
        #expect(run.code == 0)
        #expect(run.output.contains("USAGE: stargate"))
    }
}
