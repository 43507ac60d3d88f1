extension FleetTopology {
    public var nodeCount: Int { rackOfNode.count }
    public var poolCount: Int { owners.count }

    /// How many domains a level has.
    public func count(_ level: FleetLevel) -> Int {
        switch level {
        case .node: rackOfNode.count
        case .rack: blockOfRack.count
        case .block: siteOfBlock.count
        case .site: poolOfSite.count
        case .pool: owners.count
        }
    }

    /// The domain of a level that a node lies in. O(1).
    public func domain(_ level: FleetLevel, of node: Int) -> Int {
        switch level {
        case .node: node
        case .rack: Int(rackOfNode[node])
        case .block: block(of: node)
        case .site: Int(siteOfBlock[block(of: node)])
        case .pool: Int(poolOfSite[Int(siteOfBlock[block(of: node)])])
        }
    }

    /// The domains of `level` within a domain of the level above.
    func children(of level: FleetLevel, _ domain: Int) -> Range<Int> {
        switch level {
        case .node: domain..<domain
        case .rack: Int(nodesFrom[domain])..<Int(nodesFrom[domain + 1])
        case .block: Int(racksFrom[domain])..<Int(racksFrom[domain + 1])
        case .site: Int(blocksFrom[domain])..<Int(blocksFrom[domain + 1])
        case .pool: Int(sitesFrom[domain])..<Int(sitesFrom[domain + 1])
        }
    }

    /// The racks of a domain; of a node, the one it is in.
    public func racks(of level: FleetLevel, _ domain: Int) -> Range<Int> {
        switch level {
        case .node: Int(rackOfNode[domain])..<Int(rackOfNode[domain]) + 1
        case .rack: domain..<domain + 1
        case .block: children(of: .block, domain)
        case .site: start(.site, domain)..<start(.site, domain + 1)
        case .pool: start(.pool, domain)..<start(.pool, domain + 1)
        }
    }

    /// The domains of a level within a pool.
    func domains(_ level: FleetLevel, inPool pool: Int) -> Range<Int> {
        switch level {
        case .pool: pool..<pool + 1
        case .site: children(of: .pool, pool)
        case .block:
            Int(blocksFrom[Int(sitesFrom[pool])])..<Int(blocksFrom[Int(sitesFrom[pool + 1])])
        case .rack: racks(of: .pool, pool)
        case .node: Int(nodesFrom[start(.pool, pool)])..<Int(nodesFrom[start(.pool, pool + 1)])
        }
    }

    private func start(_ level: FleetLevel, _ domain: Int) -> Int {
        let site = level == .pool ? Int(sitesFrom[domain]) : domain
        return Int(racksFrom[Int(blocksFrom[site])])
    }

    private func block(of node: Int) -> Int { Int(blockOfRack[Int(rackOfNode[node])]) }

    /// The site, as the power plan counts them, of a rack.
    func place(of rack: Int) -> Int32 { placeOfSite[Int(siteOfBlock[Int(blockOfRack[rack])])] }

    /// The smallest level at which all `nodes` are in one domain.
    public func span(of nodes: [Int32]) -> FleetLevel {
        guard let first = nodes.first else { return .node }
        for level in FleetLevel.allCases {
            let domain = domain(level, of: Int(first))
            if nodes.allSatisfy({ self.domain(level, of: Int($0)) == domain }) { return level }
        }
        return .pool
    }

    /// The GPU type of a node.
    public func type(of node: Int) -> Int { Int(typeOfRack[Int(rackOfNode[node])]) }

    /// The GPUs of a node, whole.
    public func gpus(of node: Int) -> Int { Int(gpusOfRack[Int(rackOfNode[node])]) }

    /// The free GPUs of a node; none while it is down.
    public func free(of node: Int) -> Int { isDown[node] ? 0 : Int(freeOfNode[node]) }

    /// Whether nothing of a node is taken or hidden.
    func isWhole(_ node: Int) -> Bool { Int(freeOfNode[node]) == gpus(of: node) }

    /// Whether a node is kept to replace failed ones.
    public func spare(_ node: Int) -> Bool { isSpare[node] }

    /// Whether a node has failed.
    public func down(_ node: Int) -> Bool { isDown[node] }

    /// Free GPUs of a type in a pool, spares not counted. O(1).
    public func free(inPool pool: Int, type: Int) -> Int64 { poolTally.free[pool * types + type] }

    /// Up GPUs of a type in a pool, spares not counted. O(1).
    public func capacity(inPool pool: Int, type: Int) -> Int64 { upOfPool[pool * types + type] }

    /// Free GPUs of a type in a domain, spares not counted. O(1).
    public func free(_ level: FleetLevel, _ domain: Int, type: Int) -> Int64 {
        switch level {
        case .node: self.type(of: domain) == type && !isSpare[domain] ? Int64(free(of: domain)) : 0
        case .rack: typeOfRack[domain] == type ? rackTally.free[domain] : 0
        case .block: blockTally.free[domain * types + type]
        case .site: siteTally.free[domain * types + type]
        case .pool: poolTally.free[domain * types + type]
        }
    }

    /// Up GPUs of a rack, spares not counted.
    func upGPUs(ofRack rack: Int) -> Int64 {
        children(of: .rack, rack).reduce(0) { $0 + (isDown[$1] || isSpare[$1] ? 0 : Int64(gpus(of: $1))) }
    }

    /// The nodes of a domain.
    public func nodes(of level: FleetLevel, _ domain: Int) -> Range<Int> {
        guard level > .node else { return domain..<domain + 1 }
        let racks = racks(of: level, domain)
        return Int(nodesFrom[racks.lowerBound])..<Int(nodesFrom[racks.upperBound])
    }
}
