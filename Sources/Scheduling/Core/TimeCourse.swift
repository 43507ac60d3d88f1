/// A quantity over time as means of equal spans, in constant memory whatever the length: when time runs beyond the
/// last span, neighbours are joined and spans become twice as long.
///
/// ```swift
/// var course = TimeCourse(from: 0)
/// course.add(12, from: 0, to: 60)
/// course.means // the value from each span's start on
/// ```
public struct TimeCourse: Hashable, Sendable {
    public let start: Int64
    /// How long each span is.
    public private(set) var width: Int64 = 1
    /// The end of what was added.
    public private(set) var end: Int64
    private var sums: [Int128] = []
    private let capacity: Int

    /// - Parameter capacity: the most spans, an even number.
    public init(from start: Int64, capacity: Int = 512) {
        precondition(capacity > 0 && capacity % 2 == 0, "spans are joined in pairs")
        self.start = start
        self.capacity = capacity
        end = start
    }

    /// The quantity was `value` in this time, which follows on what was added before. O(spans touched).
    public mutating func add(_ value: Int64, from: Int64, to: Int64) {
        precondition(from >= end && to >= from, "time goes on")
        end = to
        guard to > from else { return }
        while (to - 1 - start) / width >= Int64(capacity) { join() }
        var now = from
        while now < to {
            let index = Int((now - start) / width)
            while sums.count <= index { sums.append(0) }
            let stop = min(to, start + Int64(index + 1) * width)
            sums[index] += Int128(value) * Int128(stop - now)
            now = stop
        }
    }

    /// When each span begins, and its mean; the last span is as long as time went.
    public var means: [(at: Int64, mean: Double)] {
        sums.indices.map { index in
            let from = start + Int64(index) * width
            return (from, Double(sums[index]) / Double(max(1, min(width, end - from))))
        }
    }

    private mutating func join() {
        sums = stride(from: 0, to: sums.count, by: 2).map { $0 + 1 < sums.count ? sums[$0] + sums[$0 + 1] : sums[$0] }
        width *= 2
    }
}
