import Foundation
import StargateScheduling
import StargateTraces
import Testing

@Suite("Reading a placement trace")
struct OpenbReaderTests {
    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("openb-\(UUID().uuidString).csv").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func nodes(_ text: String, lenient: Bool = false) throws -> OpenbReading<OpenbNodes> {
        var models = OpenbModels()
        return try OpenbNodes.read(path: try file(text), models: &models, lenient: lenient)
    }

    @Test("finds 1,213 nodes with 6,212 GPUs of seven models, and 8,152 pods of which 35 kinds are typical")
    func whole() throws {
        var models = OpenbModels()
        let nodes = try OpenbNodes.read(path: Openb.path("openb_node_list_gpu_node.csv"), models: &models).value
        let pods = try OpenbPods.read(path: Openb.path("openb_pod_list_default.csv"), models: &models).value
        #expect(nodes.names.count == 1213 && nodes.shapes.reduce(0) { $0 + $1.gpuCount } == 6212)
        #expect(models.names == ["A10", "G2", "G3", "P100", "T4", "V100M16", "V100M32"])
        #expect(pods.names.count == 8152)
        #expect(TypicalPods(of: pods.demands).kinds.count == 35)
    }

    @Test("names the first wrong line with what would do, or counts all by reason and reads the rest")
    func wrong() throws {
        let text = """
            sn,cpu_milli,memory_mib,gpu,model
            a,64000,262144,2,P100
            b,many,262144,17,P100
            a,1,1,1,T4
            c,1,1,1
            d,1,1,1,T4\r
            """
        let refusal = try #require(throws: TraceError.self) { try nodes(text) }
        #expect(
            refusal.description.hasSuffix(
                ":3: cpu_milli is 'many'. To fix: give a whole number from 0 to 1000000000."))
        let reading = try nodes(text, lenient: true)
        #expect(reading.value.names == ["a", "d"])
        // A line is counted once, whatever is wrong with it.
        #expect(reading.skipped.map(\.code) == [.columns, .number, .duplicate])
        #expect(reading.skipped.map(\.count) == [1, 1, 1] && reading.skipped.map(\.first.line) == [5, 3, 4])
        #expect(reading.value.position(of: "d") == 1)
    }

    @Test("refuses a file that is not there or lacks a column even if lenient")
    func hopeless() throws {
        var models = OpenbModels()
        let refusal = #expect(throws: TraceError.self) {
            try OpenbPods.read(path: "/nowhere/pods.csv", models: &models, lenient: true)
        }
        #expect(refusal?.description.contains("/nowhere/pods.csv: the file cannot be read") == true)
        let lacking = #expect(throws: TraceError.self) {
            try nodes("sn,cpu_milli,memory_mib,model\n", lenient: true)
        }
        #expect(lacking?.code == .columns && lacking?.reason == "there is no column gpu")
    }

    @Test("takes models joined by bars, a share above one GPU as one, and columns in any order")
    func pods() throws {
        var models = OpenbModels()
        let path = try file(
            """
            gpu_spec,name,num_gpu,gpu_milli,cpu_milli,memory_mib,qos
            T4||G2,openb-pod-0000,1,2000,5,6,LS
            ,openb-pod-0001,0,0,5,6,LS
            |,openb-pod-0002,2,1000,5,6,LS
            """)
        let demands = try OpenbPods.read(path: path, models: &models).value.demands
        #expect(models.names == ["G2", "T4"])
        let both = GPUModelSet([GPUModel(number: 0), GPUModel(number: 1)])
        #expect(
            demands == [
                try PodDemand(cpuMilli: 5, memoryMiB: 6, gpuCount: 1, gpuMilli: 1000, models: both),
                try PodDemand(cpuMilli: 5, memoryMiB: 6),
                try PodDemand(cpuMilli: 5, memoryMiB: 6, gpuCount: 2, gpuMilli: 1000),
            ])
    }

    @Test("knows a pod added to fill the cluster by the pod it is like, and misses unknown ones")
    func arrivals() throws {
        var models = OpenbModels()
        let pods = try OpenbPods.read(
            path: try file("name,cpu_milli,memory_mib,num_gpu,gpu_milli\nopenb-pod-0007,1,1,0,0\n"), models: &models
        ).value
        let reading = try OpenbOrder.arrivals(
            path: try file("0007\n0007-tuned-12\nP,openb-pod-0007\nN,0001-openb-node-0000\n0008\n"), of: pods,
            lenient: true)
        #expect(reading.value.map(\.pod) == [0, 0, 0])
        #expect(reading.value.map(\.name) == ["openb-pod-0007", "openb-pod-0007-tuned-12", "openb-pod-0007"])
        #expect(reading.skipped.map(\.code) == [.unknown])
        #expect(reading.skipped.first?.first.reason == "the pod list has no pod 'openb-pod-0008'")
    }

    @Test("wants one rank for every node")
    func ranks() throws {
        let nodes = try nodes(
            "sn,cpu_milli,memory_mib,gpu,model\nopenb-node-0000,1,1,1,T4\nopenb-node-0001,1,1,1,T4\n"
        ).value
        let path = try file("0003,0000\nN,0004-openb-node-0000\nP,openb-pod-1\nx\n0001,0009\n")
        let reading = try OpenbOrder.ranks(path: path, of: nodes, lenient: true)
        #expect(reading.skipped.map(\.code) == [.columns, .missing, .unknown, .duplicate])
        #expect(reading.skipped.map(\.first.line) == [4, nil, 5, 2])
        #expect(nodes.ranked(["openb-node-0000": 3]).map(\.rank) == [3, Int.max])
    }

    @Test("and telling what came of it takes a line for every arrival")
    func written() throws {
        let trace = try Openb.small(seed: 42)
        var draws = SeededDraws(seed: 1)
        let outcomes = trace.replay.run(.fgd, untilArrived: 1, draws: &draws).outcomes
        let text = OpenbPlacements.text(outcomes, arrivals: trace.arrivals, nodes: trace.nodes)
        #expect(text.hasPrefix("seq,pod,node,gpus,result\n0,openb-pod-4463,openb-node-"))
        #expect(text.split(separator: "\n").count == outcomes.count + 1 && outcomes.count < 30)
    }

    @Test("takes gzipped files, and refuses those that are broken off")
    func gzipped() throws {
        var models = OpenbModels()
        let text = "sn,cpu_milli,memory_mib,gpu,model\n" + (0..<4000).map { "n\($0),1,1,1,T4\n" }.joined()
        let plain = try file(text)
        defer { try? FileManager.default.removeItem(atPath: plain + ".gz") }
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", plain]
        try gzip.run()
        gzip.waitUntilExit()
        #expect(try OpenbNodes.read(path: plain + ".gz", models: &models).value.names.count == 4000)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: plain + ".gz"))
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: plain + ".gz"))
        let refusal = #expect(throws: TraceError.self) {
            try OpenbNodes.read(path: plain + ".gz", models: &models)
        }
        #expect(refusal?.code == .truncated && (refusal?.line ?? 0) > 1)
        let half = try OpenbNodes.read(path: plain + ".gz", models: &models, lenient: true)
        #expect(half.skipped.map(\.code) == [.truncated] && half.value.names.count == (refusal?.line ?? 0) - 1)
    }
}
