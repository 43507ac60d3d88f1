/// Where pods run: nodes, one policy, and what it remembers. Simulation, engine and live operation call this same code.
///
/// ```swift
/// var placement = PodPlacement(nodes: try ClusterNodes(shapes), policy: .fgd, typical: TypicalPods(of: expected))
/// var draws = SeededDraws(seed: 42)
/// if let placed = placement.place(demand, draws: &draws) {
///     try placement.release(placed)
/// }
/// ```
///
/// A value: a copy is a fork. The same calls give the same placements on every machine.
public struct PodPlacement: Sendable {
    /// The nodes and what is left of them.
    public private(set) var nodes: ClusterNodes
    private var scorer: NodeScorer
    private var changes: ChangeLog
    private var boards: [ScoreBoard] = []
    /// Where the board of each demand stands; only looked up, never walked.
    private var boardOf: [PodDemand: Int] = [:]
    private let mostBoards: Int

    /// - Parameters:
    ///   - typical: What fragmentation is measured against; only `fgd` asks.
    ///   - remembering: For how many different demands scores are kept; with one more all are forgotten, which costs
    ///     time and changes no placement. Each takes a byte a node and more; by default together some 64 MiB.
    public init(nodes: ClusterNodes, policy: PlacementPolicy, typical: TypicalPods, remembering: Int? = nil) {
        self.nodes = nodes
        scorer = NodeScorer(policy: policy, typical: typical, nodes: nodes)
        changes = ChangeLog(nodes: nodes.count)
        mostBoards = max(1, remembering ?? max(16, (1 << 26) / max(1, nodes.count)))
    }

    /// How nodes are chosen.
    public var policy: PlacementPolicy { scorer.policy }

    /// Finds the node and GPUs for a pod and takes them; nil when no node fits.
    ///
    /// Amortised over placements: one score for each node that changed since a pod like this one was last placed.
    public mutating func place(_ demand: PodDemand, draws: inout some DrawSource) -> PlacedPod? {
        guard let placed = choose(demand, draws: &draws) else { return nil }
        change(placed) { $0.take(placed) }
        return placed
    }

    /// Where the pod would go, without going there; nil when no node fits.
    ///
    /// Draws only under `random`, and only where there is a choice.
    public mutating func choose(_ demand: PodDemand, draws: inout some DrawSource) -> PlacedPod? {
        // 1. The scores of this demand, with all changes taken in.
        let board = boardIndex(of: demand)
        boards[board].refresh(changes, nodes, &scorer)
        // 2. The node: of the best score the first by rank, or any that fits.
        let place: Int?
        switch policy {
        case .fgd, .bestFit, .packing, .clustering, .dotProduct:
            place = boards[board].best()
        case .random:
            let fitting = boards[board].fitting
            switch fitting.count {
            case 0: place = nil
            case 1: place = fitting.first
            default: place = fitting.member(at: draws.number(below: fitting.count))
            }
        }
        // 3. Its GPUs.
        guard let place else { return nil }
        let node = Int(nodes.byRank[place])
        return PlacedPod(demand: demand, node: node, gpus: scorer.gpus(for: demand, on: node, nodes, &draws))
    }

    /// Takes what was decided before: on replay, or when a live cluster reports it.
    ///
    /// - Throws: `PlacementRefusal.noRoom`, and nothing has changed.
    public mutating func hold(_ placed: PlacedPod) throws(PlacementRefusal) {
        guard nodes.hasRoom(for: placed) else { throw .noRoom(placed) }
        change(placed) { $0.take(placed) }
    }

    /// Gives back exactly what the pod held.
    ///
    /// - Throws: `PlacementRefusal.notHeld` when the node does not hold this much, and nothing has changed.
    public mutating func release(_ placed: PlacedPod) throws(PlacementRefusal) {
        guard nodes.holds(placed) else { throw .notHeld(placed) }
        change(placed) { $0.giveBack(placed) }
    }

    private mutating func change(_ placed: PlacedPod, _ what: (inout ClusterNodes) -> Void) {
        what(&nodes)
        scorer.nodeChanged(placed.node, nodes)
        changes.append(placed.node)
    }

    private mutating func boardIndex(of demand: PodDemand) -> Int {
        if let known = boardOf[demand] { return known }
        if boards.count >= mostBoards {
            boards.removeAll()
            boardOf.removeAll()
        }
        boards.append(ScoreBoard(demand: demand, nodes: nodes))
        boardOf[demand] = boards.count - 1
        return boards.count - 1
    }
}
