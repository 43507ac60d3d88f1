/// A set of small integers that finds its least member fast: `FreeSets` with one set and a count.
public struct FreeSet: Hashable, Sendable {
    public private(set) var count = 0
    private var sets: FreeSets

    /// An empty set of numbers below `capacity`, at most 64⁴.
    public init(capacity: Int) { sets = FreeSets(count: 1, capacity: capacity) }

    public var capacity: Int { sets.capacity }
    public var isEmpty: Bool { count == 0 }

    /// The least member.
    public var first: Int? { sets.first(in: 0) }

    /// The least member that is not below `start`, a number from 0.
    public func first(from start: Int) -> Int? { sets.first(from: start, in: 0) }

    public func contains(_ member: Int) -> Bool { sets.contains(member, in: 0) }

    /// Adds a number that is no member yet.
    public mutating func insert(_ member: Int) {
        sets.insert(member, into: 0)
        count += 1
    }

    /// Removes a member.
    public mutating func remove(_ member: Int) {
        sets.remove(member, from: 0)
        count -= 1
    }
}
