/// Lookahead backfilling (Shmueli and Feitelson 2003, "LOS").
extension QueueDecider {
    /// Chooses, among the jobs that may pass the head, a set that puts the most processors to use at once without
    /// delaying the head. Among equal sets later jobs go first, as in the reference's known answers.
    ///
    /// A knapsack of two dimensions, free and extra processors: O(candidates · free · extra) in time and space. It is
    /// for machines of some hundred processors.
    func lookahead(_ candidates: [QueueEntry], within rule: BackfillRule) -> [QueueEntry] {
        // Nothing to choose if there is room for all.
        var free = 0
        var extra = 0
        for entry in candidates {
            free += Int(entry.processors)
            if entry.estimate > rule.untilShadow { extra += Int(entry.processors) }
        }
        if free <= Int(rule.free), extra <= Int(rule.extra) { return candidates }
        free = min(free, Int(rule.free))
        extra = min(extra, Int(rule.extra))

        let width = extra + 1
        var used = [Int32](repeating: 0, count: (free + 1) * width)
        var isTaken = [Bool](repeating: false, count: candidates.count * used.count)
        for (number, entry) in candidates.enumerated() {
            let need = Int(entry.processors)
            let needOfExtra = entry.estimate > rule.untilShadow ? need : 0
            guard need <= free, needOfExtra <= extra else { continue }
            // Downwards, so that what is read does not yet hold this job.
            for left in stride(from: free, through: need, by: -1) {
                for leftOfExtra in stride(from: extra, through: needOfExtra, by: -1) {
                    let with = used[(left - need) * width + leftOfExtra - needOfExtra] + entry.processors
                    let cell = left * width + leftOfExtra
                    if with >= used[cell] {
                        used[cell] = with
                        isTaken[number * used.count + cell] = true
                    }
                }
            }
        }
        var chosen: [QueueEntry] = []
        for (number, entry) in candidates.enumerated().reversed()
        where isTaken[number * used.count + free * width + extra] {
            chosen.append(entry)
            free -= Int(entry.processors)
            if entry.estimate > rule.untilShadow { extra -= Int(entry.processors) }
        }
        return chosen.reversed()
    }

    /// Starts the chosen jobs, in order of submission; returns what is left of the extra processors.
    mutating func backfillLookingAhead(
        before known: Shadow, from start: WaitingList.Position, at now: Int64, into started: inout [QueueStart]
    ) -> Shadow {
        var left = known
        guard let head = queue.first else { return left }
        let rule = BackfillRule(
            free: available, extra: left.extra, untilShadow: left.time - now, head: head.sequence)
        var candidates: [QueueEntry] = []
        var position = start
        while let found = queue.next(from: position, admittedBy: rule) {
            candidates.append(queue[found])
            position = queue.position(after: found)
        }
        for entry in lookahead(candidates, within: rule) {
            queue.remove(entry)
            self.start(entry, at: now, into: &started)
            if entry.estimate > rule.untilShadow { left.extra -= entry.processors }
        }
        return left
    }
}
