/// What was allocated, waiting and fragmented over time, in at most 2,000 equal spans that widen as time goes on.
public struct FleetHistory: Hashable, Sendable {
    public static let most = 2000

    /// What holds for some time.
    public struct Level: Hashable, Sendable {
        /// GPUs held.
        public var allocated: Int64 = 0
        /// Jobs that wait.
        public var waiting: Int64 = 0
        /// Thousandths of GPUs that are free and of no use (`FleetFragmentation`).
        public var fragmented: Int64 = 0
        /// GPUs free and up, spares apart.
        public var free: Int64 = 0
    }

    /// Levels times milliseconds.
    public struct Sum: Hashable, Sendable {
        public private(set) var allocated: Int128 = 0
        public private(set) var waiting: Int128 = 0
        public private(set) var fragmented: Int128 = 0
        public private(set) var free: Int128 = 0

        mutating func add(_ level: Level, for span: Int64) {
            allocated += Int128(level.allocated) * Int128(span)
            waiting += Int128(level.waiting) * Int128(span)
            fragmented += Int128(level.fragmented) * Int128(span)
            free += Int128(level.free) * Int128(span)
        }

        mutating func add(_ other: Sum) {
            allocated += other.allocated
            waiting += other.waiting
            fragmented += other.fragmented
            free += other.free
        }
    }

    /// When it begins.
    public private(set) var begin: Int64
    /// Until when it is known.
    public private(set) var end: Int64
    /// Milliseconds of each span.
    public private(set) var width: Int64 = 1000
    /// By span; the last may not be over.
    public private(set) var spans: [Sum] = []
    public private(set) var total = Sum()

    init(from begin: Int64) {
        self.begin = begin
        end = begin
    }

    /// How long span `index` is known.
    public func length(of index: Int) -> Int64 {
        min(end, begin + Int64(index + 1) * width) - begin - Int64(index) * width
    }

    /// Lets a level hold until an instant. O(spans touched).
    mutating func hold(_ level: Level, until instant: Int64) {
        guard instant > end else { return }
        total.add(level, for: instant - end)
        while (instant - begin - 1) / width >= Int64(Self.most) { widen() }
        while end < instant {
            let index = Int((end - begin) / width)
            if index == spans.count { spans.append(Sum()) }
            let until = min(instant, begin + Int64(index + 1) * width)
            spans[index].add(level, for: until - end)
            end = until
        }
    }

    /// Makes one span of every two.
    private mutating func widen() {
        width *= 2
        for index in 0..<(spans.count + 1) / 2 {
            var sum = spans[2 * index]
            if 2 * index + 1 < spans.count { sum.add(spans[2 * index + 1]) }
            spans[index] = sum
        }
        spans.removeLast(spans.count / 2)
    }
}
