public import StargateQuantities

/// A loan while its works are built: interest of each period is drawn on the loan itself at the period's end.
public struct ConstructionLoan: Hashable, Sendable {
    public let accrual: InterestAccrual

    public init(accrual: InterestAccrual) { self.accrual = accrual }

    /// One period of a construction loan.
    public struct Period: Hashable, Sendable {
        public let start: CalendarDate
        /// The first day of the next period.
        public let end: CalendarDate
        public let opening: Money
        /// Drawn for works in the period.
        public let drawn: Money
        /// Drawn at the end to pay the period's interest.
        public let capitalised: Money

        public var closing: Money { opening + drawn + capitalised }
    }

    /// The periods that end on each of `ends`, the first from `start`, with `opening` owed before. A draw on the day a
    /// period ends belongs to the next period, and on the last day to the last period.
    ///
    /// - Precondition: every draw lies between `start` and the last end; ends rise.
    public func periods(
        from start: CalendarDate, until ends: [CalendarDate], opening: Money = .zero, draws: [DatedMoney]
    ) -> [Period] {
        var balance = opening
        var periods: [Period] = []
        var placed = 0
        for (index, (first, end)) in zip([start] + ends, ends).enumerated() {
            let isLast = index == ends.count - 1
            let inside = draws.filter { first <= $0.date && ($0.date < end || isLast && $0.date == end) }
            placed += inside.count
            let interest = accrual.interest(on: balance, draws: inside, from: first, until: end)
            let period = Period(
                start: first, end: end, opening: balance, drawn: inside.map(\.amount).sum(), capitalised: interest)
            balance = period.closing
            periods.append(period)
        }
        precondition(placed == draws.count, "every draw lies in one period")
        return periods
    }
}
