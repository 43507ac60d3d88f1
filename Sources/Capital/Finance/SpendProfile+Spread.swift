public import StargateQuantities

extension SpendProfile {
    /// `total` over `periods` of equal length. The parts sum to it exactly: each is within a cent of its share of the
    /// profile (largest remainder, row L11).
    ///
    /// - Precondition: the total is not negative, and there is at least one period.
    public func spread(_ total: Money, over periods: Int) -> [Money] {
        precondition(periods > 0, "a total is spread over at least one period")
        return split(total, at: Array(1...periods))
    }

    /// `total` over periods that begin on `start` and end on each of `dates`, counted in days; the last date is the end
    /// of the work. A part falls to the period in which the profile places it, its last day included.
    ///
    /// - Precondition: the total is not negative; there is a date, none before the start, and they do not fall.
    public func spread(_ total: Money, from start: CalendarDate, over dates: [CalendarDate]) -> [Money] {
        precondition(
            !dates.isEmpty && zip([start] + dates, dates).allSatisfy { $0 <= $1 }, "dates rise from the start")
        let elapsed = dates.map { $0.dayNumber - start.dayNumber }
        return split(total, at: elapsed)
    }

    /// The parts between marks of elapsed time, the last of which is the whole duration. A linear profile's weights are
    /// the times themselves, so that equal times differ by no rounding.
    private func split(_ total: Money, at elapsed: [Int]) -> [Money] {
        let duration = elapsed[elapsed.count - 1]
        let progress = elapsed.map { self == .linear && duration > 0 ? Int64($0) : self.progress($0, of: duration) }
        let weights = zip(progress, [0] + progress).map { $0 - $1 }
        return largestRemainder(total.cents, by: weights).map { Money(cents: $0) }
    }
}
