import Foundation
import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

/// Interest for so many days of a balance, ACT/360, by Foundation's decimals.
private func interest(_ balance: Money, _ percent: Int, days: Int) -> Money {
    var exact = Decimal(balance.cents) * Decimal(percent) * Decimal(days) / 36000
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, 0, .plain)
    return Money(cents: NSDecimalNumber(decimal: rounded).int64Value)
}

@Suite("The life of a loan")
struct LoanLifeTests {
    /// Two billion drawn on the day of signing, for a work of ten.
    func drawn(_ terms: FacilityTerms) throws -> Capital {
        var state = Capital()
        state.receive(billions(40))
        try state.commit(phase(), billions(10), programme(venture, [terms]))
        try state.pay(billions(4), of: phase())
        return state
    }

    func book(_ state: inout Capital, _ terms: FacilityTerms, _ date: String) -> (owed: Money, drawn: Money) {
        let now = Instant(day(date))
        guard let (event, owed) = state.decideInterest(terms, at: now) else { return (.zero, .zero) }
        let before = state.drawn
        state.evolve(event, at: now)
        return (owed, state.drawn - before)
    }

    @Test("draws interest during construction on the loan itself, and on that interest too")
    func capitalised() throws {
        let terms = loan(capitalises: true, completion: serving)
        var state = try drawn(terms)
        var balance = billions(2)
        for (date, days) in [("2025-02-01", 11), ("2025-03-01", 28), ("2025-04-01", 31)] {
            let expected = interest(balance, 6, days: days)
            #expect(book(&state, terms, date) == (.zero, expected), "\(date)")
            balance += expected
        }
        #expect(state.loans["loan"]?.balance == balance && state.loans["loan"]?.capitalised == balance - billions(2))
        #expect(state.sources == state.uses && state.cash == billions(38))
        state.take(state.decideCertificate(serving, programme([], [terms])))
        #expect(book(&state, terms, "2025-05-01") == (interest(balance, 6, days: 30), .zero))
        #expect(state.loans["loan"]?.balance == balance)
    }

    @Test("draws no interest beyond its limit: that is owed (K4)")
    func limit() throws {
        let terms = loan(limit: billions(5) + Money(cents: 1000), capitalises: true)
        var state = try drawn(terms)
        let (owed, drawn) = book(&state, terms, "2025-02-01")
        #expect(owed + drawn == interest(billions(2), 6, days: 11))
        #expect(owed > .zero && state.loans["loan"].map { $0.promised <= terms.limit } == true)
        #expect(book(&state, terms, "2025-02-01") == (.zero, .zero), "counted once")
    }

    @Test("owes interest that is not drawn, for each day's balance")
    func paid() throws {
        let terms = loan()
        var state = try drawn(terms)
        try state.pay(billions(2), of: phase(), at: Instant(day("2025-01-25")))
        // 2 bn from 21 January and 1 bn more from the 25th.
        let expected = interest(billions(2 * 11 + 7), 6, days: 1)
        #expect(book(&state, terms, "2025-02-01") == (expected, .zero))
    }

    @Test("bears the rate of the first day of each period")
    func curve() throws {
        let steps = [("2025-01-01", 4), ("2025-03-01", 5), ("2025-04-15", 1)] as [(String, Int64)]
        let curve = try #require(
            BaseCurve(steps: steps.map { BaseCurve.Step(from: day($0.0), rate: percent($0.1)) }))
        let terms = loan(curve: curve)
        var state = try drawn(terms)
        #expect(book(&state, terms, "2025-02-01").owed == interest(billions(2), 6, days: 11))
        #expect(book(&state, terms, "2025-03-01").owed == interest(billions(2), 6, days: 28))
        #expect(book(&state, terms, "2025-04-01").owed == interest(billions(2), 7, days: 31))
        var undisturbed = state
        #expect(book(&undisturbed, terms, "2025-05-01").owed == interest(billions(2), 7, days: 30))
        try state.pay(Money(cents: 2), of: phase(), at: Instant(day("2025-04-20")))
        #expect(book(&state, terms, "2025-05-01").owed == interest(billions(2), 7, days: 30))
    }

    @Test("bears a fee on what is not drawn, for the days it may be")
    func fee() throws {
        let terms = loan(fee: percent(1), from: "2025-01-11", until: "2025-03-11")
        let state = Capital()
        #expect(state.undrawnFee(terms, from: day("2025-01-01"), to: day("2025-01-11")) == .zero)
        #expect(
            state.undrawnFee(terms, from: day("2025-01-01"), to: day("2025-02-01"))
                == interest(terms.limit, 1, days: 21)
        )
        #expect(
            state.undrawnFee(terms, from: day("2025-03-01"), to: day("2025-04-01"))
                == interest(terms.limit, 1, days: 10)
        )
        #expect(state.undrawnFee(terms, from: day("2025-03-11"), to: day("2025-04-01")) == .zero)
        let later = try drawn(terms)
        #expect(
            later.undrawnFee(terms, from: day("2025-02-01"), to: day("2025-03-01"))
                == interest(billions(8), 1, days: 28))
        let fee = later.undrawnFee(terms, from: day("2025-01-11"), to: day("2025-02-01"))
        #expect(fee == interest(billions(10 * 10 + 8 * 11), 1, days: 1))
    }

    /// Asks each month for what is due, until `months` have passed; principal of each, and what was left before it.
    func instalments(
        _ terms: FacilityTerms, _ state: inout Capital, from first: String, months: Int
    ) throws -> [(balance: Money, principal: Money)] {
        try (0..<months).map { month in
            let date = day(first).advanced(byMonths: month)
            let balance = state.loans["loan"]?.balance ?? .zero
            let due = state.principalDue(terms, on: date)
            if due > .zero { try state.repay(due, of: "loan", at: Instant(date)) }
            return (balance, due)
        }
    }

    func completed(_ terms: FacilityTerms, amount: Money, on date: String) throws -> Capital {
        var state = Capital()
        state.earn(billions(90))
        try state.commit(phase(), amount + amount, lenientWith(terms))
        try state.pay(amount + amount, of: phase(), lenientWith(terms))
        state.evolve(.certified(serving), at: Instant(day(date)))
        return state
    }

    func lenientWith(_ terms: FacilityTerms) -> CapitalTerms {
        programme([funder("anybody", billions(1_000_000))], [terms], ceiling: billions(1000))
    }

    @Test("in equal parts of principal ends at exactly nothing (K7)", arguments: seeds)
    func linear(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let (months, amount) = (dice.number(1...80), Money(cents: dice.number(1...500_000_000_000)))
        let terms = loan(limit: amount, completion: serving, profile: .linear, months: months)
        var state = try completed(terms, amount: amount, on: "2025-03-15")
        #expect(state.principalDue(terms, on: day("2025-03-31")) == .zero, "the month of completion")
        let parts = try instalments(terms, &state, from: "2025-04-01", months: months)
        let note: Comment = "seed \(seed): \(amount.exact) over \(months)"
        #expect(parts.map(\.principal).sum() == amount && state.loans["loan"]?.balance == .zero, note)
        let exact = Double(amount.cents) / Double(months)
        #expect(parts.allSatisfy { abs(Double($0.principal.cents) - exact) <= 1 }, note)
        #expect(state.principalDue(terms, on: day("2035-01-01")) == .zero && state.sources == state.uses, note)
    }

    @Test("in equal payments pays the closed form to the cent, and ends at exactly nothing (K7)", arguments: seeds)
    func annuity(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let (months, amount) = (dice.number(2...120), Money(cents: dice.number(10_000_000...500_000_000_000)))
        let terms = loan(limit: amount, completion: serving, profile: .annuity, months: months)
        var state = try completed(terms, amount: amount, on: "2025-03-01")
        let parts = try instalments(terms, &state, from: "2025-04-01", months: months)
        let level = Double(amount.cents) * 0.005 / (1 - pow(1.005, -Double(months)))
        for (month, part) in parts.enumerated() {
            let payment = Double(part.principal.cents) + (Double(part.balance.cents) * 0.005).rounded()
            let tolerance = month < months - 1 ? 1 : Double(months)
            #expect(
                abs(payment - level) <= tolerance, "seed \(seed), month \(month) of \(months): \(payment), \(level)")
        }
        #expect(parts.map(\.principal).sum() == amount && state.loans["loan"]?.balance == .zero, "seed \(seed)")
    }

    @Test("is asked once for an instalment that waits for money")
    func waiting() throws {
        let terms = loan(limit: billions(1), completion: serving, profile: .linear, months: 10)
        var state = try completed(terms, amount: billions(1), on: "2025-03-01")
        let first = state.principalDue(terms, on: day("2025-04-01"))
        #expect(first == millions(100))
        let work = Work(category: .principal, subject: "loan", site: nil)
        state.owe(work, first, due: Instant(day("2025-04-01")), setAside: false)
        #expect(state.principalDue(terms, on: day("2025-05-01")) == millions(100))
        #expect(state.principalDue(terms, on: day("2026-01-01")) == millions(900))
    }

    @Test("all at once is due at its last maturity, every extension taken, and not before")
    func bullet() throws {
        let terms = loan(limit: billions(1), completion: serving, maturity: "2027-01-15", extensions: 2)
        #expect(terms.lastMaturity == day("2029-01-15"))
        let state = try completed(terms, amount: billions(1), on: "2025-03-01")
        #expect(state.principalDue(terms, on: day("2029-01-01")) == .zero)
        #expect(state.principalDue(terms, on: day("2029-02-01")) == billions(1))
        let early = loan(
            limit: billions(1), completion: serving, profile: .linear, months: 100, maturity: "2025-06-01")
        #expect(state.principalDue(early, on: day("2025-04-01")) == millions(10))
        #expect(state.principalDue(early, on: day("2025-06-01")) == billions(1))
    }
}
