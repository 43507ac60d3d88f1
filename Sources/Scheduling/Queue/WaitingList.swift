/// A waiting job.
struct QueueEntry: Hashable, Sendable, Codable {
    /// How many jobs were submitted before this one.
    let sequence: Int64
    let estimate: Int64
    /// When the job is to start at the latest; only conservative backfilling gives every job a reservation.
    var reservation: Int64 = .max
    let job: Int32
    let processors: Int32
}

/// Consecutive waiting jobs, with the minima by which a scan passes over all of them at once.
struct WaitingBlock: Hashable, Sendable, Codable {
    var entries: [QueueEntry]
    private(set) var leastProcessors = Int32.max
    private(set) var shortestEstimate = Int64.max
    private(set) var earliestReservation = Int64.max

    init(_ entries: [QueueEntry]) {
        self.entries = entries
        self.entries.reserveCapacity(WaitingList.capacity + 1)
        recount()
    }

    /// Takes `entry` into the minima.
    mutating func count(_ entry: QueueEntry) {
        leastProcessors = min(leastProcessors, entry.processors)
        shortestEstimate = min(shortestEstimate, entry.estimate)
        earliestReservation = min(earliestReservation, entry.reservation)
    }

    mutating func recount() {
        leastProcessors = .max
        shortestEstimate = .max
        earliestReservation = .max
        for entry in entries { count(entry) }
    }

    /// Removes the entry at `index` and keeps the minima exact.
    mutating func remove(at index: Int) -> QueueEntry {
        let entry = entries.remove(at: index)
        if entry.processors == leastProcessors || entry.estimate == shortestEstimate
            || entry.reservation == earliestReservation
        {
            recount()
        }
        return entry
    }
}

/// Waiting jobs in a fixed order, in contiguous blocks.
///
/// With n jobs waiting: append O(1), insert and remove O(capacity + n / capacity), a scan O(n / capacity) plus the
/// blocks that may hold something.
struct WaitingList: Hashable, Sendable, Codable {
    enum Order: Hashable, Sendable, Codable { case submission, estimate }

    struct Position: Hashable, Sendable {
        var block: Int
        var index: Int
        static let first = Position(block: 0, index: 0)
    }

    static let capacity = 64

    let order: Order
    /// Never empty; only a block that stands alone may be empty.
    private(set) var blocks = [WaitingBlock([])]
    private(set) var count = 0

    init(order: Order) { self.order = order }

    var isEmpty: Bool { count == 0 }
    var first: QueueEntry? { blocks[0].entries.first }
    var last: Position { Position(block: blocks.count - 1, index: blocks[blocks.count - 1].entries.count - 1) }

    subscript(position: Position) -> QueueEntry { blocks[position.block].entries[position.index] }

    /// Adds a job behind all others; it must have been submitted last.
    mutating func append(_ entry: QueueEntry) {
        assert(order == .submission, "a list by estimate inserts")
        count += 1
        if blocks[blocks.count - 1].entries.count == Self.capacity { blocks.append(WaitingBlock([])) }
        blocks[blocks.count - 1].entries.append(entry)
        blocks[blocks.count - 1].count(entry)
    }

    /// Adds a job at its place.
    mutating func insert(_ entry: QueueEntry) {
        count += 1
        let block = block(for: entry)
        let index = index(of: entry, in: block)
        blocks[block].entries.insert(entry, at: index)
        blocks[block].count(entry)
        guard blocks[block].entries.count > Self.capacity else { return }
        let half = Self.capacity / 2
        let tail = WaitingBlock(Array(blocks[block].entries[half...]))
        blocks[block].entries.removeSubrange(half...)
        blocks[block].recount()
        blocks.insert(tail, at: block + 1)
    }

    mutating func remove(at position: Position) -> QueueEntry {
        count -= 1
        let entry = blocks[position.block].remove(at: position.index)
        if blocks[position.block].entries.isEmpty, blocks.count > 1 { blocks.remove(at: position.block) }
        return entry
    }

    /// Removes a job that waits here.
    mutating func remove(_ entry: QueueEntry) {
        let block = block(for: entry)
        let index = index(of: entry, in: block)
        precondition(
            index < blocks[block].entries.count && blocks[block].entries[index].sequence == entry.sequence,
            "the job does not wait in this list")
        _ = remove(at: Position(block: block, index: index))
    }

    /// Gives the job at `position` another reservation.
    mutating func reserve(_ instant: Int64, at position: Position) {
        let later = instant > self[position].reservation
        blocks[position.block].entries[position.index].reservation = instant
        if later { blocks[position.block].recount() } else { blocks[position.block].count(self[position]) }
    }

    /// The last block whose first entry does not come after `entry`.
    private func block(for entry: QueueEntry) -> Int {
        (1..<blocks.count).partitionPoint { !precedes(entry, blocks[$0].entries[0]) } - 1
    }

    /// The first index of `block` whose entry does not come before `entry`.
    private func index(of entry: QueueEntry, in block: Int) -> Int {
        (0..<blocks[block].entries.count).partitionPoint { precedes(blocks[block].entries[$0], entry) }
    }

    private func precedes(_ one: QueueEntry, _ other: QueueEntry) -> Bool {
        switch order {
        case .submission: one.sequence < other.sequence
        case .estimate: (one.estimate, one.sequence) < (other.estimate, other.sequence)
        }
    }
}
