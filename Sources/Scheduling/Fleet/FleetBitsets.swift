/// Many sets of numbers below one bound, with a summary bit for every 64: the next member in few steps.
struct FleetBitsets: Hashable, Sendable {
    private let lowWords: Int
    private let highWords: Int
    private var low: [UInt64]
    private var high: [UInt64]
    private var counts: [Int32]

    /// `sets` empty sets of numbers below `bound`.
    init(sets: Int, bound: Int) {
        lowWords = (bound + 63) / 64
        highWords = (lowWords + 63) / 64
        low = [UInt64](repeating: 0, count: sets * lowWords)
        high = [UInt64](repeating: 0, count: sets * highWords)
        counts = [Int32](repeating: 0, count: sets)
    }

    func isEmpty(_ set: Int) -> Bool { counts[set] == 0 }

    func contains(_ member: Int, in set: Int) -> Bool {
        low[set * lowWords + member >> 6] & (1 << UInt64(member & 63)) != 0
    }

    /// - Precondition: not yet a member.
    mutating func insert(_ member: Int, into set: Int) {
        let word = set * lowWords + member >> 6
        assert(low[word] & (1 << UInt64(member & 63)) == 0)
        low[word] |= 1 << UInt64(member & 63)
        high[set * highWords + member >> 12] |= 1 << UInt64(member >> 6 & 63)
        counts[set] += 1
    }

    /// - Precondition: a member.
    mutating func remove(_ member: Int, from set: Int) {
        let word = set * lowWords + member >> 6
        assert(low[word] & (1 << UInt64(member & 63)) != 0)
        low[word] &= ~(1 << UInt64(member & 63))
        if low[word] == 0 { high[set * highWords + member >> 12] &= ~(1 << UInt64(member >> 6 & 63)) }
        counts[set] -= 1
    }

    /// The smallest member in a range. O(bound / 262,144), and two words where the next member is near.
    func next(in set: Int, from start: Int, below end: Int) -> Int? {
        guard counts[set] > 0, start < end else { return nil }
        let word = start >> 6
        let here = low[set * lowWords + word] & (UInt64.max << UInt64(start & 63))
        if here != 0 {
            let found = word << 6 | here.trailingZeroBitCount
            return found < end ? found : nil
        }
        let after = word + 1
        guard after < lowWords else { return nil }
        let lastHigh = min(highWords - 1, (end - 1) >> 12)
        var index = after >> 6
        var bits = high[set * highWords + index] & (UInt64.max << UInt64(after & 63))
        while bits == 0 {
            index += 1
            guard index <= lastHigh else { return nil }
            bits = high[set * highWords + index]
        }
        let next = index << 6 | bits.trailingZeroBitCount
        let found = next << 6 | low[set * lowWords + next].trailingZeroBitCount
        return found < end ? found : nil
    }
}
