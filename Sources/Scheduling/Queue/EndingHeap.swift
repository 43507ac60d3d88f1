/// A job that will end.
struct Ending: Hashable, Sendable {
    let end: Int64
    /// Order of start, which breaks ties.
    let sequence: Int64
    /// Where the job's record lies.
    let slot: Int32

    static func < (one: Ending, other: Ending) -> Bool {
        one.end != other.end ? one.end < other.end : one.sequence < other.sequence
    }
}

/// Ends to come, earliest first, ties in order of start: a heap with four children a node. Push and pop O(log n).
struct EndingHeap: Hashable, Sendable {
    private var nodes: [Ending] = []

    var first: Ending? { nodes.first }

    /// Calls `visit` with the slot of every job that ends at `now`, if none ends before; O(number of them).
    func forEach(endingAt now: Int64, _ visit: (Int32) -> Void) {
        var pending = [0]
        while let index = pending.popLast() {
            guard index < nodes.count, nodes[index].end == now else { continue }
            visit(nodes[index].slot)
            for child in 4 * index + 1...4 * index + 4 { pending.append(child) }
        }
    }

    mutating func push(_ ending: Ending) {
        nodes.append(ending)
        var index = nodes.count - 1
        while index > 0 {
            let parent = (index - 1) / 4
            guard ending < nodes[parent] else { break }
            nodes[index] = nodes[parent]
            index = parent
        }
        nodes[index] = ending
    }

    mutating func pop() -> Ending? {
        guard let first = nodes.first, let moved = nodes.popLast() else { return nil }
        if nodes.isEmpty { return first }
        var index = 0
        while true {
            let child = 4 * index + 1
            guard child < nodes.count else { break }
            var least = child
            for other in child + 1..<max(child + 1, min(child + 4, nodes.count)) where nodes[other] < nodes[least] {
                least = other
            }
            guard nodes[least] < moved else { break }
            nodes[index] = nodes[least]
            index = least
        }
        nodes[index] = moved
        return first
    }
}
