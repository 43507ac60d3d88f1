import Foundation
import StargateTesting
import Testing

@Suite("stargate replay openb")
struct ReplayPlacementTests {
    @Test("allocates of the full cluster what the reference does, at 100 and at 130 % asked")
    func full() throws {
        let report = try ReplayTraceTests.object(
            try Command(SharedTraces.full + ["--policy", "best-fit", "--json"]))
        // Seed 42 of analysis_allo_discrete.csv.
        #expect(report["allocated_percent_at_100"] as? Double == 92.94)
        #expect(report["allocated_percent_at_130"] as? Double == 93.13)
        #expect(report["policy"] as? String == "bestfit", "however the policy was spelled")
        #expect(report["capacity"] as? Int == 6212)
    }

    @Test("stops when told, and knows no share that arrivals did not reach")
    func untilArrived() throws {
        let result = try Command(SharedTraces.small + ["--policy", "fgd", "--until-arrived", "50", "--json"])
        let report = try ReplayTraceTests.object(result)
        #expect(report["allocated_percent_at_100"] is NSNull && report["allocated_percent_at_130"] is NSNull)
        #expect(abs((report["gpu_requests_percent"] as? Double ?? 0) - 50) < 1.5)
    }

    @Test("puts pods where the reference does", arguments: [("fgd", "06-FGD"), ("dotprod", "02-DotProd")])
    func placements(policy: String, name: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let out = scratch.path("placed.csv")
        let result = try Command(SharedTraces.small + ["--policy", policy, "--placements", out])
        #expect(result.code == 0, "\(result.errors)")
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.hasPrefix("seq,pod,node,gpus,result\n"))
        let nodes = text.split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false)[2] }
        let expected = try Self.reference(name)
        #expect(nodes.map(String.init) == expected)
    }

    @Test("shows classes by what pods ask of GPUs, and fragmentation on the page")
    func page() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let out = scratch.path("page.html")
        let result = try Command(SharedTraces.small + ["--compare", "packing,random", "--seed", "7", "--html", out])
        #expect(result.code == 0 && result.output.contains("part of a GPU"), "\(result.errors)")
        let page = try String(contentsOfFile: out, encoding: .utf8)
        #expect(page.contains("id=\"fragmentation\"") && page.contains("id=\"allocated\""))
        let again = try Command(SharedTraces.small + ["--compare", "packing,random", "--seed", "7"])
        #expect(again.output == result.output)
    }

    @Test("names the first broken line, or leaves all out and counts them")
    func broken() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let nodes = try scratch.write(
            "sn,cpu_milli,memory_mib,gpu,model\nn1,1000,1000,2,T4\nn2,x,1000,2,T4\n", to: "n.csv")
        let pods = try scratch.write(
            "name,cpu_milli,memory_mib,num_gpu,gpu_milli\nopenb-pod-0001,1,1,1,500\nopenb-pod-0002,1,1\n", to: "p.csv")
        let arrivals = try scratch.write("0001\n0009\n", to: "a.txt")
        let ranks = try scratch.write("N,0-n1\n", to: "r.csv")
        let arguments = [
            "replay", "openb", "--nodes", nodes, "--pods", pods, "--arrivals", arrivals, "--ranks", ranks,
        ]
        let strict = try Command(arguments + ["--placements", scratch.path("out.csv")])
        #expect(strict.code == 1 && strict.errors.contains("n.csv:3: cpu_milli is 'x'"), "\(strict.errors)")
        #expect(strict.errors.contains("--lenient") && !scratch.exists("out.csv"))
        let report = try ReplayTraceTests.object(try Command(arguments + ["--lenient", "--json"]))
        #expect(report["left_out_count"] as? Int == 3 && report["placed"] as? Int == 1)
        let missing = try Command(
            ["replay", "openb", "--nodes", "none.csv", "--pods", pods, "--arrivals", arrivals, "--ranks", ranks])
        #expect(missing.code == 2 && missing.errors.contains("none.csv"), "\(missing.errors)")
        #expect(try Command(["replay", "openb", "--nodes", nodes]).code == 2)
    }

    /// The nodes of each pod of seed 42, empty where none was found.
    private static func reference(_ policy: String) throws -> [String] {
        let text = try SharedTraces.text("openb/mini122_placements.csv.gz")
        var nodes: [String] = []
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if fields[0] == policy, fields[1] == "42" { nodes.append(fields[4]) }
        }
        return nodes
    }
}
