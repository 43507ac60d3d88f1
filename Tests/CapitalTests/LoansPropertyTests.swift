import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A random loan")
struct LoansPropertyTests {
    /// Terms drawn at random; what matters to a test is set by it.
    static func terms(_ kind: LoanKind, _ dice: inout Dice) -> LoanTerms {
        let lent = loanTime("2020-01-01").date.advanced(byDays: dice.number(0...1500))
        let first = lent.advanced(byMonths: dice.number(1...6))
        let cycle = LoanCycle(months: dice.pick([1, 2, 3, 6, 12]), stub: dice.pick([.long, .short]))
        var terms = LoanTerms(
            kind: kind, role: dice.pick([.lender, .borrower]), currency: "USD",
            statusDate: LoanTime(lent.advanced(byDays: -1)), initialExchangeDate: LoanTime(lent),
            notional: Double(dice.number(1_000...1_000_000)),
            dayCount: dice.pick([.actualActual, .actual360, .actual365, .thirtyE360, .thirtyE360ISDA]))
        terms.rate = Double(dice.number(0...2000)) / 10_000
        terms.endOfMonth = dice.pick([.sameDay, .endOfMonth])
        terms.calendar = dice.pick([.noHoliday, .mondayToFriday])
        terms.businessDays = dice.pick([.none, .shiftFollowing, .calculateModifiedFollowing, .shiftModifiedPreceding])
        terms.redemption = .init(anchor: LoanTime(first), cycle: cycle)
        terms.interest = terms.redemption
        terms.maturityDate = LoanTime(
            first.advanced(byMonths: dice.number(6...120)).advanced(byDays: dice.number(0...20)))
        return terms
    }

    static let seeds = Array(1...120) as [UInt64]

    @Test("repays what was lent, and then owes nothing (K7)", arguments: LoanKind.allCases)
    func repaysAll(kind: LoanKind) throws {
        for seed in LoansPropertyTests.seeds {
            var dice = Dice(seed: seed)
            var terms = LoansPropertyTests.terms(kind, &dice)
            // From a little less than the interest of a year up to the whole.
            if kind == .negativeAmortizer { terms.nextRedemption = terms.notional * Double(dice.number(1...100)) / 100 }
            let events = try LoanModel(terms: terms).events()
            let sign = terms.role.sign
            let repaid = events.filter { $0.type == .principalRedemption || $0.type == .maturity }
                .reduce(0) { $0 + $1.payoff }
            #expect(abs(repaid - sign * terms.notional) < 1e-6 * terms.notional, "\(kind), seed \(seed)")
            #expect(events.last?.type == .maturity && events.last?.notional == 0, "\(kind), seed \(seed)")
            var wasRepaid = false
            for event in events.dropFirst() {
                if wasRepaid { #expect(abs(event.notional) < 1e-6, "\(kind), seed \(seed)") }
                if abs(event.notional) < 1e-9 { wasRepaid = true }
                #expect(event.notional * sign > -1e-6, "\(kind), seed \(seed)")
            }
        }
    }

    @Test("pays the same amount each time if it is an annuity at a constant rate")
    func constantAnnuity() throws {
        for seed in LoansPropertyTests.seeds {
            var dice = Dice(seed: seed)
            let terms = LoansPropertyTests.terms(.annuity, &dice)
            var payments: [LoanTime: Double] = [:]
            for event in try LoanModel(terms: terms).events() where event.type != .initialExchange {
                payments[event.time, default: 0] += event.payoff
            }
            let amounts = payments.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map(\.value)
            let first = try #require(amounts.first)
            #expect(amounts.allSatisfy { abs($0 - first) < 1e-7 * terms.notional }, "seed \(seed): \(amounts)")
        }
    }

    @Test("redeems equal parts if it is a linear amortizer")
    func equalParts() throws {
        for seed in LoansPropertyTests.seeds {
            var dice = Dice(seed: seed)
            let terms = LoansPropertyTests.terms(.linearAmortizer, &dice)
            let parts = try LoanModel(terms: terms).events()
                .filter { $0.type == .principalRedemption || $0.type == .maturity }.map(\.payoff)
            let first = try #require(parts.first)
            #expect(parts.allSatisfy { abs($0 - first) < 1e-7 * terms.notional }, "seed \(seed): \(parts)")
        }
    }
}

@Suite("A negative amortizer")
struct NegativeAmortizerTests {
    static func terms(payment: Double, rate: Double) -> LoanTerms {
        var terms = LoanTerms(
            kind: .negativeAmortizer, role: .lender, currency: "USD", statusDate: loanTime("2012-12-30"),
            initialExchangeDate: loanTime("2013-01-01"), notional: 5000, dayCount: .thirtyE360)
        terms.rate = rate
        terms.redemption = .init(anchor: loanTime("2013-02-01"), cycle: LoanCycle(months: 1))
        terms.interest = terms.redemption
        terms.nextRedemption = payment
        return terms
    }

    @Test("adds the interest that a payment does not cover to the principal")
    func grows() throws {
        var terms = NegativeAmortizerTests.terms(payment: 10, rate: 0.12)
        terms.maturityDate = loanTime("2013-04-01")
        let events = try LoanModel(terms: terms).events()
        #expect(events.map(\.type.rawValue) == ["IED", "PR", "IP", "PR", "IP", "IP", "MD"])
        for (found, known) in zip(events.map(\.payoff), [-5000, -40, 50, -40.4, 50.4, 50.804, 5080.4]) {
            #expect(abs(found - known) < 1e-9)
        }
    }

    @Test("matures when its payments have repaid it")
    func maturity() throws {
        let terms = NegativeAmortizerTests.terms(payment: 700, rate: 0.08)
        #expect(try LoanModel(terms: terms).maturity == loanTime("2013-09-01"))
        let events = try LoanModel(terms: terms).events()
        #expect(events.last?.notional == 0)
        #expect(events.filter { $0.type == .interestPayment }.count == 8)
    }

    @Test("is refused if its payments never repay it and no maturity is given")
    func neverRepaid() {
        #expect(throws: LoanRefusal.self) {
            try LoanModel(terms: NegativeAmortizerTests.terms(payment: 10, rate: 0.12))
        }
    }

    @Test("keeps its payment when the rate is reset within its limits")
    func reset() throws {
        var terms = NegativeAmortizerTests.terms(payment: 700, rate: 0.08)
        terms.reset.times = .init(anchor: loanTime("2013-04-01"), cycle: LoanCycle(months: 3, stub: .short))
        terms.reset.market = "M"
        terms.reset.periodCap = 0.02
        terms.reset.periodFloor = 0.01
        terms.reset.lifeFloor = 0.095
        let market = [("2013-01-01", 0.5), ("2013-07-01", 0.01)].map {
            LoanObservations.Value(time: loanTime($0.0), value: $0.1)
        }
        let model = try LoanModel(terms: terms, observed: LoanObservations(series: ["M": market]))
        let rates = try model.events().filter { $0.type == .rateReset }.map(\.rate)
        #expect(rates.count == 2 && abs(rates[0] - 0.10) < 1e-12 && abs(rates[1] - 0.095) < 1e-12)
        let payments = try model.events().filter { $0.time == loanTime("2013-05-01") }.reduce(0) { $0 + $1.payoff }
        #expect(abs(payments - 700) < 1e-9)
    }

    @Test("names the market object that nobody observed")
    func unobserved() {
        var terms = NegativeAmortizerTests.terms(payment: 700, rate: 0.08)
        terms.reset.times = .init(anchor: loanTime("2013-04-01"), cycle: LoanCycle(months: 3))
        terms.reset.market = "M"
        #expect(throws: LoanRefusal.notObserved(object: "M", at: loanTime("2013-04-01"))) {
            try LoanModel(terms: terms).events()
        }
    }
}
