/// EASY backfilling: in order of submission, by estimate, or looking ahead (`reference/scheduling.md`, EASY and
/// EASY-SJBF).
extension QueueDecider {
    /// 1. Start heads while they fit. 2. Compute the shadow of the one that does not. 3. Backfill the rest.
    ///
    /// While no processors are given back or due and the shadow time lies ahead, whoever was refused at the last pass
    /// is refused again: nothing got freer, and less time is left until the shadow. Then only arrivals are tried.
    mutating func startHeadsAndBackfill(at now: Int64, into started: inout [QueueStart]) {
        if let known = shadow, due == 0, now <= known.time {
            guard arrivals > 0, available > 0 else { return }
            shadow = backfill(before: known, onlyLast: arrivals == 1, at: now, into: &started)
            return
        }
        shadow = nil
        startHeads(at: now, into: &started)
        guard let head = queue.first else { return }
        let found = ends.shadow(needing: head.processors, free: free, at: now)
        shadow = available > 0 ? backfill(before: found, onlyLast: false, at: now, into: &started) : found
    }

    /// Tries the job submitted last, or all behind the head; returns what is left of the extra processors.
    private mutating func backfill(
        before known: Shadow, onlyLast: Bool, at now: Int64, into started: inout [QueueStart]
    ) -> Shadow {
        switch discipline {
        case .lookahead:
            backfillLookingAhead(before: known, from: onlyLast ? queue.last : .first, at: now, into: &started)
        case .easySJBF where !onlyLast:
            backfill(before: known, from: .first, byEstimate: true, at: now, into: &started)
        case .easySJBF, .easy, .fcfs, .conservative:
            backfill(
                before: known, from: onlyLast ? queue.last : .first, byEstimate: false, at: now, into: &started)
        }
    }

    /// Scans once and starts each job that does not delay the head; returns what is left of the extra processors.
    ///
    /// The reference computes shadow and extra anew after each start. That comes to this: a job over before the
    /// shadow time changes neither; any other fits into the extra processors and takes them away.
    private mutating func backfill(
        before known: Shadow, from start: WaitingList.Position, byEstimate scansByEstimate: Bool, at now: Int64,
        into started: inout [QueueStart]
    ) -> Shadow {
        var left = known
        guard let head = queue.first else { return left }
        var rule = BackfillRule(
            free: available, extra: left.extra, untilShadow: left.time - now, head: head.sequence)
        var position = start
        while let found = scansByEstimate
            ? byEstimate.next(from: position, admittedBy: rule) : queue.next(from: position, admittedBy: rule)
        {
            let entry: QueueEntry
            if scansByEstimate {
                entry = byEstimate.remove(at: found)
                queue.remove(entry)
            } else {
                entry = queue.remove(at: found)
                if discipline == .easySJBF { byEstimate.remove(entry) }
            }
            self.start(entry, at: now, into: &started)
            if entry.estimate > rule.untilShadow { left.extra -= entry.processors }
            rule.free = available
            rule.extra = left.extra
            if available == 0 { break }
            position = found
        }
        return left
    }
}
