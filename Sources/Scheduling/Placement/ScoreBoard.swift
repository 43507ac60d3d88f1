/// The scores of all nodes for one demand, kept from one placement to the next: only nodes that changed since are
/// scored again. Nodes that fit stand under their score by rank.
struct ScoreBoard: Sendable {
    let demand: PodDemand
    /// How much of the log of changes the scores take in.
    private var taken: Int
    /// Each node's score plus 1; 0 where it does not fit.
    private var levels: [UInt8]
    private var sets: [RankSet]
    /// No set above this one has a member.
    private var top = 0

    init(demand: PodDemand, nodes: ClusterNodes) {
        self.demand = demand
        taken = -1
        levels = [UInt8](repeating: 0, count: nodes.count)
        sets = [RankSet](repeating: RankSet(), count: 102)
    }

    /// Scores again what changed.
    mutating func refresh(_ changes: ChangeLog, _ nodes: ClusterNodes, _ scorer: inout NodeScorer) {
        if taken < changes.start {
            for node in 0..<nodes.count { score(node, nodes, &scorer) }
        } else {
            for position in taken..<changes.end {
                if let node = changes.node(at: position) { score(node, nodes, &scorer) }
            }
        }
        taken = changes.end
    }

    private mutating func score(_ node: Int, _ nodes: ClusterNodes, _ scorer: inout NodeScorer) {
        let old = Int(levels[node])
        let new = nodes.fits(demand, on: node) ? scorer.score(demand, on: node, nodes) + 1 : 0
        guard new != old else { return }
        let place = Int(nodes.place[node])
        if old > 0 { sets[old].remove(place) }
        if new > 0 { sets[new].insert(place, bound: nodes.count) }
        levels[node] = UInt8(new)
        top = max(top, new)
    }

    /// The place by rank of the best node: of those with the highest score the first.
    mutating func best() -> Int? {
        while top > 0, sets[top].count == 0 { top -= 1 }
        return sets[top].first
    }

    /// The nodes that fit, when all have the same score.
    var fitting: RankSet { sets[1] }
}

/// Which nodes changed, in order. Only the last part is kept: who has taken in less scores everything again.
struct ChangeLog: Sendable {
    /// The first change still known, and the end.
    private(set) var (start, end) = (0, 0)
    private var changed: [Int32] = []
    /// Where each node last changed.
    private var last: [Int]

    init(nodes: Int) { last = [Int](repeating: -1, count: nodes) }

    mutating func append(_ node: Int) {
        if changed.count >= 2 * last.count + 64 {
            start = end
            changed.removeAll(keepingCapacity: true)
        }
        changed.append(Int32(node))
        last[node] = end
        end += 1
    }

    /// The node that changed at `position`, unless it has changed again since.
    func node(at position: Int) -> Int? {
        let node = Int(changed[position - start])
        return last[node] == position ? node : nil
    }
}
