/// Events to come, taken instant by instant: a hierarchical timing wheel with 64 buckets a level.
///
/// An event lies at the level of the highest six-bit digit in which its time differs from the last instant taken,
/// in the bucket of that digit. So level 0 holds one instant a bucket, and an event moves down at most once a level.
/// Buckets are contiguous: moving one down reads and writes in sequence. Time is monotone: no event may be pushed
/// before the last instant taken; one at that very instant comes in a batch of its own.
///
/// Push O(1); the next instant O(1); taking an event O(levels), amortised; 32 bytes an event.
public struct EventWheel: Sendable {
    private static let levels = 11
    /// A larger bucket gives its memory back when it is emptied (1,024: a fifth slower in two pairs of runs).
    private static let keptCapacity = 1 << 15

    /// The last instant taken.
    public private(set) var base: Int64
    public private(set) var count = 0
    /// For each level, which buckets hold anything.
    private var occupied = InlineArray<11, UInt64>(repeating: 0)
    /// Which levels hold anything.
    private var occupiedLevels: UInt64 = 0
    private var buckets = [Bucket](repeating: Bucket(), count: levels * 64)

    private struct Bucket: Sendable {
        var events: [WheelEvent] = []
        /// Of the events, if there are any.
        var earliest = Int64.max

        @inline(__always)
        mutating func add(_ event: WheelEvent) {
            events.append(event)
            if event.time < earliest { earliest = event.time }
        }
    }

    /// An empty wheel on which time begins at `base`.
    public init(from base: Int64 = 0) { self.base = base }

    public var isEmpty: Bool { count == 0 }

    /// The earliest instant at which something happens; nil if nothing will.
    public var next: Int64? {
        occupiedLevels == 0 ? nil : buckets[firstBucket].earliest
    }

    /// Adds an event at the last instant taken or later.
    public mutating func push(_ event: WheelEvent) {
        precondition(event.time >= base, "an event before the last instant taken")
        count += 1
        buckets[mark(event)].add(event)
    }

    /// Takes every event of the next instant into `batch`, sorted by class and sequence, in place of what it held.
    ///
    /// - Returns: the instant; nil if nothing is left.
    @discardableResult
    public mutating func take(into batch: inout [WheelEvent]) -> Int64? {
        if batch.count > 1 { batch.removeAll(keepingCapacity: true) } else { _ = batch.popLast() }
        guard occupiedLevels != 0 else { return nil }
        let index = firstBucket
        let level = index >> 6
        let now = buckets[index].earliest
        base = now
        occupied[level] &= ~(1 << UInt64(index & 63))
        if occupied[level] == 0 { occupiedLevels &= ~(1 << UInt64(level)) }
        buckets[index].earliest = .max
        if level == 0 {
            swap(&batch, &buckets[index].events)
        } else {
            var moved: [WheelEvent] = []
            swap(&moved, &buckets[index].events)
            for event in moved {
                if event.time == now { batch.append(event) } else { buckets[mark(event)].add(event) }
            }
            if moved.capacity <= Self.keptCapacity {
                moved.removeAll(keepingCapacity: true)
                swap(&moved, &buckets[index].events)
            }
        }
        count -= batch.count
        if batch.count > 1 { batch.sort { $0.order < $1.order } }
        return now
    }

    /// The bucket that holds the earliest event: the first of the lowest level that holds any.
    private var firstBucket: Int {
        let level = occupiedLevels.trailingZeroBitCount
        return level << 6 + occupied[level].trailingZeroBitCount
    }

    /// Where an event belongs, which is occupied from now on.
    @inline(__always)
    private mutating func mark(_ event: WheelEvent) -> Int {
        // With the sign bit flipped the digits of negative times are in order too.
        let difference = UInt64(bitPattern: event.time ^ base)
        let level = difference == 0 ? 0 : (63 - difference.leadingZeroBitCount) / 6
        let ordered = UInt64(bitPattern: event.time) ^ (1 << 63)
        let digit = (ordered >> UInt64(level * 6)) & 63
        let index = level << 6 + Int(digit)
        occupied[level] |= 1 << digit
        occupiedLevels |= 1 << UInt64(level)
        return index
    }
}
