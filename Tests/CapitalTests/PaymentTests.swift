import StargateCapital
import StargateQuantities
import Testing

@Suite("A payment")
struct PaymentTests {
    let loan = facility("loan", limit: billions(38), gearing: percent(80))

    @Test("draws the lenders' share at the same moment")
    func draws() throws {
        var state = Capital()
        state.receive(billions(1))
        let terms = programme(venture, [loan])
        state.take(try state.decideEncumbrance(phase(), cost: billions(5), terms: terms, at: signing))
        state.owe(phase(), billions(2), due: signing)
        let event = try state.decidePayment(state.obligations[0], terms: lenient, at: signing)
        #expect(event.draws == [FacilityShare(facility: "loan", amount: millions(1600))])
        state.evolve(event)
        #expect(state.cash == millions(600) && state.spent == billions(2) && state.drawn == millions(1600))
        #expect(state.loans["loan"]?.drawn == millions(1600) && state.obligations.isEmpty)
    }

    @Test("is refused when the account lacks the equity share, with both named")
    func short() throws {
        var state = Capital()
        state.receive(millions(399))
        let terms = programme(venture, [loan])
        state.take(try state.decideEncumbrance(phase(), cost: billions(5), terms: terms, at: signing))
        state.owe(phase(), billions(2), due: signing)
        #expect(throws: CapitalRefusal.cash(needed: millions(400), available: millions(399))) {
            try state.decidePayment(state.obligations[0], terms: lenient, at: signing)
        }
        state.receive(millions(1) - Money(cents: 1))
        #expect(state.payAll(at: signing).isEmpty)
        state.receive(Money(cents: 1))
        #expect(state.payAll(at: signing).count == 1)
        #expect(state.cash == .zero)
    }

    @Test("waits with all behind it for a funder that is late, and is made when the money comes")
    func late() throws {
        let terms = programme([funder("a", billions(5)), funder("b", billions(5))], minimumCash: billions(2))
        var state = Capital()
        for index in 1...4 {
            state.owe(
                phase("site \(index)", .operations), millions(500), due: signing.advanced(byDays: index),
                setAside: false)
        }
        let call = try state.decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(call.first?.lines.map(\.amount) == [billions(2), billions(2)])
        state.take(call)
        let due = signing.advanced(byDays: 30)
        #expect(state.payAll(at: due).isEmpty && state.overdue(at: due) == billions(2))

        state.evolve(.contributed(call: 1, funder: "a", amount: millions(1200)))
        #expect(state.payAll(at: due).count == 2)
        #expect(state.obligations.map(\.id) == [3, 4])
        #expect(state.cash == millions(200) && state.runningCostsOwed == billions(1))

        state.evolve(.contributed(call: 1, funder: "b", amount: billions(2)))
        #expect(state.payAll(at: due).count == 2)
        #expect(state.obligations.isEmpty && state.runningCostsOwed == .zero && state.overdue(at: due) == .zero)
        #expect(state.spent == billions(2) && state.cash == millions(1200) && state.receivable == millions(800))
    }

    @Test("comes in order of due date, then of number")
    func order() throws {
        var state = Capital()
        for (subject, days) in [("c", 3), ("a", 1), ("b", 2), ("d", 3), ("e", 1)] {
            state.owe(phase(subject, .operations), millions(1), due: signing.advanced(byDays: days), setAside: false)
        }
        #expect(state.payable(at: signing.advanced(byDays: 3)).map(\.work.subject) == ["a", "e", "b", "c", "d"])
        #expect(state.payable(at: signing.advanced(byDays: 2)).map(\.work.subject) == ["a", "e", "b"])
        #expect(state.payable(at: signing).isEmpty)
        #expect(state.nextDue(after: signing.advanced(byDays: 1)) == signing.advanced(byDays: 2))
        #expect(state.nextDue(after: signing.advanced(byDays: 3)) == nil)
    }

    @Test("for a delivery waits until it has come")
    func delivery() throws {
        var state = Capital()
        state.receive(billions(1))
        state.owe(phase("abilene.1", .chips), millions(5), due: signing, setAside: false, awaits: "abilene.1/1")
        let later = signing.advanced(byDays: 40)
        #expect(
            state.payable(at: later).isEmpty && state.nextDue(after: signing) == nil
                && state.overdue(at: later) == .zero)
        state.evolve(.matured(obligation: 1, due: later))
        #expect(state.nextDue(after: signing) == later)
        #expect(state.payAll(at: later).count == 1)
    }

    @Test("in parts draws, once the work is paid in full, all the debt that was promised for it (K7)")
    func rounding() throws {
        let half = facility("loan", limit: billions(1), gearing: percent(50))
        let cost = Money(cents: 100_001)
        var state = Capital()
        state.receive(cost)
        state.take(try state.decideEncumbrance(phase(), cost: cost, terms: programme(venture, [half]), at: signing))
        for part in [33_334, 33_334, 33_333] as [Int64] { state.owe(phase(), Money(cents: part), due: signing) }
        #expect(state.payAll(at: signing).count == 3)
        #expect(state.spent == cost)
        #expect(state.drawn == state.loans["loan"]?.promised)
    }

    @Test("in parts never needs more equity than was set aside")
    func equity() throws {
        let half = facility("loan", limit: billions(1), gearing: percent(50))
        let cost = Money(cents: 100_001)
        var state = Capital()
        let events = try state.decideEncumbrance(
            phase(), cost: cost, terms: programme(venture, [half]), at: signing)
        let equity = try #require(events.first?.encumbrance?.equity)
        state.receive(equity)
        state.take(events)
        for part in [33_334, 33_334, 33_333] as [Int64] { state.owe(phase(), Money(cents: part), due: signing) }
        #expect(state.payAll(at: signing).count == 3)
    }
}
