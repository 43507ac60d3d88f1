import StargateQuantities
import StargateScheduling
import Yams

/// From the YAML tree to a fleet, section by section.
struct FleetFileBuilder {
    var nodes = FleetFileNodes()
    var types: [String] = []
    var sites: [String] = []
    var owners: [String] = []
    var poolNames: [String] = []
    var pools: [FleetPool] = []
    var power = FleetPowerPlan.uncapped(types: 0, sites: 0)
    var rules = FleetJobRules()
    var failures: FleetFailureModel?

    static let simple = ["gpu", "nodes", "gpus_per_node", "nodes_per_rack", "spares_per_rack"]
    static let sections =
        ["name"] + simple + [
            "types", "sites", "pools", "queues", "jobs", "failures", "reservations",
        ]

    mutating func build(_ root: Node) -> FleetFile? {
        guard let fields = nodes.fields(root, "", allowed: Self.sections) else { return nil }
        readTypes(fields)
        readSites(fields)
        readPools(fields)
        if let node = fields.values["jobs"] { readJobs(node) }
        if let node = fields.values["failures"] { readFailures(node) }
        // What leans on the tree is not read without one.
        guard nodes.issues.isEmpty, let topology = topology(fields) else { return nil }
        var file = FleetFile(topology: topology)
        file.name = nodes.text("name", of: fields) ?? "fleet"
        (file.types, file.sites, file.owners, file.poolNames) = (types, sites, owners, poolNames)
        (file.pools, file.power) = (pools, power)
        readQueues(fields, into: &file)
        (file.rules, file.failures) = (rules, failures)
        if let node = fields.values["reservations"] { readWindows(node, into: &file) }
        return file
    }

    private mutating func readTypes(_ fields: FleetFileNodes.Fields) {
        guard let node = fields.values["types"] else {
            types = [nodes.text("gpu", of: fields) ?? "gpu"]
            power = .uncapped(types: 1, sites: 0)
            return
        }
        power = .uncapped(types: 0, sites: 0)
        for (name, _, node) in nodes.named(node, "types") {
            types.append(name)
            guard let type = nodes.fields(node, "types.\(name)", allowed: ["idle", "busy"]) else { continue }
            let idle = nodes.quantity("idle", of: type, .power, 0...100_000) ?? 0
            let busy = nodes.quantity("busy", of: type, .power, 0...100_000) ?? idle
            if busy < idle {
                nodes.note(type.mark, type.path, "a busy GPU draws less than an idle one", "give busy ≥ idle")
            }
            power.idleWatts.append(idle)
            power.busyWatts.append(max(idle, busy))
        }
    }

    private mutating func readSites(_ fields: FleetFileNodes.Fields) {
        guard let node = fields.values["sites"] else { return }
        for (name, _, node) in nodes.named(node, "sites") {
            sites.append(name)
            let site = nodes.fields(node, "sites.\(name)", allowed: ["cap"])
            power.caps.append(site.flatMap { nodes.quantity("cap", of: $0, .power, 0...1_000_000_000_000) })
        }
    }

    private mutating func readPools(_ fields: FleetFileNodes.Fields) {
        if let node = fields.values["pools"] {
            for key in Self.simple where fields.values[key] != nil {
                nodes.note(
                    fields.values[key]?.mark, key, "'\(key)' describes a fleet of one pool, and there are pools",
                    "say it in a pool, or leave 'pools' out")
            }
            for (name, _, node) in nodes.named(node, "pools") { readPool(name, node) }
            if pools.isEmpty { nodes.note(node.mark, "pools", "there is no pool", "write `name: { nodes: 16, … }`") }
        } else {
            readSimple(fields)
        }
    }

    /// One pool at one site, in equal racks but for the last.
    private mutating func readSimple(_ fields: FleetFileNodes.Fields) {
        let count = nodes.needed("nodes", of: fields, 1...FleetFile.mostNodes)
        let gpus = nodes.needed("gpus_per_node", of: fields, 1...64)
        let perRack = nodes.number("nodes_per_rack", of: fields, 1...FleetFile.mostNodes) ?? count ?? 1
        let spares = nodes.number("spares_per_rack", of: fields, 0...max(0, perRack - 1)) ?? 0
        guard let count, let gpus, isRack(min(count, perRack), gpus, fields) else { return }
        var racks = [FleetRack](
            repeating: FleetRack(nodes: perRack, gpusPerNode: gpus, spares: spares), count: count / perRack)
        let rest = count % perRack
        if rest > 0 { racks.append(FleetRack(nodes: rest, gpusPerNode: gpus, spares: min(spares, rest - 1))) }
        add(FleetPool(owner: owner("owner"), sites: [part(at: site("site"), racks, blocks: 1)]), "pool")
    }

    private static let parts = ["site", "type", "blocks", "racks", "nodes", "gpus_per_node", "spares"]

    private mutating func readPool(_ name: String, _ node: Node) {
        let path = "pools.\(name)"
        guard let fields = nodes.fields(node, path, allowed: ["owner", "cost", "parts"] + Self.parts) else { return }
        var parts: [FleetSitePart] = []
        if let list = fields.values["parts"] {
            let declared = nodes.list(list, fields.path("parts"))
            if declared.isEmpty {
                nodes.note(list.mark, fields.path("parts"), "a pool without parts", "write `[{ nodes: 16, … }]`")
            }
            for (index, node) in declared.enumerated() {
                let inner = nodes.fields(node, "\(path).parts[\(index + 1)]", allowed: Self.parts)
                if let part = inner.flatMap({ readPart($0) }) { merge(part, into: &parts) }
            }
        } else if let part = readPart(fields) {
            parts = [part]
        }
        let cost = nodes.number("cost", of: fields, 0...1_000_000) ?? 0
        add(FleetPool(owner: owner(nodes.text("owner", of: fields) ?? name), cost: cost, sites: parts), name)
    }

    private mutating func readPart(_ fields: FleetFileNodes.Fields) -> FleetSitePart? {
        let nodesOfRack = nodes.needed("nodes", of: fields, 1...100_000)
        let gpus = nodes.needed("gpus_per_node", of: fields, 1...64)
        let racks = nodes.number("racks", of: fields, 1...100_000) ?? 1
        let blocks = nodes.number("blocks", of: fields, 1...10_000) ?? 1
        let spares = nodes.number("spares", of: fields, 0...max(0, (nodesOfRack ?? 1) - 1)) ?? 0
        var type = 0
        if let node = fields.values["type"] {
            type = nodes.position(node.scalar?.string ?? "", node.mark, fields.path("type"), in: types) ?? 0
        } else if types.count > 1 {
            nodes.note(
                fields.mark, fields.path, "'type' is missing where there are several",
                "allowed are \(types.joined(separator: ", "))")
        }
        var place = sites.isEmpty ? site("site") : 0
        if let node = fields.values["site"] {
            let name = node.scalar?.string ?? ""
            // Sites need not be declared unless one of them is.
            if power.caps.contains(where: { $0 != nil }) {
                place = nodes.position(name, node.mark, fields.path("site"), in: sites) ?? 0
            } else {
                place = site(name)
            }
        }
        guard let nodesOfRack, let gpus, isRack(nodesOfRack, gpus, fields) else { return nil }
        let rack = FleetRack(type: type, nodes: nodesOfRack, gpusPerNode: gpus, spares: spares)
        let all = blocks.multipliedReportingOverflow(by: racks).partialValue.multipliedReportingOverflow(
            by: nodesOfRack)
        guard !all.overflow, all.partialValue <= FleetFile.mostNodes else {
            nodes.note(
                fields.mark, fields.path, "these are \(all.partialValue) nodes", "at most \(FleetFile.mostNodes)")
            return nil
        }
        return part(at: place, [FleetRack](repeating: rack, count: racks), blocks: blocks)
    }

    /// Sets are kept for every number of free GPUs of a rack: a rack may not be a whole data centre.
    private mutating func isRack(_ count: Int, _ gpus: Int, _ fields: FleetFileNodes.Fields) -> Bool {
        guard count * gpus > FleetFile.mostOfRack else { return true }
        nodes.note(
            fields.mark, fields.path, "a rack of \(count) nodes has \(count * gpus) GPUs",
            "at most \(FleetFile.mostOfRack); say how many nodes a rack has")
        return false
    }

    private func part(at site: Int, _ racks: [FleetRack], blocks: Int) -> FleetSitePart {
        FleetSitePart(site: site, blocks: [FleetBlock](repeating: FleetBlock(racks: racks), count: blocks))
    }

    /// A pool has one part a site.
    private func merge(_ part: FleetSitePart, into parts: inout [FleetSitePart]) {
        if let index = parts.firstIndex(where: { $0.site == part.site }) {
            parts[index].blocks += part.blocks
        } else {
            parts.append(part)
        }
    }

    private mutating func add(_ pool: FleetPool, _ name: String) {
        pools.append(pool)
        poolNames.append(name)
    }

    private mutating func owner(_ name: String) -> Int { Self.number(of: name, in: &owners) }

    private mutating func site(_ name: String) -> Int {
        let number = Self.number(of: name, in: &sites)
        while power.caps.count < sites.count { power.caps.append(nil) }
        return number
    }

    private static func number(of name: String, in names: inout [String]) -> Int {
        if let known = names.firstIndex(of: name) { return known }
        names.append(name)
        return names.count - 1
    }

    private mutating func topology(_ fields: FleetFileNodes.Fields) -> FleetTopology? {
        let racks = pools.flatMap { $0.sites.flatMap { $0.blocks.flatMap(\.racks) } }
        let all = racks.reduce(0) { $0 + $1.nodes }
        guard all <= FleetFile.mostNodes else {
            nodes.note(fields.mark, "", "these are \(all) nodes", "at most \(FleetFile.mostNodes)")
            return nil
        }
        do throws(FleetTopologyRefusal) {
            return try FleetTopology(pools: pools, power: power)
        } catch {
            switch error {
            case .capBelowIdle(let site, let cap, let idle):
                nodes.note(
                    fields.values["sites"]?.mark, "sites.\(sites[site])",
                    "the cap of \(cap) W does not feed the GPUs at rest, which draw \(idle) W", "raise the cap")
            default: nodes.note(fields.mark, "", "this is no fleet: \(error)", "mend the pools")
            }
            return nil
        }
    }
}
