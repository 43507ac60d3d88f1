/// What a job must be to start ahead of the head.
struct BackfillRule: Hashable, Sendable {
    /// Free processors.
    var free: Int32
    /// Extra processors: free at the shadow time and not needed by the head.
    var extra: Int32
    /// From now to the shadow time.
    let untilShadow: Int64
    /// The head itself is no candidate.
    let head: Int64

    /// EASY's rule: the job fits, and is over before the shadow time or makes do with the extra processors.
    func admits(_ entry: QueueEntry) -> Bool {
        entry.processors <= free && (entry.estimate <= untilShadow || entry.processors <= extra)
            && entry.sequence != head
    }

    /// Whether a block of jobs may hold one that is admitted.
    func mayAdmit(_ block: WaitingBlock) -> Bool {
        block.leastProcessors <= free && (block.shortestEstimate <= untilShadow || block.leastProcessors <= extra)
    }
}

extension WaitingList {
    /// The first job at or after `start` that `rule` admits.
    func next(from start: Position, admittedBy rule: BackfillRule) -> Position? {
        var index = start.index
        for block in start.block..<max(start.block, blocks.count) {
            if rule.mayAdmit(blocks[block]) {
                let entries = blocks[block].entries
                while index < entries.count {
                    if rule.admits(entries[index]) { return Position(block: block, index: index) }
                    index += 1
                }
            }
            index = 0
        }
        return nil
    }

    /// The first job at or after `start` whose reservation has come and that fits on `free` processors.
    func next(from start: Position, reservedBy now: Int64, fitting free: Int32) -> Position? {
        var index = start.index
        for block in start.block..<max(start.block, blocks.count) {
            if blocks[block].earliestReservation <= now, blocks[block].leastProcessors <= free {
                let entries = blocks[block].entries
                while index < entries.count {
                    if entries[index].reservation <= now, entries[index].processors <= free {
                        return Position(block: block, index: index)
                    }
                    index += 1
                }
            }
            index = 0
        }
        return nil
    }

    /// The first job at or after `start` that needs at most `most` processors and is reserved after `now`.
    func next(from start: Position, needingAtMost most: Int32, reservedAfter now: Int64) -> Position? {
        var index = start.index
        for block in start.block..<max(start.block, blocks.count) {
            if blocks[block].leastProcessors <= most {
                let entries = blocks[block].entries
                while index < entries.count {
                    if entries[index].processors <= most, entries[index].reservation > now {
                        return Position(block: block, index: index)
                    }
                    index += 1
                }
            }
            index = 0
        }
        return nil
    }

    /// The position behind `position`.
    func position(after position: Position) -> Position {
        Position(block: position.block, index: position.index + 1)
    }

    /// The earliest reservation of all.
    var earliestReservation: Int64 {
        var earliest = Int64.max
        for block in blocks { earliest = min(earliest, block.earliestReservation) }
        return earliest
    }
}
