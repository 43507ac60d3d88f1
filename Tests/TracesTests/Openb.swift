import Foundation
import StargateScheduling
import StargateTesting
import StargateTraces

/// The trace as it lies in the shared data, and what others computed from it.
enum Openb {
    static let folder = Examples.data("traces/openb")

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    struct Trace {
        let nodes: OpenbNodes
        let arrivals: [OpenbOrder.Arrival]
        let replay: OpenbReplay
    }

    static func small(seed: Int) throws -> Trace {
        let order = "mini122_seed\(seed)_order_and_rank.txt"
        return try trace(nodes: "mini122_nodes.csv", arrivals: order, ranks: order)
    }

    static func full(seed: Int) throws -> Trace {
        try trace(
            nodes: "openb_node_list_gpu_node.csv", arrivals: "arrivals_seed\(seed).txt",
            ranks: "noderank_seed\(seed).csv")
    }

    private static func trace(nodes: String, arrivals: String, ranks: String) throws -> Trace {
        var models = OpenbModels()
        let nodes = try OpenbNodes.read(path: path(nodes), models: &models).value
        let pods = try OpenbPods.read(path: path("openb_pod_list_default.csv"), models: &models).value
        let arrivals = try OpenbOrder.arrivals(path: path(arrivals), of: pods).value
        let ranks = try OpenbOrder.ranks(path: path(ranks), of: nodes).value
        let replay = try OpenbReplay(nodes: nodes, ranks: ranks, pods: pods, arrivals: arrivals)
        return Trace(nodes: nodes, arrivals: arrivals, replay: replay)
    }

    /// The fields of every line but the first; `.gz` is unpacked.
    static func rows(_ name: String) throws -> [[String]] {
        var data = try Data(contentsOf: folder.appendingPathComponent(name))
        if name.hasSuffix(".gz") {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["gzip", "-dc", path(name)]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            data = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The names of policies in the reference's results.
    static let names: [PlacementPolicy: String] = [
        .random: "01-Random", .dotProduct: "02-DotProd", .clustering: "03-GpuClustering", .packing: "04-GpuPacking",
        .bestFit: "05-BestFit", .fgd: "06-FGD",
    ]
}
