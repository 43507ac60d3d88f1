/// How many processors are free from now on, if every job runs as long as estimated: a step function of time, in
/// blocks with bounds.
///
/// With n steps: adding to a span O(capacity + n / capacity); a search reads only blocks that may hold the hole.
/// Neighbouring steps always differ, so that n is at most twice the number of running and reserved jobs, plus one.
struct AvailabilityProfile: Hashable, Sendable, Codable {
    static let capacity = 64

    /// Never empty, and no block is empty.
    private var blocks: [AvailabilityBlock]

    init(processors: Int32) {
        blocks = [AvailabilityBlock([AvailabilityStep(time: .min, free: processors)])]
    }

    /// All steps, for checks.
    var steps: [AvailabilityStep] {
        blocks.flatMap { block in
            (0..<block.count).map { AvailabilityStep(time: block.time($0), free: block.free($0)) }
        }
    }

    /// Forgets what is over before `now`.
    mutating func advance(to now: Int64) {
        var over = 0
        while over + 1 < blocks.count, blocks[over + 1].start <= now { over += 1 }
        if over > 0 { blocks.removeSubrange(..<over) }
        blocks[0].forget(before: now)
    }

    /// Takes processors from a span: a job was reserved.
    mutating func take(_ processors: Int32, from start: Int64, to end: Int64) {
        add(-processors, from: start, to: end)
    }

    /// Gives processors back to a span: a reservation moved, or a job ended before its estimate.
    mutating func give(_ processors: Int32, from start: Int64, to end: Int64) {
        add(processors, from: start, to: end)
    }

    /// The earliest start, not before `now`, of a hole of `processors` for `duration`.
    ///
    /// A job that holds the span from `own` on looks for an earlier one: from `own` on it finds its own processors,
    /// so the hole need only last until then. Nil if there is none that begins before `limit`.
    func earliestHole(
        _ processors: Int32, for duration: Int64, from now: Int64, before limit: Int64 = .max, own: Int64 = .max
    ) -> Int64? {
        var candidate: Int64?
        for block in blocks.indices {
            let start = blocks[block].start
            if start >= own { return candidate }
            if let candidate, start - candidate >= duration { return candidate }
            if candidate == nil, start >= limit { return nil }
            if blocks[block].most < processors {
                candidate = nil
                continue
            }
            if candidate != nil, blocks[block].least >= processors { continue }
            for index in 0..<blocks[block].count {
                let time = blocks[block].time(index)
                if time >= own { return candidate }
                if let candidate, time - candidate >= duration { return candidate }
                if blocks[block].free(index) < processors {
                    candidate = nil
                } else if candidate == nil {
                    candidate = max(time, now)
                    if max(time, now) >= limit { return nil }
                }
            }
        }
        return candidate
    }

    /// A bound on the free processors at any time before `end`.
    func mostFree(before end: Int64) -> Int32 {
        var most: Int32 = 0
        for block in blocks.indices {
            if blocks[block].start >= end { break }
            if blocks[block].time(blocks[block].count - 1) < end {
                most = max(most, blocks[block].most)
            } else {
                for index in 0..<blocks[block].index(at: end - 1) + 1 { most = max(most, blocks[block].free(index)) }
            }
        }
        return most
    }

    private mutating func add(_ change: Int32, from start: Int64, to end: Int64) {
        guard start < end else { return }
        _ = split(at: end)
        let first = split(at: start)
        var (block, index) = first
        // A step begins at `end`: the loop meets it.
        while true {
            let count = blocks[block].count
            let reachesEnd = blocks[block].time(count - 1) >= end
            let stop = reachesEnd ? blocks[block].index(at: end) : count
            if index < stop { blocks[block].add(change, to: index..<stop) }
            if reachesEnd {
                merge(block, stop)
                break
            }
            block += 1
            index = 0
        }
        merge(first.block, first.index)
    }

    /// The last block that does not begin after `time`; the first if there is none.
    private func block(at time: Int64) -> Int {
        (1..<blocks.count).partitionPoint { blocks[$0].start <= time } - 1
    }

    /// Makes a step begin at `time` and says where it is.
    private mutating func split(at time: Int64) -> (block: Int, index: Int) {
        let block = self.block(at: time)
        let index = blocks[block].index(at: time)
        guard blocks[block].time(index) != time else { return (block, index) }
        precondition(blocks[block].time(index) < time, "the past of a profile is forgotten")
        blocks[block].split(index, at: time)
        guard blocks[block].count > Self.capacity else { return (block, index + 1) }
        let tail = blocks[block].cut()
        blocks.insert(tail, at: block + 1)
        let kept = blocks[block].count
        return index + 1 < kept ? (block, index + 1) : (block + 1, index + 1 - kept)
    }

    /// Removes a step if it does not differ from the one before.
    private mutating func merge(_ block: Int, _ index: Int) {
        let before: Int32
        if index > 0 {
            before = blocks[block].free(index - 1)
        } else if block > 0 {
            before = blocks[block - 1].free(blocks[block - 1].count - 1)
        } else {
            return
        }
        guard blocks[block].free(index) == before else { return }
        blocks[block].remove(at: index)
        if blocks[block].count == 0 { blocks.remove(at: block) }
    }
}
