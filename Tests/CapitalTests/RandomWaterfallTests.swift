import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A waterfall over random quarters")
struct RandomWaterfallTests {
    @Test("loses and makes no cent, and no tier is negative (K6)", arguments: seeds)
    func conserved(seed: UInt64) {
        walk(seed) { before, cash, result, place in
            let fromReserves = result.payments.map(\.fromReserves).sum()
            let paid = result.payments.map(\.paid).sum()
            #expect(cash + fromReserves == paid + result.cashLeft, "\(place)")
            // What went into reserves and was trapped is still there.
            let kept = result[.debtServiceReserve].paid + result[.maintenanceReserve].paid + result[.lockUp].paid
            #expect(before.held + kept == result.balances.held + fromReserves, "\(place)")
            for payment in result.payments {
                let amounts = [payment.due, payment.paid, payment.short, payment.toSponsor, payment.toInvestors]
                #expect(amounts.allSatisfy { $0 >= .zero }, "\(place), \(payment.name)")
            }
            #expect(result.balances.held >= .zero && result.balances.debtServiceReserve >= .zero, "\(place)")
        }
    }

    @Test(
        "pays no lower tier while a higher one is short, but for senior debt service out of its reserve",
        arguments: seeds)
    func priority(seed: UInt64) {
        walk(seed) { _, _, result, place in
            guard let short = result.payments.firstIndex(where: { $0.short > .zero }) else { return }
            for lower in result.payments[(short + 1)...] {
                #expect(lower.paid == lower.fromReserves, "\(place): \(lower.name) was paid in cash")
                let isSenior = lower.name == .seniorInterest || lower.name == .seniorPrincipal
                #expect(isSenior || lower.paid == .zero, "\(place): \(lower.name) was paid")
            }
            #expect(result.cashLeft == .zero, "\(place)")
        }
    }

    @Test("leaves senior debt service short only with an empty reserve", arguments: seeds)
    func reserve(seed: UInt64) {
        walk(seed) { _, _, result, place in
            guard result[.seniorInterest].short + result[.seniorPrincipal].short > .zero else { return }
            #expect(result.balances.debtServiceReserve == .zero, "\(place)")
        }
    }

    @Test("pays owners nothing in a quarter whose cover ratio is too low", arguments: seeds)
    func locked(seed: UInt64) {
        walk(seed) { _, _, result, place in
            guard result[.lockUp].paid > .zero else { return }
            let owners: [WaterfallTier.Name] = [.distributions, .returnOfCapital, .preferredReturn, .catchUp, .promote]
            #expect(owners.allSatisfy { result[$0].paid == .zero }, "\(place)")
        }
    }

    @Test("gives the sponsor its share of all profit once the catch-up is complete", arguments: seeds)
    func promote(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<100 {
            let terms = EquityTerms(
                preferredRate: percent(dice.number(0...12)), catchUp: percent(dice.number(50...100)),
                promote: percent(dice.number(0...30)))
            let capital = Money(cents: dice.number(0...Int64(1_000_000_000_000)))
            var balances = WaterfallBalances(equity: EquityBalances(capital: capital))
            var (sponsor, profit, tail) = (Money.zero, Money.zero, Money.zero)
            for _ in 0..<12 {
                balances = balances.replacing(equity: balances.equity.accruing(terms, days: dice.number(80...100)))
                let cash = Money(cents: dice.number(0...Int64(400_000_000_000)))
                let result = Waterfall(terms.tiers).pay(cash, from: balances)
                balances = result.balances
                sponsor = sponsor + result.payments.map(\.toSponsor).sum()
                profit = profit + cash - result[.returnOfCapital].paid
                tail = result[.promote].paid
            }
            guard tail > .zero else { continue }
            let share = terms.promote.of(profit, .nearest)
            // A cent of the catch-up and half a cent of every promote are rounding.
            #expect(abs((sponsor - share).cents) <= 8, "seed \(seed), round \(round)")
        }
    }

    @Test("returns capital, pays the preferred return, catches up and shares the rest, by hand")
    func byHand() {
        let terms = EquityTerms(preferredRate: percent(8), promote: percent(20))
        let equity = EquityBalances(capital: millions(100)).accruing(terms, days: 365)
        #expect(equity.preferred == millions(8))
        let result = Waterfall(terms.tiers).pay(millions(130), from: WaterfallBalances(equity: equity))
        // 22 M are left after 108 M: 2 M of catch-up make a fifth of 10 M, and 20 M are shared 4 to 16.
        #expect(result[.returnOfCapital].paid == millions(100) && result[.preferredReturn].paid == millions(8))
        #expect(result[.catchUp].paid == millions(2) && result[.catchUp].toSponsor == millions(2))
        #expect(result[.promote].paid == millions(20) && result[.promote].toSponsor == millions(4))
        #expect(result[.promote].toInvestors == millions(16) && result.balances.equity.capital == .zero)
    }

    /// Forty random quarters, one after the other.
    private func walk(
        _ seed: UInt64, check: (WaterfallBalances, Money, WaterfallResult, String) -> Void
    ) {
        var dice = Dice(seed: seed)
        for life in 0..<20 {
            let equity = EquityTerms(
                preferredRate: percent(8), catchUp: percent(dice.number(0...100)), promote: percent(20))
            let terms = WaterfallTerms(
                reserveMonths: dice.number(0...12), lockUp: Ratio(partsPerMillion: dice.number(1_000_000...2_000_000)),
                equity: dice.chance(50) ? equity : nil)
            var balances = WaterfallBalances(equity: EquityBalances(capital: amount(&dice, 1_000_000)))
            for quarter in 0..<40 {
                let period = WaterfallTerms.Period(
                    revenue: amount(&dice, 100_000), operatingCosts: amount(&dice, 30_000), tax: amount(&dice, 9_000),
                    seniorInterest: amount(&dice, 20_000), seniorPrincipal: amount(&dice, 20_000),
                    junior: amount(&dice, 9_000),
                    debtServiceAhead: (0..<dice.number(0...9)).map { _ in amount(&dice, 9_000) },
                    maintenanceTarget: amount(&dice, 9_000))
                let result = terms.pay(period, from: balances)
                check(balances, period.revenue, result, "seed \(seed), life \(life), quarter \(quarter)")
                balances = result.balances.replacing(equity: result.balances.equity.accruing(equity, days: 91))
            }
        }
    }

    /// Nothing, a little or up to so many cents.
    private func amount(_ dice: inout Dice, _ most: Int64) -> Money {
        Money(cents: dice.chance(20) ? 0 : dice.chance(20) ? dice.number(0...9) : dice.number(0...most))
    }
}
