import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A funder that pays late or not at all")
struct DefaultTests {
    let terms = programme([funder("a", billions(10)), funder("b", billions(10))], minimumCash: billions(1))
    /// Ten business days from 21 January 2025: the whole of 4 February.
    let due = Instant(day("2025-02-05"))

    /// Both funders were called for half a billion.
    func called() throws -> Capital {
        var state = Capital()
        state.take(try state.decideCall(terms, by: "board", at: signing, horizon: signing))
        return state
    }

    func contribution(_ state: Capital, _ amount: Money, _ funder: FunderID = "a", at now: Instant) -> [CapitalEvent] {
        state.decideContribution(call: 1, funder: funder, amount: amount, terms: terms, at: now)
    }

    @Test("bears interest for each day, ACT/365, that adds to what the account holds (row C3)")
    func late() throws {
        var state = try called()
        let events = contribution(state, millions(500), at: due.advanced(byDays: 8))
        // 500,000,000 × 12 % × 8 / 365 = 1,315,068.4931…
        let interest = Money(cents: 131_506_849)
        #expect(
            events == [
                .contributed(call: 1, funder: "a", amount: millions(500)),
                .lateInterest(call: 1, funder: "a", amount: interest),
            ])
        state.take(events)
        #expect(state.cash == millions(500) + interest && state.earned == interest)
        #expect(state.sources == state.uses && state.openLines.map(\.funder) == ["b"])
    }

    @Test("bears none if it pays by the end of its due day")
    func punctual() throws {
        let state = try called()
        for now in [signing, due.advanced(byMilliseconds: -1), due] {
            #expect(contribution(state, millions(500), at: now).count == 1)
        }
    }

    @Test("bears a day's interest at noon of the day after its due day")
    func noon() throws {
        let state = try called()
        let events = contribution(state, millions(500), at: due.advanced(byMilliseconds: 43_200_000))
        // Due on 4 February, paid on 5 February: 500,000,000 × 12 % / 365 = 164,383.56…
        #expect(events.last == .lateInterest(call: 1, funder: "a", amount: Money(cents: 16_438_356)))
    }

    @Test("is in default at exactly the end of the last business day to cure in, and not a moment before (row C4)")
    func cure() throws {
        let state = try called()
        // Ten business days after 4 February, with 17 February a holiday: 19 February.
        let end = Instant(day("2025-02-20"))
        #expect(state.nextDefault(terms) == end)
        #expect(state.decideDefault(terms, at: end.advanced(byMilliseconds: -1)) == nil)
        #expect(contribution(state, millions(500), at: end.advanced(byMilliseconds: -1)).count == 2)
        #expect(
            state.decideDefault(terms, at: end) == .defaulted(call: 1, funder: "a", amount: millions(500)))
        let rules = CallRules()
        #expect(rules.cureEnds(Instant(day("2025-02-04")).advanced(byMilliseconds: 1)) == end)
        #expect(rules.standing(due: day("2025-02-04"), paid: nil, on: day("2025-02-19")) == .late)
        #expect(rules.standing(due: day("2025-02-04"), paid: nil, on: day("2025-02-20")) == .defaulted)
    }

    /// Federal holidays of 2025 (opm.gov).
    static let holidays = Set(
        [
            "2025-01-01", "2025-01-20", "2025-02-17", "2025-05-26", "2025-06-19", "2025-07-04", "2025-09-01",
            "2025-10-13", "2025-11-11", "2025-11-27", "2025-12-25",
        ].map { day($0).dayNumber })

    @Test("has as many business days to cure in as the rules say, counted day by day", arguments: seeds)
    func business(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<300 {
            let cure = dice.number(0...30)
            let last = day("2025-01-01").advanced(byDays: dice.number(0...300))
            // 30 December 2024 was a Monday.
            func isBusiness(_ number: Int) -> Bool {
                (number - day("2024-12-30").dayNumber) % 7 < 5 && !Self.holidays.contains(number)
            }
            var (number, left) = (last.dayNumber, cure)
            while left > 0 {
                number += 1
                if isBusiness(number) { left -= 1 }
            }
            let due = Instant(last).advanced(byMilliseconds: dice.number(1...86_400_000 as ClosedRange<Int64>))
            let end = Instant(CalendarDate(dayNumber: number + 1))
            #expect(CallRules(cure: cure).cureEnds(due) == end, "seed \(seed): \(cure) days after \(last)")
        }
    }

    @Test("is counted on for no more than it paid once it is in default")
    func committed() throws {
        var state = try called()
        state.take(contribution(state, millions(500), at: due))
        state.take(contribution(state, millions(500), "b", at: due))
        state.evolve(
            .called(
                call: 2, lines: [CallLine(funder: "b", amount: billions(2))], due: due.advanced(byDays: 30),
                approver: "board"))
        #expect(state.committed(terms, on: due.date) == billions(20))
        let end = try #require(state.nextDefault(terms))
        let event = try #require(state.decideDefault(terms, at: end))
        state.evolve(event, at: end)
        #expect(state.committed(terms, on: end.date) == millions(10_500))
        #expect(state.funding["b"]?.called == millions(500) && state.receivable == .zero && state.openLines.isEmpty)
        #expect(state.decideDefault(terms, at: .init(milliseconds: .max)) == nil && state.nextDefault(terms) == nil)
        #expect(throws: CapitalRefusal.commitmentsExhausted(needed: billions(11), available: millions(10_500))) {
            try state.decideEncumbrance(phase(), cost: billions(11), terms: terms, at: end)
        }
    }

    @Test("that is in default has no line left to pay")
    func tooLate() throws {
        var state = try called()
        let end = try #require(state.nextDefault(terms))
        let event = try #require(state.decideDefault(terms, at: end))
        state.evolve(event, at: end)
        #expect(contribution(state, millions(500), at: end).isEmpty)
    }

    @Test(
        "leaves open what the others pay only up to the over-call limit",
        arguments: [(0, 1000), (20, 1200), (50, 1500), (80, 1500)] as [(Int64, Int64)])
    func overCall(limit: Int64, line: Int64) throws {
        let terms = programme(["a", "b", "c"].map { funder($0, billions(10)) }, minimumCash: billions(3))
            .with(rules: CallRules(overCall: percent(limit)))
        var state = Capital()
        state.evolve(.defaulted(call: 0, funder: "c", amount: .zero))
        let events = try state.decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(events.first?.lines == ["a", "b"].map { CallLine(funder: $0, amount: millions(line)) })
        state.take(events)
        let again = try state.decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(again.isEmpty)
    }

    @Test("leaves nobody to call if all are in default")
    func all() throws {
        var state = Capital()
        for funder in terms.funders { state.evolve(.defaulted(call: 0, funder: funder.id, amount: .zero)) }
        #expect(try state.decideCall(terms, by: "board", at: signing, horizon: signing).isEmpty)
        #expect(state.committed(terms, on: signing.date) == .zero)
    }

    @Test("that pays a part of its line owes the rest of it, and never pays more than it was called for (K1)")
    func part() throws {
        var state = try called()
        state.take(contribution(state, millions(200), at: due))
        #expect(state.openLines.map(\.amount).sum() == state.receivable)
        var other = try called()
        other.take(contribution(other, millions(501), at: due))
        #expect(other.contributed <= millions(500))
    }

    @Test("is called by the approver and by nobody else, who alone lets a budget grow", arguments: ["a", "bank", ""])
    func approver(party: String) throws {
        let (party, state) = (PartyID(party), Capital())
        let budget = BudgetTerms(
            id: "line", categories: [.chips], from: signing.date, amount: billions(1))
        let terms = terms.with(budgets: [budget])
        let refusal = CapitalRefusal.notApprover(party, approver: "board")
        #expect(throws: refusal) { try Capital.authorise(party, terms) }
        #expect(throws: refusal) { try state.decideCall(terms, by: party, at: signing, horizon: signing) }
        #expect(throws: refusal) { try state.decideBudgetRaise("line", by: millions(1), terms, approver: party) }
        #expect(throws: refusal) { try state.decideBudgetRaise("line", by: .zero, terms, approver: party) }
        #expect(
            try state.decideBudgetRaise("line", by: millions(1), terms, approver: "board")
                == [.budgetRaised(line: "line", amount: millions(1), approver: "board")])
        #expect(try state.decideBudgetRaise("line", by: .zero, terms, approver: "board").isEmpty)
        #expect(throws: CapitalRefusal.budgetUnknown("other")) {
            try state.decideBudgetRaise("other", by: millions(1), terms, approver: "board")
        }
    }
}
