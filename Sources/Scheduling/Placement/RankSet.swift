/// A set of numbers below a bound, with a summary bit for every 64: the smallest member of a million in few steps.
struct RankSet: Sendable {
    private var words: [UInt64]
    private var summary: [UInt64]
    private(set) var count = 0

    /// An empty set for 0..<bound; takes its memory with its first member.
    init() {
        words = []
        summary = []
    }

    /// - Precondition: not yet a member.
    mutating func insert(_ member: Int, bound: Int) {
        if words.isEmpty {
            words = [UInt64](repeating: 0, count: (bound + 63) / 64)
            summary = [UInt64](repeating: 0, count: (words.count + 63) / 64)
        }
        words[member >> 6] |= 1 << UInt64(member & 63)
        summary[member >> 12] |= 1 << UInt64((member >> 6) & 63)
        count += 1
    }

    /// - Precondition: a member.
    mutating func remove(_ member: Int) {
        words[member >> 6] &= ~(1 << UInt64(member & 63))
        if words[member >> 6] == 0 { summary[member >> 12] &= ~(1 << UInt64((member >> 6) & 63)) }
        count -= 1
    }

    /// The smallest member. O(bound / 4096).
    var first: Int? {
        for (index, bits) in summary.enumerated() where bits != 0 {
            let word = index << 6 | bits.trailingZeroBitCount
            return word << 6 | words[word].trailingZeroBitCount
        }
        return nil
    }

    /// The member with `index` smaller ones. O(bound / 64).
    ///
    /// - Precondition: `index` is below `count`.
    func member(at index: Int) -> Int {
        var rest = index
        for (position, word) in words.enumerated() {
            guard rest >= word.nonzeroBitCount else {
                var bits = word
                for _ in 0..<rest { bits &= bits - 1 }
                return position << 6 | bits.trailingZeroBitCount
            }
            rest -= word.nonzeroBitCount
        }
        preconditionFailure("a set of \(count) has no member \(index)")
    }
}
