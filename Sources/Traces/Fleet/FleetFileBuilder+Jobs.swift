import StargateQuantities
import StargateScheduling
import Yams

/// Rules for jobs, failures and reservations.
extension FleetFileBuilder {
    private static let jobKeys = [
        "packing", "estimate_factor", "placement", "priorities", "minimum_run", "checkpoint_interval", "restart",
        "on_failure", "type",
    ]

    mutating func readJobs(_ node: Node) {
        guard let fields = nodes.fields(node, "jobs", allowed: Self.jobKeys) else { return }
        let packings = FleetJobRules.Packing.allCases.map(\.rawValue)
        if let found = nodes.choice("packing", of: fields, packings) {
            rules.packing = FleetJobRules.Packing(rawValue: found) ?? .exact
        }
        if let factor = nodes.quantity("estimate_factor", of: fields, .ratio, 1...1_000_000_000) {
            rules.estimateFactor = factor
        }
        if let span = nodes.span("minimum_run", of: fields) { rules.minimumRun = span }
        if let span = nodes.span("restart", of: fields) { rules.restart = span }
        if let span = nodes.span("checkpoint_interval", of: fields) {
            if span > 0 {
                rules.checkpointInterval = span
            } else {
                nodes.note(fields.mark, fields.path("checkpoint_interval"), "an interval of nothing", "leave it out")
            }
        }
        if nodes.choice("on_failure", of: fields, ["restart", "wait"]) == "wait" { rules.onFailure = .wait }
        if let node = fields.values["type"] {
            rules.type = nodes.position(node.scalar?.string ?? "", node.mark, "jobs.type", in: types) ?? 0
        }
        if let node = fields.values["priorities"] {
            for (name, _, value) in nodes.named(node, "jobs.priorities") {
                rules.priorities[name] = nodes.count(value, "jobs.priorities.\(name)", -1_000_000...1_000_000)
                    .map(Int.init)
            }
        }
        if let node = fields.values["placement"] { rules.placements = placements(node) }
    }

    private mutating func placements(_ node: Node) -> [FleetJobRules.Placement] {
        var found: [FleetJobRules.Placement] = []
        for (index, node) in nodes.list(node, "jobs.placement").enumerated() {
            let path = "jobs.placement[\(index + 1)]"
            guard let fields = nodes.fields(node, path, allowed: ["up_to", "constraint"]) else { continue }
            let upTo = nodes.number("up_to", of: fields, 1...1_000_000_000) ?? .max
            let text = nodes.text("constraint", of: fields) ?? ""
            guard let constraint = Self.constraint(text) else {
                nodes.note(
                    fields.values["constraint"]?.mark ?? fields.mark, fields.path("constraint"),
                    "'\(text)' is no constraint",
                    "write none, required LEVEL, preferred LEVEL, balanced LEVEL or segment SIZE in LEVEL; levels are "
                        + "node, rack, block, site, for balanced and segment rack, block, site")
                continue
            }
            if let last = found.last, upTo <= last.upTo {
                nodes.note(fields.mark, path, "jobs of this size are placed by an earlier rule", "let 'up_to' rise")
            }
            found.append(FleetJobRules.Placement(upTo: upTo, constraint: constraint))
        }
        return found
    }

    /// `required rack`, `segment 4 in rack` and so on.
    static func constraint(_ text: String) -> FleetConstraint? {
        let words = text.split(separator: " ").map(String.init)
        guard let kind = words.first else { return nil }
        if kind == "none" { return words.count == 1 ? FleetConstraint.none : nil }
        if kind == "segment" {
            guard words.count == 4, words[2] == "in", let size = Int(words[1]), size > 0, let level = level(words[3]),
                level >= .rack
            else { return nil }
            return .segment(size: size, within: level)
        }
        guard words.count == 2, let level = level(words[1]) else { return nil }
        switch kind {
        case "required": return .required(level)
        case "preferred": return .preferred(level)
        case "balanced": return level >= .rack ? .balanced(level) : nil
        default: return nil
        }
    }

    private static func level(_ name: String) -> FleetLevel? {
        switch name {
        case "node": .node
        case "rack": .rack
        case "block": .block
        case "site": .site
        default: nil
        }
    }

    mutating func readFailures(_ node: Node) {
        guard let fields = nodes.fields(node, "failures", allowed: ["nodes", "racks", "repair"]) else { return }
        let nodeRate = rate("nodes", of: fields)
        let rackRate = rate("racks", of: fields)
        let repair = nodes.span("repair", of: fields) ?? 12 * 3_600_000
        guard repair > 0 else {
            return nodes.note(fields.mark, fields.path("repair"), "a repair takes some time", "such as '12 hours'")
        }
        failures = FleetFailureModel(
            nodesPerMillionDays: nodeRate ?? 0, racksPerMillionDays: rackRate ?? 0, repair: repair)
    }

    /// Racks fail per 1000 rack-days, which are counted as node-days are.
    private mutating func rate(_ key: String, of fields: FleetFileNodes.Fields) -> Int64? {
        guard let node = fields.values[key] else { return nil }
        var text = node.scalar?.string ?? ""
        if key == "racks", text.hasSuffix("per 1000 rack-days") {
            text = text.dropLast("rack-days".count) + "node-days"
        }
        return nodes.quantity(
            .scalar(Node.Scalar(text, .implicit, .any, node.mark)), fields.path(key), .failureRate, 0...100_000_000)
    }

    mutating func readWindows(_ node: Node, into file: inout FleetFile) {
        let allowed = ["from", "until", "pool", "block", "rack", "gpus", "type", "classes"]
        for (index, node) in nodes.list(node, "reservations").enumerated() {
            let path = "reservations[\(index + 1)]"
            guard let fields = nodes.fields(node, path, allowed: allowed) else { continue }
            guard let from = nodes.span("from", of: fields), let until = nodes.span("until", of: fields), until > from
            else {
                nodes.note(fields.mark, path, "a window has 'from' and a later 'until'", "such as 'from: 10 days'")
                continue
            }
            guard let extent = extent(fields, file.topology) else { continue }
            file.windows.append(
                FleetFile.Window(
                    reservation: FleetReservation(begin: from, end: until, extent: extent),
                    classes: nodes.names("classes", of: fields)))
        }
    }

    private mutating func extent(
        _ fields: FleetFileNodes.Fields, _ topology: FleetTopology
    ) -> FleetReservation.Extent? {
        let pool = fields.values["pool"].flatMap {
            nodes.position($0.scalar?.string ?? "", $0.mark, fields.path("pool"), in: poolNames)
        }
        guard let pool else {
            if fields.values["pool"] == nil {
                nodes.note(fields.mark, fields.path, "'pool' is missing", "one of \(poolNames.joined(separator: ", "))")
            }
            return nil
        }
        let racks = topology.racks(of: .pool, pool)
        if let rack = nodes.number("rack", of: fields, 1...max(1, racks.count)) {
            return .domain(.rack, racks.lowerBound + rack - 1)
        }
        let blocks = (0..<topology.count(.block)).filter { racks.overlaps(topology.racks(of: .block, $0)) }
        if let block = nodes.number("block", of: fields, 1...max(1, blocks.count)) {
            return .domain(.block, blocks[block - 1])
        }
        guard let gpus = nodes.number("gpus", of: fields, 1...1_000_000_000) else {
            return fields.values["gpus"] == nil ? .domain(.pool, pool) : nil
        }
        let type = fields.values["type"].flatMap {
            nodes.position($0.scalar?.string ?? "", $0.mark, fields.path("type"), in: types)
        }
        return .count(pool: pool, type: type ?? 0, gpus: Int64(gpus))
    }
}
