import StargateCapital
import StargateQuantities
import Testing

@Suite("A capital call")
struct CapitalCallTests {
    @Test("of 1.00 bn falls on commitments of 19, 19, 7 and 7 bn to the cent (agreements, row C1)")
    func row() throws {
        let events = try Capital().decideCall(
            programme(venture, minimumCash: billions(1)), by: "board", at: signing, horizon: signing)
        #expect(events.count == 1)
        #expect(
            events.first?.lines == [
                CallLine(funder: "softbank", amount: Money(cents: 36_538_461_538)),
                CallLine(funder: "openai", amount: Money(cents: 36_538_461_538)),
                CallLine(funder: "oracle", amount: Money(cents: 13_461_538_462)),
                CallLine(funder: "mgx", amount: Money(cents: 13_461_538_462)),
            ])
    }

    @Test("is due when the notice has run: ten business days are whole days")
    func notice() throws {
        let events = try Capital().decideCall(
            programme(venture, minimumCash: billions(1)), by: "board", at: signing, horizon: signing)
        // numpy.busday_offset("2025-01-21", 10) is 4 February 2025; the whole of that day counts.
        #expect(events.first?.due == Instant(day("2025-02-05")))
    }

    @Test("falls on what each funder has left, not on what it promised at first")
    func uncalled() throws {
        let terms = programme([funder("a", billions(10)), funder("b", billions(10))], minimumCash: billions(9))
        var state = Capital()
        state.receive(billions(5), from: "a")
        let events = try state.decideCall(terms, by: "board", at: signing, horizon: signing)
        // 4 bn over 5 bn and 10 bn left.
        #expect(events.first?.lines.map(\.amount.cents) == [133_333_333_333, 266_666_666_667])
    }

    @Test("is rounded up to whole millions")
    func rounded() throws {
        let terms = programme(venture, minimumCash: Money(cents: 1))
        let events = try Capital().decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(events.first?.lines.map(\.amount).sum() == millions(1))
    }

    @Test("asks for what is uncalled and no more when the need is greater (K1)")
    func exhausted() throws {
        let terms = programme(venture, minimumCash: billions(60))
        var state = Capital()
        let events = try state.decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(events.first?.lines.map(\.amount) == venture.map(\.commitment))
        state.take(events)
        #expect(try state.decideCall(terms, by: "board", at: signing, horizon: signing).isEmpty)
    }

    @Test("leaves out funders whose commitment is not in force yet")
    func later() throws {
        let terms = programme(
            [funder("a", billions(10)), funder("b", billions(10), from: "2025-01-22")], minimumCash: billions(1))
        let today = try Capital().decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(today.first?.lines == [CallLine(funder: "a", amount: billions(1))])
        let tomorrow = try Capital().decideCall(terms, by: "board", at: signing.advanced(byDays: 1), horizon: signing)
        #expect(tomorrow.first?.lines.map(\.amount) == [millions(500), millions(500)])
    }

    @Test("is not made for what is in the account or on its way")
    func covered() throws {
        let terms = programme(venture, minimumCash: billions(1))
        var state = Capital()
        state.take(try state.decideCall(terms, by: "board", at: signing, horizon: signing))
        #expect(state.receivable == billions(1) && state.cash == .zero)
        #expect(try state.decideCall(terms, by: "board", at: signing, horizon: signing).isEmpty)
        for line in venture.indices {
            state.evolve(
                .contributed(
                    call: 1, funder: venture[line].id, amount: state.funding[venture[line].id]?.called ?? .zero))
        }
        #expect(state.cash == billions(1) && state.receivable == .zero && state.contributed == billions(1))
        #expect(try state.decideCall(terms, by: "board", at: signing, horizon: signing).isEmpty)
    }

    @Test("covers the equity share of what falls due within the horizon, and running costs")
    func need() throws {
        let terms = programme(venture, [facility("loan", limit: billions(100), gearing: percent(60))])
        var state = Capital()
        state.take(try state.decideEncumbrance(phase(), cost: billions(10), terms: terms, at: signing))
        state.owe(phase(), billions(2), due: signing.advanced(byDays: 30))
        state.owe(phase(), billions(3), due: signing.advanced(byDays: 31))
        state.owe(phase("abilene", .operations), millions(7), due: signing, setAside: false)
        let events = try state.decideCall(terms, by: "board", at: signing, horizon: signing.advanced(byDays: 30))
        #expect(events.first?.lines.map(\.amount).sum() == millions(807))
    }
}
