/// The order in which pods arrive, and the ranks of nodes, as the reference drew them from a seed.
///
/// Two forms are read: a file each (`0255`, `7197-tuned-2712` a line for pods, `rank,node` for nodes), and both in one
/// (`P,openb-pod-4463` and `N,0064-openb-node-0000`). A pod `7197-tuned-2712` is one more pod like number 7197, added
/// to fill the cluster.
public enum OpenbOrder {
    /// One arrival.
    public struct Arrival: Sendable, Equatable {
        /// The name of this pod.
        public let name: String
        /// The position in the pod list of the pod it is, or is like.
        public let pod: Int
    }

    /// Reads the arrivals.
    ///
    /// - Parameter lenient: leaves out lines that cannot be used, and counts them.
    /// - Throws: `TraceError` for the first line that is wrong; if lenient only where nothing can be read at all.
    public static func arrivals(
        path: String, of pods: OpenbPods, lenient: Bool = false
    ) throws(TraceError) -> OpenbReading<[Arrival]> {
        var lines = try OpenbLines(path: path, lenient: lenient)
        var result: [Arrival] = []
        for line in lines.lines() where !line.text.hasPrefix("N,") {
            let text = line.text.hasPrefix("P,") ? line.text.dropFirst(2) : line.text
            let name = text.hasPrefix("openb-pod-") ? String(text) : "openb-pod-" + text
            let original = Self.original(name)
            if let pod = pods.position(of: original) {
                result.append(Arrival(name: name, pod: pod))
            } else {
                lines.note(
                    .unknown, line.number, "the pod list has no pod '\(original)'",
                    "name a pod of the list, such as 0255")
            }
        }
        return try lines.finish(result)
    }

    /// The name without `-tuned-` and what follows.
    private static func original(_ name: String) -> String {
        var hyphens = 0
        let end = name.utf8.firstIndex {
            if $0 == 45 { hyphens += 1 }
            return hyphens == 3
        }
        return end.map { String(name[..<$0]) } ?? name
    }

    /// Reads the ranks of nodes by name.
    ///
    /// - Parameter lenient: leaves out lines that cannot be used, and counts them.
    /// - Throws: `TraceError` for the first line that is wrong; if lenient only where nothing can be read at all.
    public static func ranks(
        path: String, of nodes: OpenbNodes, lenient: Bool = false
    ) throws(TraceError) -> OpenbReading<[String: Int]> {
        var lines = try OpenbLines(path: path, lenient: lenient)
        var result: [String: Int] = [:]
        for line in lines.lines() where !line.text.hasPrefix("P,") {
            let isMarked = line.text.hasPrefix("N,")
            let parts = (isMarked ? line.text.dropFirst(2) : line.text)
                .split(separator: isMarked ? "-" : ",", maxSplits: 1)
            guard parts.count == 2, let rank = Int(parts[0]), rank >= 0 else {
                lines.note(
                    .columns, line.number, "'\(line.text.prefix(40))' is not a rank and a node",
                    "write a line such as 0000,0260")
                continue
            }
            let name = isMarked ? String(parts[1]) : "openb-node-" + parts[1]
            if nodes.position(of: name) == nil {
                lines.note(.unknown, line.number, "the node list has no node '\(name)'", "name a node of the list")
            } else if result.updateValue(rank, forKey: name) != nil {
                lines.note(
                    .duplicate, line.number, "the node '\(name)' has two ranks", "write one line for every node")
            }
        }
        for name in nodes.names where result[name] == nil {
            lines.note(.missing, nil, "the node '\(name)' has no rank", "add a line for it")
        }
        return try lines.finish(result)
    }
}
