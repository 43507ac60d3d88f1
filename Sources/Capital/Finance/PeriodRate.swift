public import StargateQuantities

/// The interest of one period as an exact fraction of the balance: `numerator / denominator`.
public struct PeriodRate: Hashable, Sendable {
    public let numerator: Int64
    public let denominator: Int64

    private init(_ numerator: Int64, over denominator: Int64) {
        precondition(numerator >= 0 && denominator > 0, "a period's rate is not negative")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// `rate` a year for `days`, ACT/360 as floating-rate loans count.
    public static func actual360(_ rate: Ratio, days: Int) -> PeriodRate {
        PeriodRate(rate.units * Int64(days), over: 360 * Ratio.one.units)
    }

    /// One of `periods` equal parts of `rate` a year: 12 for months, 4 for quarters.
    public static func equal(_ rate: Ratio, perYear periods: Int64) -> PeriodRate {
        PeriodRate(rate.units, over: periods * Ratio.one.units)
    }

    /// Interest on `balance`, to the nearest cent.
    public func interest(on balance: Money) -> Money {
        Money(cents: balance.cents.scaled(numerator, over: denominator, .nearest))
    }

    /// What `amount` at the period's end is worth at its start, to the nearest cent.
    public func discounted(_ amount: Money) -> Money {
        Money(cents: amount.cents.scaled(denominator, over: denominator + numerator, .nearest))
    }
}
