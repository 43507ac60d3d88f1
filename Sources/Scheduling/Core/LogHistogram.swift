/// How often values occur, in 32 classes an octave: a quantile is right to a 32nd, in constant memory (15 KiB).
public struct LogHistogram: Hashable, Sendable {
    public private(set) var count: Int64 = 0
    public private(set) var sum: Int128 = 0
    public private(set) var largest: Int64 = 0
    private var classes = [Int64](repeating: 0, count: 60 * 32)

    public init() {}

    /// Counts a value that is not negative. O(1).
    @inline(__always)
    public mutating func record(_ value: Int64) {
        precondition(value >= 0, "a negative value")
        count += 1
        sum += Int128(value)
        if value > largest { largest = value }
        classes[Self.index(of: value)] += 1
    }

    /// The mean, rounded down; 0 of nothing.
    public var mean: Int64 { count == 0 ? 0 : Int64(sum / Int128(count)) }

    /// The nearest rank's class, by its largest value (and none above the largest recorded); 0 of nothing.
    ///
    /// - Parameter millionths: 990,000 for the 99th percentile.
    public func quantile(millionths: Int64) -> Int64 {
        let rank = max(1, Int64((Int128(count) * Int128(millionths) + 999_999) / 1_000_000))
        var seen: Int64 = 0
        for index in classes.indices {
            seen += classes[index]
            if seen >= rank { return min(largest, Self.largest(in: index)) }
        }
        return 0
    }

    private static func index(of value: Int64) -> Int {
        if value < 64 { return Int(value) }
        let shift = 58 - value.leadingZeroBitCount
        return shift * 32 + Int(value >> Int64(shift))
    }

    private static func largest(in index: Int) -> Int64 {
        if index < 64 { return Int64(index) }
        let shift = Int64(index / 32 - 1)
        // The last class of all ends with the largest integer: the power of two wraps to the smallest.
        return ((Int64(index % 32) + 33) << shift) &- 1
    }
}
