public import StargateQuantities

/// What lenders test before they lend more or let cash out. Ratios are rounded against the borrower, so that comparing
/// one with a limit is exact: floor(x) ≥ limit just if x ≥ limit, ceiling(x) ≤ limit just if x ≤ limit.
public enum DebtTests {
    /// Debt service cover ratio: cash flow available for debt service over the interest and principal due from it,
    /// rounded down; `nil` if nothing is due. A negative cash flow counts as none.
    public static func dscr(cashFlow: Money, debtService: Money) -> Ratio? {
        guard debtService > .zero else { return nil }
        return quotient(max(cashFlow, .zero), debtService, .down)
    }

    /// Loan life cover ratio: the value today of cash flow to the loan's end, discounted at the loan's own rates, over
    /// the debt outstanding, rounded down; `nil` if there is no debt. One rate for each cash flow.
    public static func llcr(cashFlow: [Money], rates: [PeriodRate], debt: Money) -> Ratio? {
        precondition(cashFlow.count == rates.count, "each cash flow has a rate")
        guard debt > .zero else { return nil }
        return quotient(presentValue(cashFlow, rates: rates), debt, .down)
    }

    /// The value at the start of the first period of what comes at the end of each, to the nearest cent at every step.
    /// Negative cash flows count as none.
    public static func presentValue(_ cashFlow: [Money], rates: [PeriodRate]) -> Money {
        zip(cashFlow, rates).reversed().reduce(Money.zero) { value, period in
            period.1.discounted(value + max(period.0, .zero))
        }
    }

    /// Debt as a share of all that finances the works, rounded up: a draw is allowed while `gearing(…) <= cap` (K4).
    /// Debt on nothing is beyond any cap.
    public static func gearing(debt: Money, of total: Money) -> Ratio {
        guard debt > .zero else { return .zero }
        guard total > .zero else { return Ratio(units: .max) }
        return quotient(debt, total, .up)
    }

    /// a / b; what is too large for a ratio is the largest one.
    private static func quotient(_ a: Money, _ b: Money, _ rounding: Rounding) -> Ratio {
        let product = Int128(a.cents) * Int128(Ratio.one.units)
        let whole = product / Int128(b.cents)
        guard whole < Int128(Int64.max) else { return Ratio(units: .max) }
        return Ratio(units: a.cents.scaled(Ratio.one.units, over: b.cents, rounding))
    }
}
