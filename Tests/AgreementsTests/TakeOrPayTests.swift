import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

@Suite("A take-or-pay commitment")
struct TakeOrPayTests {
    /// Yearly periods of one minimum at a price in dollars a unit.
    static func terms(
        _ minimums: [Int64], dollars: Int64 = 2, rate: Int64 = 1_000_000, makeUp: Int = 2, carry: Int64 = 0
    ) -> TakeOrPayTerms {
        let start = CalendarDate(dayNumber: 20_000)
        return TakeOrPayTerms(
            periods: minimums.indices.map { index in
                .init(
                    from: start.advanced(byMonths: 12 * index), until: start.advanced(byMonths: 12 * index + 12),
                    minimum: minimums[index], price: UnitPrice(microdollars: dollars * 1_000_000))
            },
            shortfallRate: Ratio(partsPerMillion: rate), makeUpPeriods: makeUp, carryForwardCap: carry)
    }

    /// Settles what was taken in each period.
    static func settle(_ taken: [Int64], _ terms: TakeOrPayTerms, excused: [Int: Int64] = [:]) -> (
        settlements: [PeriodSettlement], account: TakeOrPay
    ) {
        var account = TakeOrPay()
        let settlements = taken.indices.map { index in
            let settlement = account.settle(
                period: index, taken: [TakenClass(class: "any", units: taken[index])], excused: excused[index] ?? 0,
                terms: terms)
            account.evolve(settlement)
            return settlement
        }
        return (settlements, account)
    }

    @Test("invoices a shortfall and banks it (T1: 100, 80 taken, price 2 → invoice 40, bank 20)")
    func shortfall() {
        let (settled, account) = Self.settle([80], Self.terms([100]))
        #expect(settled[0].invoice == Money(dollars: 40))
        #expect(account.banked == 20)
    }

    @Test("cures no new shortfall from the bank (T3: 100, 95 taken, bank 20 → shortfall 5, bank 25)")
    func bankCuresNothing() {
        let (settled, account) = Self.settle([80, 95], Self.terms([100, 100]))
        #expect(settled[1].deficiency == 5 && settled[1].makeUpUsed == 0)
        #expect(account.banked == 25)
    }

    @Test("excuses pro rata what the seller could not deliver (T5: 100, 60 taken, 73 of 365 days → shortfall 20)")
    func excuse() {
        let excused = TakeOrPayTerms.excused(100, days: 73, of: 365)
        let (settled, _) = Self.settle([60], Self.terms([100]), excused: [0: excused])
        #expect(settled[0].excused == 20 && settled[0].effectiveMinimum == 80 && settled[0].deficiency == 20)
    }

    @Test("lets the bank be used beyond a later minimum, first in first out, for the rise in price alone")
    func makeUp() {
        // Two shortfalls at 2; in the third year 125 are taken beyond a minimum of 100: 20 of the first, 5 of the second.
        let (settled, account) = Self.settle([80, 90, 125], Self.terms([100, 100, 100]))
        #expect(settled[2].draws.map(\.units) == [20, 5])
        #expect(settled[2].credit == Money(dollars: 50) && settled[2].topUp == .zero)
        #expect(account.banked == 5)
        // At a price of 3 against the 2 that were paid, each drawn unit still costs 1.
        let rising = TakeOrPayTerms(
            periods: [
                .init(
                    from: CalendarDate(dayNumber: 0), until: CalendarDate(dayNumber: 1), minimum: 10,
                    price: UnitPrice(microdollars: 2_000_000)),
                .init(
                    from: CalendarDate(dayNumber: 1), until: CalendarDate(dayNumber: 2), minimum: 10,
                    price: UnitPrice(microdollars: 3_000_000)),
            ], makeUpPeriods: 1)
        let later = Self.settle([4, 14], rising).settlements[1]
        #expect(later.makeUpUsed == 4 && later.topUp == Money(dollars: 4))
    }

    @Test("forgets the bank at the end of its last period")
    func expiry() {
        let (_, account) = Self.settle([80, 100, 100], Self.terms([100, 100, 100], makeUp: 2))
        #expect(account.banked == 0)
        #expect(Self.settle([80, 100], Self.terms([100, 100], makeUp: 2)).account.banked == 20)
        #expect(Self.settle([80], Self.terms([100], makeUp: 0)).account.banked == 0)
    }

    @Test("carries excess forward up to its cap, and uses it only where a minimum is open")
    func carryForward() {
        let (settled, account) = Self.settle([150, 90, 60], Self.terms([100, 100, 100], carry: 30))
        #expect(settled.map(\.carryForwardAdded) == [30, 0, 0])
        #expect(settled.map(\.carryForwardUsed) == [0, 10, 20])
        #expect(settled.map(\.deficiency) == [0, 0, 20] && account.carryForward == 0)
    }

    @Test("counts classes at their rates, up to their caps")
    func classes() {
        let terms = TakeOrPayTerms(
            periods: Self.terms([100]).periods,
            counting: [.init(class: "marketplace", rate: Ratio(partsPerMillion: 500_000), cap: 25)])
        let taken = [TakenClass(class: "marketplace", units: 80), TakenClass(class: "compute", units: 60)]
        let settled = TakeOrPay().settle(period: 0, taken: taken, excused: 0, terms: terms)
        #expect(settled.counted == 85 && settled.deficiency == 15)
    }

    @Test("never counts a unit twice, owes and carries at once, or banks less than nothing (A12)", arguments: 1...20)
    func invariants(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 0..<50 {
            let minimums = (0..<20).map { _ in dice.number(Int64(0)...200) }
            let terms = Self.terms(
                minimums, dollars: dice.number(Int64(0)...9), rate: dice.number(Int64(0)...1_000_000),
                makeUp: dice.number(0...3),
                carry: dice.number(Int64(0)...150))
            var account = TakeOrPay()
            for index in minimums.indices {
                let excused = dice.chance(30) ? dice.number(0...minimums[index]) : 0
                let before = (bank: account.banked, carry: account.carryForward)
                let taken = dice.number(Int64(0)...300)
                let settled = account.settle(
                    period: index, taken: [TakenClass(class: "any", units: taken)], excused: excused, terms: terms)
                account.evolve(settled)
                let place = "seed \(seed), period \(index)"
                let excess = settled.makeUpUsed + settled.carryForwardAdded
                #expect(settled.counted + settled.deficiency >= settled.effectiveMinimum, "\(place)")
                #expect(excess == 0 || settled.deficiency == 0, "\(place)")
                #expect(account.banked >= 0 && account.carryForward >= 0, "\(place)")
                #expect(account.carryForward <= max(terms.carryForwardCap, before.carry), "\(place)")
                #expect(settled.makeUpUsed <= before.bank, "\(place)")
                #expect(
                    settled.effectiveMinimum == max(0, minimums[index] - excused - settled.carryForwardUsed), "\(place)"
                )
                #expect(settled.effectiveMinimum + excess <= max(taken, settled.effectiveMinimum), "\(place)")
                let exact = Double(settled.deficiency) * Double(terms.periods[index].price.microdollars) / 1e6
                let invoiced = exact * Double(terms.shortfallRate.partsPerMillion) / 1e6
                #expect(abs(Double(settled.invoice.cents) / 100 - invoiced) < 0.0051, "\(place)")
            }
        }
    }
}

@Suite("A share of revenue")
struct RevenueShareTests {
    @Test("is the same percentage of every period until its cap is reached, and nothing after")
    func cap() {
        let terms = RevenueShareTerms(share: Ratio(partsPerMillion: 200_000), cap: Money(dollars: 50))
        var paid = Money.zero
        let due = [Int64](repeating: 100, count: 4).map { revenue -> Money in
            let due = terms.due(of: Money(dollars: revenue), paid: paid)
            paid += due
            return due
        }
        #expect(due == ([20, 20, 10, 0] as [Int64]).map { Money(dollars: $0) })
        #expect(
            RevenueShareTerms(share: terms.share, cap: nil).due(of: Money(cents: 13), paid: paid) == Money(cents: 3))
    }
}
