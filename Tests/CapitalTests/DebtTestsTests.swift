import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("Lenders' tests")
struct DebtTestsTests {
    @Test("of debt service cover divide cash flow by what is due, and have no answer when nothing is")
    func dscr() {
        #expect(DebtTests.dscr(cashFlow: millions(46), debtService: millions(40)) == Ratio(units: 1_150_000))
        #expect(DebtTests.dscr(cashFlow: millions(1), debtService: millions(3)) == Ratio(units: 333_333))
        #expect(DebtTests.dscr(cashFlow: millions(-1), debtService: millions(3)) == .zero)
        #expect(DebtTests.dscr(cashFlow: millions(1), debtService: .zero) == nil)
        #expect(DebtTests.dscr(cashFlow: Money(cents: .max), debtService: Money(cents: 1)) == Ratio(units: .max))
    }

    @Test("of loan life cover discount cash flow at the loan's own rates")
    func llcr() {
        // 110 in a year and 121 in two, at 10 %: 100 and 100.
        let rates = Array(repeating: PeriodRate.equal(percent(10), perYear: 1), count: 2)
        let flows = [Money(dollars: 110), Money(dollars: 121)]
        #expect(DebtTests.presentValue(flows, rates: rates) == Money(dollars: 200))
        #expect(DebtTests.llcr(cashFlow: flows, rates: rates, debt: Money(dollars: 160)) == Ratio(units: 1_250_000))
        #expect(DebtTests.llcr(cashFlow: flows, rates: rates, debt: .zero) == nil)
    }

    @Test("of loan life cover give the cover ratio that a loan was sculpted to", arguments: seeds)
    func sculptedCover(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for round in 0..<50 {
            let rates = (0..<dice.number(2...40)).map { _ in
                PeriodRate.actual360(Ratio(units: dice.number(20_000...Int64(90_000))), days: dice.number(28...92))
            }
            let base = dice.number(Int64(1_000_000_000)...Int64(100_000_000_000))
            let flows = rates.map { _ in Money(cents: base + dice.number(0...base / 10)) }
            let target = Ratio(units: dice.number(1_100_000...Int64(1_500_000)))
            let value = DebtTests.presentValue(flows, rates: rates)
            let debt = Money(cents: value.cents.scaled(Ratio.one.units, over: target.units))
            let ratio = try #require(DebtTests.llcr(cashFlow: flows, rates: rates, debt: debt))
            #expect(abs((ratio - target).units) <= 1, "seed \(seed), round \(round)")
            // Sculpted to the same ratio, a debt of that size leaves a last payment that covers it too.
            let schedule = try Repayment.sculpted(cashFlow: flows, dscr: target).schedule(of: debt, rates: rates)
            let last = try #require(zip(flows, schedule).reversed().first)
            let service = last.0.cents.scaled(Ratio.one.units, over: target.units)
            #expect(abs(last.1.payment.cents - service) <= 400, "seed \(seed), round \(round)")
        }
    }

    @Test("of gearing compare exactly with the cap, to the cent (K4)", arguments: seeds)
    func gearing(seed: UInt64) {
        #expect(DebtTests.gearing(debt: millions(7), of: millions(10)) == percent(70))
        #expect(DebtTests.gearing(debt: Money(cents: millions(7).cents + 1), of: millions(10)) > percent(70))
        #expect(DebtTests.gearing(debt: .zero, of: .zero) == .zero)
        #expect(DebtTests.gearing(debt: Money(cents: 1), of: .zero) == Ratio(units: .max))
        var dice = Dice(seed: seed)
        for round in 0..<500 {
            let total = dice.number(1...Int64(50_000_000_000_000))
            let cap = Ratio(units: dice.number(0...Int64(1_000_000)))
            let debt = max(0, cap.of(Money(cents: total)).cents + dice.number(-1...Int64(1)))
            let allowed = Int128(debt) * 1_000_000 <= Int128(cap.units) * Int128(total)
            let gearing = DebtTests.gearing(debt: Money(cents: debt), of: Money(cents: total))
            #expect((gearing <= cap) == allowed, "seed \(seed), round \(round)")
        }
    }

    @Test("of cost to complete count undrawn debt, uncalled equity and cash, and name what is missing")
    func costToComplete() {
        let funds = FundsToComplete(undrawnDebt: millions(5), uncalledEquity: millions(3), cash: millions(2))
        #expect(funds.total == millions(10))
        #expect(funds.cover(millions(10)) && funds.shortfall(of: millions(9)) == .zero)
        #expect(!funds.cover(Money(cents: millions(10).cents + 1)))
        #expect(funds.shortfall(of: millions(12)) == millions(2))
    }
}
