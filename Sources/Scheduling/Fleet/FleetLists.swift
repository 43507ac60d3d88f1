/// The waiting jobs of one queue: higher priority first, then in order of submission, or the shorter ones first.
struct FleetWaitingLine: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        let priority: Int
        /// How long it says it will run, where the line goes by that; 0 for all where it goes by submission.
        var length: Int64 = 0
        let sequence: Int64
        let slot: Int

        func precedes(_ other: Entry) -> Bool {
            (-priority, length, sequence) < (-other.priority, other.length, other.sequence)
        }
    }

    private var entries: [Entry] = []
    /// Entries before it have left.
    private var first = 0

    static func == (one: FleetWaitingLine, other: FleetWaitingLine) -> Bool {
        one.entries[one.first...].elementsEqual(other.entries[other.first...])
    }

    func hash(into hasher: inout Hasher) {
        for entry in entries[first...] { hasher.combine(entry) }
    }

    var count: Int { entries.count - first }

    subscript(_ index: Int) -> Int { entries[first + index].slot }

    mutating func insert(_ entry: Entry) { entries.insert(entry, at: place(of: entry)) }

    /// - Precondition: it waits here.
    mutating func remove(_ entry: Entry) {
        let index = place(of: entry)
        precondition(index < entries.count && entries[index] == entry, "the job does not wait in this line")
        if index == first {
            first += 1
            if first > 64, first * 2 > entries.count {
                entries.removeFirst(first)
                first = 0
            }
        } else {
            entries.remove(at: index)
        }
    }

    private func place(of entry: Entry) -> Int {
        (first..<entries.count).partitionPoint { entries[$0].precedes(entry) }
    }
}

/// What runs in one pool on one type of GPU, by estimated end.
struct FleetRunningList: Hashable, Sendable {
    struct Entry: Hashable, Sendable {
        let end: Int64
        let sequence: Int64
        let slot: Int
        // What preemption asks of each, side by side.
        let started: Int64
        let priority: Int
        let queue: Int32
        let borrows: Bool
        let isReserved: Bool

        func precedes(_ other: Entry) -> Bool { end == other.end ? sequence < other.sequence : end < other.end }
    }

    private(set) var entries: [Entry] = []

    mutating func insert(_ entry: Entry) { entries.insert(entry, at: place(of: entry)) }

    /// - Precondition: it is listed with this end.
    mutating func remove(_ entry: Entry) {
        let index = place(of: entry)
        precondition(index < entries.count && entries[index] == entry, "the job is not listed as running")
        entries.remove(at: index)
    }

    private func place(of entry: Entry) -> Int {
        entries.indices.partitionPoint { entries[$0].precedes(entry) }
    }
}
