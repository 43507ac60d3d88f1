import Foundation
import StargateTesting
import StargateTraces

/// Traces of the shared data, and what others computed from them.
enum SharedTraces {
    static let folder = Examples.data("traces")

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// `job_id,submit,start,finish` of a reference schedule, sorted.
    static func starts(_ name: String) throws -> [String] {
        rows(try text("starts/\(name).csv.gz"))
    }

    /// A gzipped text.
    static func text(_ name: String) throws -> String {
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        return String(decoding: Gunzip.inflate(bytes).bytes, as: UTF8.self)
    }

    /// The first four columns of every row but the header, sorted.
    static func rows(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",").prefix(4).joined(separator: ",") }.sorted()
    }

    /// The options of the small placement trace, and of the full one.
    static var small: [String] {
        let order = path("openb/mini122_seed42_order_and_rank.txt")
        return placement(nodes: "mini122_nodes.csv", arrivals: order, ranks: order)
    }
    static var full: [String] {
        placement(
            nodes: "openb_node_list_gpu_node.csv", arrivals: path("openb/arrivals_seed42.txt"),
            ranks: path("openb/noderank_seed42.csv"))
    }

    private static func placement(nodes: String, arrivals: String, ranks: String) -> [String] {
        [
            "replay", "openb", "--nodes", path("openb/\(nodes)"), "--pods", path("openb/openb_pod_list_default.csv"),
            "--arrivals", arrivals, "--ranks", ranks,
        ]
    }
}
