import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A draw on a loan")
struct DrawTests {
    let terms = programme(venture, [loan()])
    let interest = Work(category: .interest, subject: "loan", site: nil)
    let next = signing.advanced(byDays: 1)

    /// A work of ten billion, half of it the loan's; `cash` in the account.
    func begun(_ cash: Money) throws -> Capital {
        var state = Capital()
        state.receive(cash)
        try state.commit(phase(), billions(10), terms)
        return state
    }

    @Test("is stopped while what the loan is owed is overdue, and waits if the account cannot pay all")
    func stopped() throws {
        var state = try begun(billions(1))
        state.owe(interest, millions(3), due: signing, setAside: false)
        state.owe(phase(), billions(2), due: next)
        let obligation = try #require(state.obligations.last)
        #expect(throws: CapitalRefusal.drawStop("loan", overdue: millions(3))) {
            try state.decidePayment(obligation, terms: terms, at: next)
        }
        let bill = try #require(state.obligations.first)
        try state.settle(bill, terms, at: next)
        state.receive(millions(3))
        #expect(try state.decidePayment(obligation, terms: terms, at: next).draws.map(\.amount) == [billions(1)])
    }

    @Test("is not stopped by what falls due at this moment, or is another loan's")
    func free() throws {
        var state = try begun(billions(1))
        state.owe(interest, millions(3), due: next, setAside: false)
        state.owe(Work(category: .fees, subject: "other", site: nil), millions(3), due: signing, setAside: false)
        state.owe(phase(), billions(2), due: next)
        let obligation = try #require(state.obligations.last)
        #expect(try state.decidePayment(obligation, terms: terms, at: next).draws.map(\.amount) == [billions(1)])
    }

    @Test("that was refused is made up for with later payments, for the account pays all in the meantime")
    func later() throws {
        var state = try begun(billions(6))
        state.owe(interest, millions(3), due: signing, setAside: false)
        let refused = try state.pay(billions(2), of: phase(), terms, at: next)
        #expect(refused.draws.isEmpty && state.cash == billions(4) && state.drawn == .zero)
        let bill = try #require(state.obligations.first)
        try state.settle(bill, terms, at: next)
        // Half of four billion paid by now, of which three are this payment's.
        #expect(try state.pay(billions(2), of: phase(), terms, at: next).draws.map(\.amount) == [billions(2)])
        #expect(try state.pay(billions(6), of: phase(), terms, at: next).draws.map(\.amount) == [billions(3)])
        #expect(state.drawn == billions(5) && state.loans["loan"]?.promised == billions(5))
    }

    @Test("that was refused at the last payment of its work leaves nothing promised that cannot be drawn")
    func last() throws {
        var state = try begun(billions(11))
        state.owe(interest, millions(3), due: signing, setAside: false)
        #expect(try state.pay(billions(10), of: phase(), terms, at: next).draws.isEmpty)
        #expect(state.encumbrances.isEmpty && state.drawn == .zero)
        #expect(state.loans["loan"]?.promised == .zero)
        #expect(state.fundsToComplete(terms, on: signing.date).undrawnDebt == .zero)
        #expect(state.freeEquity(terms, on: signing.date) == billions(42) - millions(3))
    }

    @Test("is refused when what is left to draw, call and pay does not complete what was begun")
    func completion() throws {
        let terms = programme([funder("a", billions(10)), funder("b", billions(10))], [loan(limit: billions(15))])
        var state = Capital()
        try state.commit(phase(), billions(30), terms)
        state.receive(billions(2), from: "a")
        #expect(state.fundsToComplete(terms, on: signing.date).total == billions(35))
        state.evolve(.defaulted(call: 9, funder: "b", amount: .zero))
        // 15 undrawn, 8 uncalled and 2 in the account do not pay for 30.
        #expect(state.costToComplete == billions(30))
        state.owe(phase(), billions(4), due: signing)
        let obligation = try #require(state.obligations.last)
        #expect(
            throws: CapitalRefusal.costToComplete("loan", needed: billions(30), available: billions(25))
        ) { try state.decidePayment(obligation, terms: terms, at: signing) }
        #expect(try state.pay(billions(2), of: phase(), terms).draws.isEmpty, "the account can pay this")
        #expect(state.cash == .zero)
        state.earn(billions(5))
        // 28 are needed; 15 undrawn, 8 uncalled and 5 earned are there: three of six billion paid by now.
        let event = try state.decidePayment(obligation, terms: terms, at: signing)
        #expect(event.draws.map(\.amount) == [billions(3)])
    }

    @Test("by two lenders is never more than the payment, and comes to all they promised", arguments: seeds)
    func two(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for round in 0..<60 {
            let cost = Money(cents: dice.number(2...1_000_000_000))
            let lenders = (0...1).map {
                loan(
                    FacilityID("l\($0)"), limit: Money(cents: dice.number(1...cost.cents)),
                    gearing: Ratio(partsPerMillion: dice.number(1...1_000_000 as ClosedRange<Int64>)))
            }
            let terms = programme([funder("a", cost)], lenders)
            var state = Capital()
            state.receive(cost, from: "a")
            try state.commit(phase(), cost, terms)
            var left = cost
            while left > .zero {
                // No last payment of so few cents that it could not make up for what rounding left each lender.
                let rest = left - Money(cents: dice.number(1...left.cents))
                let part = rest > Money(cents: 2) && dice.chance(80) ? left - rest : left
                let event = try state.pay(part, of: phase(), terms)
                #expect(event.draws.map(\.amount).sum() <= part, "seed \(seed), round \(round)")
                left = left - part
            }
            for lender in lenders {
                guard let lent = state.loans[lender.id] else { continue }
                #expect(lent.drawn == lent.promised && lent.drawn <= lender.limit, "seed \(seed), round \(round)")
            }
            #expect(state.spent == cost && state.sources == state.uses)
        }
    }

    @Test("leaves nothing promised that cannot be drawn any more, though the last payment is one cent")
    func lastCent() throws {
        let lenders = [("first", 37), ("second", 29)] as [(FacilityID, Int64)]
        let terms = programme(venture, lenders.map { loan($0.0, limit: Money(cents: $0.1), gearing: .one) })
        var state = Capital()
        state.receive(Money(cents: 100))
        try state.commit(phase(), Money(cents: 100), terms)
        for part in [99, 1] as [Int64] { try state.pay(Money(cents: part), of: phase(), terms) }
        // Rounded down each, two lenders leave two cents to a payment of one: the account pays the other.
        #expect(state.drawn == Money(cents: 65) && state.promisedInAll - state.equityPromised == state.drawn)
    }
}

@Suite("A loan signed after works were begun")
struct TakeOverTests {
    let signed = Instant(day("2025-03-01"))

    /// Ten billion, four of them paid, before the loan is signed.
    func begun(_ terms: FacilityTerms, _ others: [FacilityTerms] = []) throws -> Capital {
        var state = Capital()
        state.receive(billions(10))
        try state.commit(phase(), billions(10), programme(venture, others + [terms]))
        try state.pay(billions(4), of: phase())
        return state
    }

    func late(_ limit: Money, _ gearing: Int64, takesOver: Bool = true) -> FacilityTerms {
        loan("late", limit: limit, gearing: percent(gearing), from: "2025-03-01", takesOver: takesOver)
    }

    @Test(
        "bears its share of them, never more than its limit or what is unpaid",
        arguments: [(billions(9), 50, billions(5)), (billions(3), 50, billions(3)), (billions(9), 80, billions(6))]
            as [(Money, Int64, Money)])
    func share(limit: Money, gearing: Int64, expected: Money) throws {
        let terms = late(limit, gearing)
        var state = try begun(terms)
        let equity = state.equityPromised
        let events = state.decideTakeOver(terms, at: signed)
        #expect(
            events == [
                .takenOver(
                    encumbrance: phase().encumbrance, share: FacilityShare(facility: "late", amount: expected))
            ])
        state.take(events)
        #expect(state.equityPromised == equity - expected && state.loans["late"]?.promised == expected)
        #expect(state.decideTakeOver(terms, at: signed).isEmpty, "taken once")
        for part in [billions(1), billions(2), billions(3)] {
            #expect(try state.pay(part, of: phase(), at: signed).draws.map(\.amount).sum() <= part)
        }
        #expect(state.drawn == expected && state.equityPromised == billions(10) - expected)
    }

    @Test("shares its limit among them in the order of their names")
    func several() throws {
        let terms = late(billions(7), 50)
        var state = Capital()
        for name in ["b", "a", "c"] { try state.commit(phase(name), billions(10), programme(venture, [terms])) }
        state.take(state.decideTakeOver(terms, at: signed))
        #expect(state.loans["late"]?.promised == billions(7) && state.equityPromised == billions(23))
        let shares = ["a", "b", "c"].map { state.encumbrances[phase($0).encumbrance]?.debt.map(\.amount) }
        #expect(shares == [[billions(5)], [billions(2)], []])
    }

    @Test("leaves them alone if it is not to take them, or may not be drawn yet")
    func left() throws {
        let terms = late(billions(9), 50)
        let state = try begun(terms)
        #expect(state.decideTakeOver(terms, at: signed.advanced(byMilliseconds: -1)).isEmpty)
        #expect(state.decideTakeOver(late(billions(9), 50, takesOver: false), at: signed).isEmpty)
        let elsewhere = FacilityTerms(
            id: "late", lender: "bank", limit: billions(9), gearing: percent(50), accrual: terms.accrual,
            from: day("2025-03-01"), sites: ["milam"], takesOver: true)
        #expect(state.decideTakeOver(elsewhere, at: signed).isEmpty)
    }

    @Test("takes no more than what another lender leaves unpaid")
    func beside() throws {
        let terms = late(billions(9), 100)
        // The first lends six of ten, and has drawn 2.4 of the four that were paid: 3.6 of six unpaid are its own.
        var state = try begun(terms, [loan("first", gearing: percent(60))])
        state.take(state.decideTakeOver(terms, at: signed))
        try state.pay(billions(6), of: phase(), at: signed)
        #expect(state.drawn == state.promisedInAll - state.equityPromised)
        #expect(state.spent == state.drawn + state.equityPromised)
    }
}
