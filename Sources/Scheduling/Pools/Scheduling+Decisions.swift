import StargateQuantities

extension Scheduling {
    /// The next decision of the last pass that is not recorded yet.
    public var nextDecision: SchedulingDecision? {
        guard let first = decided.first else { return nil }
        switch first {
        case .start(let number, let pool, let nodes, _, _):
            guard let job = waiting.first(where: { $0.number == number })?.job else { return nil }
            let accelerators = Int64(nodes.count) * Int64(fleet.gpus(of: number))
            return .start(
                job, pools[pool], accelerators: accelerators, nodes: NodeList(within(pools[pool].id, nodes)))
        case .replace(let number, _, _, _, _):
            guard let placement = placement(number) else { return nil }
            let first = firstNode(of: placement.pool)
            let moves = movesAhead.map { NodeMoves.Move(from: $0.from - first, to: $0.to - first) }
            return .mend(placement.job, placement.pool, NodeMoves(moves))
        case .requeue(let number, _): return placement(number).map { .evict($0) }
        case .preempt, .resume: return nil
        }
    }

    /// The replacements that come next, all of one gang.
    private var movesAhead: [NodeMoves.Move] {
        var moves: [NodeMoves.Move] = []
        for decision in decided {
            guard case .replace(_, _, let from, let to, _) = decision else { break }
            moves.append(NodeMoves.Move(from: from, to: to))
        }
        return moves
    }

    private func placement(_ number: Int64) -> Placement? { running.first { $0.number == number } }

    /// Looks through the fleet once, and keeps what was decided for the events that tell.
    mutating func pass(at now: Instant) {
        isStirred = false
        decided = fleet.pass(at: now.milliseconds)
    }

    /// Takes the next decision off the list if it is the one `event` tells of.
    mutating func confirm(_ event: SchedulingEvent) throws(SchedulingFault) {
        let next = nextDecision
        let agrees =
            switch (next, event) {
            case (
                .start(let job, let pool, let count, let nodes), .started(let id, _, let there, let number, _, let on)
            ):
                job.id == id && pool.id == there && count == number && nodes == on
            case (.mend(let job, _, let moves), .mended(let id, _, let recorded)): job.id == id && moves == recorded
            case (.evict(let placement), .evicted(let id, _, _)): placement.job.id == id
            default: false
            }
        guard agrees else { throw .decidedOtherwise(event, instead: next.map { "\($0)" } ?? "nothing") }
        guard case .mended(_, _, let moves) = event else { return decided.removeFirst(1) }
        // The replacements, and that the gang goes on.
        decided.removeFirst(moves.moves.count + 1)
    }
}
