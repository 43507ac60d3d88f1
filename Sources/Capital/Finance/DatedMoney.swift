public import StargateQuantities

/// An amount on a day: a draw, a contribution (negative for who pays), a distribution.
public struct DatedMoney: Hashable, Sendable {
    public let date: CalendarDate
    public let amount: Money

    public init(_ date: CalendarDate, _ amount: Money) {
        self.date = date
        self.amount = amount
    }
}
