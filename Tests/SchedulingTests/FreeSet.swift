import StargateScheduling

/// One set of `FreeSets`, with a count, to be held against a plain set.
struct FreeSet: Hashable, Sendable {
    private(set) var count = 0
    private var sets: FreeSets

    /// An empty set of numbers below `capacity`, at most 64⁴.
    init(capacity: Int) { sets = FreeSets(count: 1, capacity: capacity) }

    var capacity: Int { sets.capacity }
    var isEmpty: Bool { count == 0 }

    /// The least member.
    var first: Int? { sets.first(in: 0) }

    /// The least member that is not below `start`, a number from 0.
    func first(from start: Int) -> Int? { sets.first(from: start, in: 0) }

    func contains(_ member: Int) -> Bool { sets.contains(member, in: 0) }

    /// Adds a number that is no member yet.
    mutating func insert(_ member: Int) {
        sets.insert(member, into: 0)
        count += 1
    }

    /// Removes a member.
    mutating func remove(_ member: Int) {
        sets.remove(member, from: 0)
        count -= 1
    }
}
