public import StargateQuantities

/// A reference rate a year that holds from each of its dates until the next.
public struct BaseCurve: Hashable, Sendable {
    /// A rate and the first day it holds.
    public struct Step: Hashable, Sendable {
        public let from: CalendarDate
        /// A year.
        public let rate: Ratio

        public init(from: CalendarDate, rate: Ratio) {
            self.from = from
            self.rate = rate
        }
    }

    /// In strictly rising order of date; never empty.
    public let steps: [Step]

    /// `nil` if there is no step, or the dates do not rise.
    public init?(steps: [Step]) {
        guard !steps.isEmpty, zip(steps, steps.dropFirst()).allSatisfy({ $0.from < $1.from }) else { return nil }
        self.steps = steps
    }

    /// The same rate for ever.
    public init(constant rate: Ratio) {
        steps = [Step(from: CalendarDate(dayNumber: 0), rate: rate)]
    }

    /// The rate a year on `date`; before the first date the first rate holds. Logarithmic in the number of steps.
    public func rate(on date: CalendarDate) -> Ratio {
        var (low, high) = (0, steps.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if steps[middle].from <= date { low = middle } else { high = middle }
        }
        return steps[low].rate
    }
}
