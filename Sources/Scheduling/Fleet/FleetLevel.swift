/// The levels of the tree, from a node up to the pool of one owner.
///
/// Kueue calls the list of levels a topology (`kueue.x-k8s.io/v1beta1 Topology`, `spec.levels`); Slurm's block topology
/// calls a rack with one NVLink domain a base block.
public enum FleetLevel: Int8, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case node, rack, block, site, pool

    public static func < (left: FleetLevel, right: FleetLevel) -> Bool { left.rawValue < right.rawValue }
}
