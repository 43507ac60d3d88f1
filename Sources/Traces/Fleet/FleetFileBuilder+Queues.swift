import StargateQuantities
import StargateScheduling
import Yams

/// Queues and their quotas.
extension FleetFileBuilder {
    private static let keys = ["cohort", "quota", "borrowing_limit", "weight", "vcs", "users", "default"]

    mutating func readQueues(_ fields: FleetFileNodes.Fields, into file: inout FleetFile) {
        let whole = (0..<types.count).map { type in
            (0..<pools.count).reduce(Int64(0)) { $0 + file.topology.capacity(inPool: $1, type: type) }
        }
        guard let node = fields.values["queues"] else {
            file.queues = [FleetFile.Queue(name: "all", terms: FleetQueue(cohort: 0, nominal: Self.everything(file)))]
            return
        }
        var cohorts: [String] = []
        var takers: [String: String] = [:]
        for (name, _, node) in nodes.named(node, "queues") {
            guard let queue = nodes.fields(node, "queues.\(name)", allowed: Self.keys) else { continue }
            let cohort = nodes.text("cohort", of: queue) ?? "all"
            if !cohorts.contains(cohort) { cohorts.append(cohort) }
            let quota = amounts("quota", of: queue, whole)
            let limits = amounts("borrowing_limit", of: queue, whole)
            if nodes.text("default", of: queue) == "true" { file.defaultQueue = file.queues.count }
            let terms = FleetQueue(
                cohort: cohorts.firstIndex(of: cohort) ?? 0, nominal: quota.map { $0 ?? 0 },
                borrowingLimits: limits, weight: Int64(nodes.number("weight", of: queue, 1...1_000_000) ?? 1))
            if queue.values["quota"] == nil {
                nodes.note(queue.mark, queue.path, "'quota' is missing", "such as 'quota: 40 %' or 'quota: 512'")
            }
            let (clusters, users) = (nodes.names("vcs", of: queue), nodes.names("users", of: queue))
            for taken in clusters.map({ "vc \($0)" }) + users.map({ "user \($0)" }) {
                if let other = takers[taken] {
                    nodes.note(queue.mark, queue.path, "\(taken) belongs to \(other) already", "name it in one queue")
                }
                takers[taken] = name
            }
            file.queues.append(FleetFile.Queue(name: name, terms: terms, clusters: clusters, users: users))
        }
        if file.queues.isEmpty { nodes.note(node.mark, "queues", "there is no queue", "leave 'queues' out") }
    }

    /// All GPUs, spares and failed ones too: one queue alone is never short of quota.
    private static func everything(_ file: FleetFile) -> [Int64] {
        var all = [Int64](repeating: 0, count: file.topology.types)
        for node in 0..<file.topology.nodeCount {
            all[file.topology.type(of: node)] += Int64(file.topology.gpus(of: node))
        }
        return all
    }

    /// GPUs by type: a number or a share for all types, or a mapping; nil where nothing is said.
    private mutating func amounts(_ key: String, of fields: FleetFileNodes.Fields, _ whole: [Int64]) -> [Int64?] {
        guard let node = fields.values[key] else { return whole.map { _ in nil } }
        let path = fields.path(key)
        guard let mapping = node.mapping else { return whole.map { amount(node, path, of: $0) } }
        var found: [Int64?] = whole.map { _ in key == "quota" ? 0 : nil }
        for (name, value) in mapping {
            guard let type = nodes.position(name.scalar?.string ?? "", name.mark, path, in: types) else { continue }
            found[type] = amount(value, "\(path).\(types[type])", of: whole[type])
        }
        return found
    }

    private mutating func amount(_ node: Node, _ path: String, of whole: Int64) -> Int64? {
        guard node.scalar?.string.hasSuffix("%") == true else { return nodes.count(node, path, 0...1_000_000_000) }
        return nodes.quantity(node, path, .ratio, 0...10_000_000).map { whole * $0 / 1_000_000 }
    }
}
