import StargateCapital
import StargateLedger
import StargateProgramme
import StargateQuantities

/// After the start of operations: what the quarter left is shared out in the order of the loan agreements.
extension Engine {
    /// The quarter's waterfall. Bills, interest and principal were paid as they fell due, so it decides what is left to
    /// decide: tax, the debt service reserve, and what goes to the funders.
    mutating func shareOut(_ now: Instant) throws(EngineBreach) {
        guard let revenue = state.programme.capital.revenue, state.capital.earned > .zero else { return }
        try owe(Work(category: .tax, subject: "income", site: nil), nil, state.taxDue(revenue), due: now, now)
        let period = state.waterfallPeriod(at: now)
        let terms = WaterfallTerms(reserveMonths: revenue.reserveMonths, lockUp: revenue.lockUp)
        let result = terms.pay(period, from: WaterfallBalances(debtServiceReserve: state.capital.reserve))
        // The account may hold less than the quarter's own cash flow: it built on.
        let kept = result.balances.debtServiceReserve - state.capital.reserve
        let reserved = min(kept, state.freeCash)
        if reserved != .zero { try record(.capital(.reserved(amount: reserved)), now) }
        guard let first = revenue.distributionsFrom, first <= now.date else { return }
        let lines = state.capital.distribution(of: min(result[.distributions].paid, state.freeCash))
        if !lines.isEmpty { try record(.capital(.distributed(lines: lines)), now) }
    }

    /// Lets the reserve pay what lenders are owed, as far as it goes, if the account cannot.
    mutating func useReserve(for obligation: Obligation, _ now: Instant) throws(EngineBreach) {
        let missing = obligation.amount - state.capital.cash
        guard obligation.work.isDebtService, missing > .zero, missing <= state.capital.reserve else { return }
        try record(.capital(.reserved(amount: .zero - missing)), now)
    }
}

extension EngineState {
    /// Cash beyond what is to be kept and what is owed by now.
    var freeCash: Money {
        max(capital.cash - programme.capital.minimumCash - capital.overdue(at: now), .zero)
    }

    /// Tax on the result so far, less what was booked of it: losses of earlier quarters count.
    func taxDue(_ revenue: RevenueTerms) -> Money {
        guard revenue.tax > .zero else { return .zero }
        func sum(_ path: String) -> Int64 { Int64(clamping: books.ledger.balance(under: path, of: .usd)) }
        let tax = sum("expenses:tax")
        let result = sum("income") - sum("expenses") + tax
        return max(revenue.tax.of(Money(cents: max(result, 0))) - Money(cents: tax), .zero)
    }

    /// The quarter that ends now, as its waterfall sees it: read from the books, debt service ahead from the loans.
    func waterfallPeriod(at now: Instant) -> WaterfallTerms.Period {
        let end = Int32(now.date.dayNumber) - 1
        let start = Int32(Quarter(now.advanced(byMilliseconds: -1).date).start.dayNumber)
        let ledger = books.ledger
        let (before, after) = (ledger.balances(asOf: .booked(start - 1)), ledger.balances(asOf: .booked(end)))
        func moved(_ prefixes: String...) -> Money {
            var sum: Int64 = 0
            for (index, terms) in ledger.terms.enumerated() where prefixes.contains(where: { terms.name.hasPrefix($0) })
            {
                sum += after[index].posted(terms.normalSide) - before[index].posted(terms.normalSide)
            }
            return Money(cents: max(sum, 0))
        }
        let repaid = ledger.terms.indices.filter { ledger.terms[$0].name.hasPrefix("liabilities:debt:") }
            .reduce(Int64(0)) { $0 + after[$1].debitsPosted - before[$1].debitsPosted }
        return WaterfallTerms.Period(
            revenue: moved("income:capacity"),
            operatingCosts: moved("expenses:energy", "expenses:operations", "expenses:cloud", "expenses:fees"),
            tax: moved("expenses:tax"), seniorInterest: moved("expenses:interest"),
            seniorPrincipal: Money(cents: repaid), debtServiceAhead: debtServiceAhead)
    }

    /// A month's interest and principal of all loans that serve, for each month the reserve looks ahead: as the next one.
    private var debtServiceAhead: [Money] {
        let month = programme.capital.facilities.filter { capital.isComplete($0) }.map { facility -> Money in
            let balance = capital.loans[facility.id]?.balance ?? .zero
            return facility.accrual.interest(centDays: balance.cents * 30, from: now.date)
                + capital.principalDue(facility, on: now.date.startOfNextMonth)
        }.sum()
        return Array(repeating: month, count: programme.capital.revenue?.reserveMonths ?? 0)
    }
}
