/// One owner's cluster: what a gang runs in. It may lie at several sites, and a site may house several pools.
public struct FleetPool: Hashable, Sendable, Codable {
    /// Whose it is; only reported.
    public var owner: Int
    /// Cheaper pools are nominated first.
    public var cost: Int
    public var sites: [FleetSitePart]

    public init(owner: Int, cost: Int = 0, sites: [FleetSitePart]) {
        self.owner = owner
        self.cost = cost
        self.sites = sites
    }
}

/// What a pool has at one site.
public struct FleetSitePart: Hashable, Sendable, Codable {
    /// The number of the site, an index into the caps of `FleetPowerPlan`.
    public var site: Int
    public var blocks: [FleetBlock]

    public init(site: Int, blocks: [FleetBlock]) {
        self.site = site
        self.blocks = blocks
    }
}

/// Racks behind one switch layer.
public struct FleetBlock: Hashable, Sendable, Codable {
    public var racks: [FleetRack]

    public init(racks: [FleetRack]) { self.racks = racks }
}

/// Nodes of one kind: a rack, or an NVLink domain.
public struct FleetRack: Hashable, Sendable, Codable {
    /// The number of the GPU type.
    public var type: Int
    public var nodes: Int
    public var gpusPerNode: Int
    /// How many of the nodes, the last ones, are kept to replace failed ones.
    public var spares: Int

    public init(type: Int = 0, nodes: Int, gpusPerNode: Int, spares: Int = 0) {
        self.type = type
        self.nodes = nodes
        self.gpusPerNode = gpusPerNode
        self.spares = spares
    }
}

/// Why a fleet cannot be built as declared.
public enum FleetTopologyRefusal: Error, Hashable, Sendable {
    case rackMalformed(pool: Int, rack: FleetRack)
    case siteUnknown(pool: Int, site: Int)
    case siteTwiceInPool(pool: Int, site: Int)
    case typeWithoutPower(type: Int)
    case powerMalformed(type: Int)
    /// The cap does not even feed all GPUs of the site at rest.
    case capBelowIdle(site: Int, capWatts: Int64, idleWatts: Int64)
}
