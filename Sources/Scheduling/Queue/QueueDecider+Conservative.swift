/// Conservative backfilling (`reference/scheduling.md`, Conservative).
extension QueueDecider {
    /// When the next reservation falls due, if any job waits under one. A caller with a clock may make a pass then;
    /// it need not, as long as no job outruns its estimate: then some job ends at that instant or before.
    public var nextReservation: Int64? {
        discipline == .conservative && !queue.isEmpty ? queue.earliestReservation : nil
    }

    /// Reserves the earliest hole for a job.
    mutating func reserve(_ entry: QueueEntry, at now: Int64) -> Int64 {
        profile.advance(to: now)
        guard let hole = profile.earliestHole(entry.processors, for: entry.estimate, from: now) else {
            preconditionFailure("a waiting job needs more than the machine has")
        }
        profile.take(entry.processors, from: hole, to: hole + entry.estimate)
        return hole
    }

    /// Releases the unused tail of a job that has ended.
    mutating func release(_ ended: QueueStart, at now: Int64) {
        guard ended.estimatedEnd > now else { return }
        profile.advance(to: now)
        profile.give(ended.processors, from: now, to: ended.estimatedEnd)
        gainEnd = max(gainEnd, ended.estimatedEnd)
    }

    /// After a job has ended: moves every waiting job, in order of submission, to its earliest hole.
    ///
    /// The reference removes and inserts every job. Only spans that gained can hold an earlier hole, and it must begin
    /// before the last of them ends, where enough is free; whoever cannot find one there is passed over, which comes
    /// to the same. What a move frees behind itself is left for the next time to those who stand before the mover.
    mutating func compress(at now: Int64) {
        guard gainEnd > now else { return }
        profile.advance(to: now)
        var end = gainEnd
        gainEnd = .min
        var most = profile.mostFree(before: end)
        var position = WaitingList.Position.first
        while let found = queue.next(from: position, needingAtMost: most, reservedAfter: now) {
            let entry = queue[found]
            position = queue.position(after: found)
            let own = entry.reservation
            guard
                let hole = profile.earliestHole(
                    entry.processors, for: entry.estimate, from: now, before: min(own, end), own: own)
            else { continue }
            profile.take(entry.processors, from: hole, to: min(hole + entry.estimate, own))
            profile.give(entry.processors, from: max(hole + entry.estimate, own), to: own + entry.estimate)
            queue.reserve(hole, at: found)
            gainEnd = max(gainEnd, own + entry.estimate)
            end = max(end, gainEnd)
            most = profile.mostFree(before: end)
        }
    }

    /// Starts every job whose reservation has come and whose processors are free, in order of submission.
    mutating func startReserved(at now: Int64, into started: inout [QueueStart]) {
        if queue.earliestReservation < now { reserveAgain(at: now) }
        var position = WaitingList.Position.first
        while let found = queue.next(from: position, reservedBy: now, fitting: available) {
            let entry = queue.remove(at: found)
            start(entry, at: now, into: &started)
            position = found
        }
    }

    /// Makes all reservations anew, in order of submission. Needed only where a job has outrun its estimate, so that
    /// another could not start when reserved; the late one counts as free from now on, as under EASY.
    private mutating func reserveAgain(at now: Int64) {
        profile = AvailabilityProfile(processors: processors)
        profile.advance(to: now)
        for end in ends.all { profile.take(end.processors, from: now, to: end.estimatedEnd) }
        var position = WaitingList.Position.first
        while position.block < queue.blocks.count {
            while position.index < queue.blocks[position.block].entries.count {
                queue.reserve(reserve(queue[position], at: now), at: position)
                position.index += 1
            }
            position = WaitingList.Position(block: position.block + 1, index: 0)
        }
        gainEnd = .min
    }
}
