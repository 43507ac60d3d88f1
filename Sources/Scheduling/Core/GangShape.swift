/// What a gang takes, all at once or not at all.
public enum GangShape: Hashable, Sendable {
    /// Accelerators of one node, fewer than it has.
    case part(Int)
    /// Whole nodes: in one rack if a rack holds so many, over racks otherwise.
    case nodes(Int)
}
