import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A waterfall")
struct WaterfallTests {
    typealias Period = WaterfallTerms.Period

    /// 100 M a quarter: 20 M of costs, 5 M of tax, 40 M of senior debt service, 60 M of it ahead.
    static func quarter(_ revenue: Int64, junior: Int64 = 8) -> Period {
        Period(
            revenue: millions(revenue), operatingCosts: millions(20), tax: millions(5), seniorInterest: millions(15),
            seniorPrincipal: millions(25), junior: millions(junior),
            debtServiceAhead: Array(repeating: millions(10), count: 24), maintenanceTarget: millions(7))
    }

    static let full = WaterfallBalances(debtServiceReserve: millions(60), maintenanceReserve: millions(7))

    @Test("pays every tier in its order and the rest to the owners")
    func whole() {
        let result = WaterfallTerms().pay(Self.quarter(100), from: WaterfallBalances(debtServiceReserve: millions(55)))
        #expect(!result.isShort && result.cashLeft == .zero)
        let paid: [(WaterfallTier.Name, Int64)] = [
            (.operatingCosts, 20), (.tax, 5), (.seniorInterest, 15), (.seniorPrincipal, 25), (.debtServiceReserve, 5),
            (.maintenanceReserve, 7), (.junior, 8), (.lockUp, 0), (.distributions, 15),
        ]
        for (name, amount) in paid { #expect(result[name].paid == millions(amount), "\(name)") }
        #expect(result.balances == Self.full)
    }

    @Test("draws on the reserve to cure senior debt service, interest first, and fills it before anything lower")
    func cure() {
        let first = WaterfallTerms().pay(Self.quarter(30), from: Self.full)
        // 5 M are left for 40 M of debt service.
        #expect(first[.seniorInterest].paid == millions(15) && first[.seniorInterest].fromReserves == millions(10))
        #expect(first[.seniorPrincipal].paid == millions(25) && first[.seniorPrincipal].fromReserves == millions(25))
        #expect(first.balances.debtServiceReserve == millions(25) && first[.debtServiceReserve].short == millions(35))
        #expect(first[.junior].short == millions(8) && first[.distributions].paid == .zero)
        let second = WaterfallTerms().pay(Self.quarter(90), from: first.balances)
        #expect(second[.debtServiceReserve].paid == millions(25) && second[.debtServiceReserve].short == millions(10))
        #expect(second[.junior].paid == .zero)
    }

    @Test("never pays costs, tax or junior loans out of the reserve")
    func reserveIsForSeniorDebt() {
        let result = WaterfallTerms().pay(Self.quarter(10), from: Self.full)
        #expect(result[.operatingCosts].short == millions(10) && result[.tax].short == millions(5))
        #expect(result[.seniorInterest].short == .zero && result.balances.debtServiceReserve == millions(20))
        #expect(result[.junior].paid == .zero && result.balances.maintenanceReserve == millions(7))
    }

    @Test("traps cash below a cover ratio of 1.15, and pays it out once the test is passed")
    func lockUp() {
        // 1.15 · 40 M = 46 M after 25 M of costs and tax: 71 M of revenue pass, a cent less does not.
        let revenue = Money(cents: millions(71).cents - 1)
        let period = Period(
            revenue: revenue, operatingCosts: millions(20), tax: millions(5), seniorInterest: millions(15),
            seniorPrincipal: millions(25))
        let locked = WaterfallTerms().pay(period, from: WaterfallBalances())
        #expect(locked[.distributions].paid == .zero && locked.balances.trapped == Money(cents: millions(6).cents - 1))
        let open = WaterfallTerms().pay(
            Period(
                revenue: millions(71), operatingCosts: millions(20), tax: millions(5), seniorInterest: millions(15),
                seniorPrincipal: millions(25)), from: locked.balances)
        #expect(open[.distributions].paid == Money(cents: millions(12).cents - 1))
        #expect(open.balances.trapped == .zero)
    }

    @Test("lets trapped cash pay what is short before the reserve does")
    func trappedPays() {
        let balances = WaterfallBalances(
            debtServiceReserve: millions(60), maintenanceReserve: millions(7), trapped: millions(30))
        let result = WaterfallTerms().pay(Self.quarter(30), from: balances)
        #expect(result[.seniorPrincipal].fromReserves == millions(5) && result.balances.trapped == .zero)
    }

    @Test("releases what reserves hold beyond their targets, from the top down")
    func release() {
        let rich = WaterfallBalances(debtServiceReserve: millions(70), maintenanceReserve: millions(9))
        let result = WaterfallTerms().pay(Self.quarter(100), from: rich)
        #expect(result[.release].fromReserves == millions(12) && result.balances == Self.full)
        #expect(result[.distributions].paid == millions(39))
        let poor = WaterfallTerms().pay(Self.quarter(15), from: rich)
        #expect(poor[.operatingCosts].short == .zero && poor[.tax].paid == millions(5))
    }

    @Test("passes the lock-up test in a period without debt service")
    func noDebt() {
        let result = WaterfallTerms().pay(Period(revenue: millions(3)), from: WaterfallBalances())
        #expect(result[.distributions].paid == millions(3))
    }

    @Test("is the same in one piece as in two, one after the other")
    func composable() {
        let terms = WaterfallTerms(equity: EquityTerms(preferredRate: percent(8), promote: percent(20)))
        let tiers = terms.waterfall(Self.quarter(100)).tiers
        let balances = WaterfallBalances(equity: EquityBalances(capital: millions(2), preferred: millions(1)))
        let whole = Waterfall(tiers).pay(millions(100), from: balances)
        for cut in tiers.indices {
            let upper = Waterfall(Array(tiers[..<cut])).pay(millions(100), from: balances)
            let lower = Waterfall(Array(tiers[cut...])).pay(upper.cashLeft, from: upper.balances)
            #expect(upper.payments + lower.payments == whole.payments && lower.balances == whole.balances)
        }
    }
}
