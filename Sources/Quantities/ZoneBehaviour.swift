/// How clocks in one or more zones run: changes one by one, then a rule for ever.
struct ZoneBehaviour: Sendable {
    /// A time in which one offset holds: from `start` up to, not including, `end`. Milliseconds throughout.
    struct Stretch: Equatable {
        var start: Int64
        var end: Int64
        var offset: Int64
    }

    /// 2000-01-01T00:00Z, from which on offsets are exact.
    static let start: Int64 = 946_684_800_000

    /// No zone since 2000 is further from UTC than this (14 hours); a margin on top.
    static let farthestOffset: Int64 = 26 * 3_600_000

    private let first: Int64
    private let changes: [Int64]
    private let offsets: [Int64]
    private let rule: PosixRule
    /// From here on `rule` alone says what holds.
    private let ruleStart: Int64

    /// `changes` holds the instants, ascending, at which the offset becomes that of `offsets` at the same place. From
    /// the last of them on, `rule` must agree.
    init(first: Int64, changes: [Int64], offsets: [Int64], rule: PosixRule) {
        self.first = first
        self.changes = changes
        self.offsets = offsets
        self.rule = rule
        ruleStart = changes.last ?? ZoneBehaviour.start
    }

    /// The stretch that holds `instant`.
    func stretch(at instant: Int64) -> Stretch {
        if instant >= ruleStart {
            var stretch = rule.stretch(at: instant)
            stretch.start = max(stretch.start, ruleStart)
            return stretch
        }
        // Binary search for the first change after `instant`.
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] > instant { high = middle } else { low = middle + 1 }
        }
        return Stretch(
            start: low == 0 ? .min : changes[low - 1],
            end: low == changes.count ? ruleStart : changes[low],
            offset: low == 0 ? first : offsets[low - 1])
    }
}
