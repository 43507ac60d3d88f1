/// Where the members of a gang may be in relation to each other. A constraint holds or the gang waits.
public enum FleetConstraint: Hashable, Sendable, Codable {
    /// Anywhere in one pool; the closest fit is looked for.
    case none
    /// All in one domain (Kueue, Topology Aware Scheduling: `kueue.x-k8s.io/podset-required-topology`).
    case required(FleetLevel)
    /// All in one domain, or in one of the next level up, and so on to the pool
    /// (Kueue: `kueue.x-k8s.io/podset-preferred-topology`).
    case preferred(FleetLevel)
    /// The same number in each domain used, of the fewest domains (Kueue, `TASBalancedPlacement`).
    case balanced(FleetLevel)
    /// Segments of consecutive members, each in one domain (Slurm, topology/block: `--segment`).
    case segment(size: Int, within: FleetLevel)
}

extension FleetConstraint {
    /// The level whose domain a member must not leave when it is replaced.
    var bindingLevel: FleetLevel {
        switch self {
        case .none, .preferred: .pool
        case .required(let level), .balanced(let level), .segment(_, let level): level
        }
    }

    /// Whether members on `nodes` keep the constraint. All must be in one pool.
    ///
    /// The obvious count, apart from the code that places; whatever starts or moves is checked with it.
    func holds(for nodes: [Int32], in topology: FleetTopology) -> Bool {
        guard let first = nodes.first else { return true }
        let pool = topology.domain(.pool, of: Int(first))
        guard nodes.allSatisfy({ topology.domain(.pool, of: Int($0)) == pool }) else { return false }
        switch self {
        case .none, .preferred:
            return true
        case .required(let level):
            let domain = topology.domain(level, of: Int(first))
            return nodes.allSatisfy { topology.domain(level, of: Int($0)) == domain }
        case .balanced(let level):
            let domains = nodes.map { topology.domain(level, of: Int($0)) }.sorted()
            let runs = Self.runLengths(domains)
            return runs.allSatisfy { $0 == runs[0] }
        case .segment(let size, let level):
            return nodes.indices.allSatisfy {
                topology.domain(level, of: Int(nodes[$0])) == topology.domain(level, of: Int(nodes[$0 / size * size]))
            }
        }
    }

    private static func runLengths(_ sorted: [Int]) -> [Int] {
        var lengths: [Int] = []
        var last: Int?
        for value in sorted {
            if value == last { lengths[lengths.count - 1] += 1 } else { lengths.append(1) }
            last = value
        }
        return lengths
    }
}
