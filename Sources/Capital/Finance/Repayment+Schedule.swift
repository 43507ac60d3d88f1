public import StargateQuantities

extension Repayment {
    /// The payments on `balance`, one for each of `rates`: interest only for the first so many, then principal as this
    /// profile says. Interest is to the nearest cent each period; what rounding leaves is in the last instalment, so
    /// that the balance ends at exactly zero (K7). Periods after the last instalment have payments of zero.
    public func schedule(
        of balance: Money, interestOnly: Int = 0, rates: [PeriodRate]
    ) throws(RepaymentRefusal) -> [Instalment] {
        try check(interestOnly: interestOnly, periods: rates.count)
        let repaying = rates.dropFirst(interestOnly)
        let last = rates.count - 1
        let level: Money? =
            if case .annuity(let count) = self { levelPayment(of: balance, rates: Array(repaying.prefix(count))) } else
            { nil }
        var owed = balance
        return rates.enumerated().map { index, rate in
            let interest = rate.interest(on: owed)
            let wanted =
                index < interestOnly
                ? .zero
                : principal(index - interestOnly, of: owed, interest: interest, level: level, isLast: index == last)
            let instalment = Instalment(opening: owed, interest: interest, principal: max(.zero, min(owed, wanted)))
            owed = instalment.closing
            return instalment
        }
    }

    /// The principal that instalment `number`, counted from zero, asks for when `owed` is left.
    private func principal(_ number: Int, of owed: Money, interest: Money, level: Money?, isLast: Bool) -> Money {
        guard !isLast else { return owed }
        switch self {
        case .bullet: return .zero
        case .linear(let count):
            return number < count ? Money(cents: owed.cents.scaled(1, over: Int64(count - number), .nearest)) : owed
        case .annuity(let count): return number < count - 1 ? (level ?? owed) - interest : owed
        case .sculpted(let cashFlow, let dscr):
            let service = max(cashFlow[number], .zero).cents.scaled(Ratio.one.units, over: dscr.units, .down)
            return Money(cents: service) - interest
        }
    }

    private func check(interestOnly: Int, periods: Int) throws(RepaymentRefusal) {
        let left = periods - interestOnly
        guard interestOnly >= 0, left > 0 else { throw .noInstalment }
        switch self {
        case .bullet: return
        case .linear(let count), .annuity(let count):
            guard count > 0 else { throw .noInstalment }
            guard count <= left else { throw .tooFewPeriods(needed: count, given: left) }
        case .sculpted(let cashFlow, let dscr):
            guard dscr > .zero else { throw .coverRatio(dscr) }
            guard cashFlow.count >= left else { throw .tooLittleCashFlow(needed: left, given: cashFlow.count) }
        }
    }
}

/// The level payment that retires `balance` over `rates`: to the nearest cent, found by bisection on whole cents over
/// the very schedule it is for, interest rounded each period.
///
/// What is left after the last payment falls as the payment rises, so the bisection finds the smallest payment that
/// leaves nothing; the cent below it is taken if what it leaves is less than what this one overpays.
func levelPayment(of balance: Money, rates: [PeriodRate]) -> Money {
    guard let first = rates.first else { return balance }
    var (low, high) = (Int64(-1), balance.cents + first.interest(on: balance).cents)
    // Where all rates are one, the closed form is off by no more than what rounding each period can add up to.
    if let guess = closedForm(of: balance, rates: rates) {
        let margin = Int64(rates.count) + 2
        let (below, above) = (max(low, guess - margin), min(high, guess + margin))
        if remainder(of: balance, paying: below, rates: rates) > 0 { low = below }
        if remainder(of: balance, paying: above, rates: rates) <= 0 { high = above }
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if remainder(of: balance, paying: middle, rates: rates) <= 0 { high = middle } else { low = middle }
    }
    guard low >= 0 else { return Money(cents: high) }
    let (over, under) = (
        -remainder(of: balance, paying: high, rates: rates), remainder(of: balance, paying: low, rates: rates)
    )
    return Money(cents: under < over ? low : high)
}

/// The level payment in cents if interest were not rounded, B·i / (1 − (1 + i)⁻ⁿ), in fixed point with 15 decimals; `nil`
/// if the rates differ or there is no interest.
private func closedForm(of balance: Money, rates: [PeriodRate]) -> Int64? {
    guard let first = rates.first, first.numerator > 0, rates.allSatisfy({ $0 == first }) else { return nil }
    let one: Int128 = 1_000_000_000_000_000
    let rate = Int128(first.numerator) * one / Int128(first.denominator)
    var growth = one
    for _ in rates {
        growth = growth * (one + rate) / one
        // Beyond a hundred-thousandfold the products below would not fit.
        guard growth < 100_000 * one else { return nil }
    }
    return Int64(exactly: Int128(balance.cents) * rate / one * growth / (growth - one))
}

/// What `payment` a period leaves of `balance`, in cents; below zero if it overpays in the last period, or earlier. A
/// payment below a period's interest repays nothing.
private func remainder(of balance: Money, paying payment: Int64, rates: [PeriodRate]) -> Int64 {
    var owed = balance.cents
    for rate in rates {
        guard owed > 0 else { return owed - payment }
        owed -= max(0, payment - rate.interest(on: Money(cents: owed)).cents)
    }
    return owed
}
