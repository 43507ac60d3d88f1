public import StargateQuantities

/// Interest on a floating-rate loan: reference rate and margin, fixed on the first day of each period, ACT/360.
///
/// Interest of a period accrues on the balance at its start plus each draw within it from its own day on, and is
/// rounded once, to the nearest cent, at the period's end (reference: capital and ledger, section A). So interest that
/// is itself drawn is never circular.
public struct InterestAccrual: Hashable, Sendable {
    /// The reference rate a year.
    public let curve: BaseCurve
    /// A year, on top of it.
    public let margin: Ratio

    public init(curve: BaseCurve, margin: Ratio = .zero) {
        self.curve = curve
        self.margin = margin
    }

    /// Reference rate and margin, a year.
    public func rate(on date: CalendarDate) -> Ratio { curve.rate(on: date) + margin }

    /// The interest of the period from `start` until `end`, its first day counted and its last not.
    ///
    /// - Precondition: every draw lies in the period; a draw on `end` bears no interest in it.
    public func interest(
        on opening: Money, draws: [DatedMoney] = [], from start: CalendarDate, until end: CalendarDate
    ) -> Money {
        interest(centDays: InterestAccrual.centDays(on: opening, draws: draws, from: start, until: end), from: start)
    }

    /// The interest of a period that begins on `start`, on the sum of each day's balance in cents.
    public func interest(centDays: Int64, from start: CalendarDate) -> Money {
        Money(cents: centDays.scaled(rate(on: start).units, over: 360 * Ratio.one.units, .nearest))
    }

    /// The sum of each day's balance, in cents.
    ///
    /// - Precondition: every draw lies in the period.
    public static func centDays(
        on opening: Money, draws: [DatedMoney] = [], from start: CalendarDate, until end: CalendarDate
    ) -> Int64 {
        precondition(start <= end, "a period does not end before it begins")
        return draws.reduce(opening.cents * Int64(end.dayNumber - start.dayNumber)) { sum, draw in
            precondition(start <= draw.date && draw.date <= end, "a draw lies in its period")
            return sum + draw.amount.cents * Int64(end.dayNumber - draw.date.dayNumber)
        }
    }

    /// The rate of each period that ends on one of `dates`, the first from `start`.
    public func periodRates(from start: CalendarDate, until dates: [CalendarDate]) -> [PeriodRate] {
        zip([start] + dates, dates).map { first, last in
            .actual360(rate(on: first), days: last.dayNumber - first.dayNumber)
        }
    }
}
