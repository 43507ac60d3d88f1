/// The head's reservation under EASY.
struct Shadow: Hashable, Sendable, Codable {
    /// The shadow time: the earliest instant at which the head fits if every running job ends at its estimate.
    let time: Int64
    /// The extra processors: free at the shadow time, less the head's.
    var extra: Int32
}

/// Running jobs sorted by estimated end, in blocks with their sums.
///
/// With n jobs running: insert, remove and shadow O(capacity + n / capacity).
struct RunningEnds: Hashable, Sendable, Codable {
    struct End: Hashable, Sendable, Codable {
        let estimatedEnd: Int64
        let sequence: Int64
        let processors: Int32

        static func < (one: End, other: End) -> Bool {
            (one.estimatedEnd, one.sequence) < (other.estimatedEnd, other.sequence)
        }
    }

    private struct Block: Hashable, Sendable, Codable {
        var ends: [End] = []
        var processors: Int32 = 0
    }

    private static let capacity = 64

    /// Never empty; only a block that stands alone may be empty.
    private var blocks = [Block()]

    /// All ends, earliest first.
    var all: [End] { blocks.flatMap(\.ends) }

    mutating func insert(_ started: QueueStart) {
        let end = End(started)
        let block = block(for: end)
        blocks[block].ends.insert(end, at: index(of: end, in: block))
        blocks[block].processors += end.processors
        guard blocks[block].ends.count > Self.capacity else { return }
        let half = Self.capacity / 2
        var tail = Block(ends: Array(blocks[block].ends[half...]))
        for end in tail.ends { tail.processors += end.processors }
        blocks[block].ends.removeSubrange(half...)
        blocks[block].processors -= tail.processors
        blocks.insert(tail, at: block + 1)
    }

    mutating func remove(_ started: QueueStart) {
        let end = End(started)
        let block = block(for: end)
        let index = index(of: end, in: block)
        precondition(
            index < blocks[block].ends.count && blocks[block].ends[index] == end, "the job does not run here")
        blocks[block].ends.remove(at: index)
        blocks[block].processors -= end.processors
        if blocks[block].ends.isEmpty, blocks.count > 1 { blocks.remove(at: block) }
    }

    /// The shadow time and the extra processors for a head that needs `needed` and does not fit on `free` now.
    ///
    /// A running job whose estimated end has passed counts as free.
    func shadow(needing needed: Int32, free: Int32, at now: Int64) -> Shadow {
        var available = free
        var block = 0
        while block < blocks.count, available + blocks[block].processors < needed {
            available += blocks[block].processors
            block += 1
        }
        var time = Int64.max
        while block < blocks.count {
            for end in blocks[block].ends {
                if available >= needed, end.estimatedEnd > time { return Shadow(time: time, extra: available - needed) }
                available += end.processors
                if available >= needed, time == .max { time = max(now, end.estimatedEnd) }
            }
            block += 1
        }
        precondition(available >= needed, "a waiting job needs more than the machine has")
        return Shadow(time: time, extra: available - needed)
    }

    /// The last block whose first end does not come after `end`.
    private func block(for end: End) -> Int {
        (1..<blocks.count).partitionPoint { !(end < blocks[$0].ends[0]) } - 1
    }

    /// The first index of `block` whose end does not come before `end`.
    private func index(of end: End, in block: Int) -> Int {
        (0..<blocks[block].ends.count).partitionPoint { blocks[block].ends[$0] < end }
    }
}

extension RunningEnds.End {
    init(_ started: QueueStart) {
        self.init(
            estimatedEnd: started.estimatedEnd, sequence: started.sequence, processors: started.processors)
    }
}
