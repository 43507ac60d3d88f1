import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

private func funder(_ id: FunderID, _ billions: Int64, called: Money = .zero, excused: Bool = false) -> CallableFunder {
    CallableFunder(
        id: id, commitment: Money(dollars: billions * 1_000_000_000), called: called, isExcused: excused)
}

private func date(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(dayNumber: 0) }

@Suite("The rules of a capital call")
struct CallRulesTests {
    let rules = CallRules()
    let four = [funder("softbank", 19), funder("openai", 19), funder("oracle", 7), funder("mgx", 7)]

    @Test("share a call by commitment to the cent (C1: 19/19/7/7 bn, 1.00 bn)")
    func proRata() throws {
        let lines = try rules.lines(Money(dollars: 1_000_000_000), from: four)
        #expect(lines.map(\.amount.cents) == [36_538_461_538, 36_538_461_538, 13_461_538_462, 13_461_538_462])
    }

    @Test("charge who pays late and in time to cure interest by the day, and no default (C3)")
    func late() {
        // Due Mon 3 Mar 2025; 6 business days later is Tue 11 Mar, 8 calendar days; the cure ends Mon 17 Mar.
        let (due, paid) = (date("2025-03-03"), date("2025-03-11"))
        #expect(rules.standing(due: due, paid: nil, on: date("2025-03-10")) == .late)
        #expect(rules.standing(due: due, paid: paid, on: paid) == .paid)
        // 1,000,000 × 12 % × 8 / 365 = 2,630.136…
        #expect(rules.lateInterest(on: Money(dollars: 1_000_000), due: due, paid: paid) == Money(cents: 263_014))
    }

    @Test("find a funder in default the day after the cure period, and not before")
    func cure() {
        let due = date("2025-03-03")
        #expect(rules.standing(due: due, paid: nil, on: date("2025-02-28")) == .noticed)
        #expect(rules.standing(due: due, paid: nil, on: due) == .due)
        #expect(rules.standing(due: due, paid: nil, on: date("2025-03-17")) == .late)
        #expect(rules.standing(due: due, paid: nil, on: date("2025-03-18")) == .defaulted)
        #expect(rules.standing(due: due, paid: date("2025-03-19"), on: date("2025-03-20")) == .defaulted)
    }

    @Test("refuse a call beyond what is uncalled, whole (C5)")
    func beyond() {
        #expect(
            throws: CallRefusal.beyondCommitments(
                asked: Money(dollars: 52_000_000_001), uncalled: Money(dollars: 52_000_000_000))
        ) {
            try rules.lines(Money(dollars: 52_000_000_001), from: four)
        }
    }

    @Test("call what an excused funder leaves open from the others, within the over-call limit")
    func overCall() throws {
        let excused = [funder("a", 10), funder("b", 10), funder("c", 10, excused: true)]
        let amount = Money(dollars: 3_000_000_000)
        #expect(throws: CallRefusal.beyondOverCall(missing: Money(dollars: 1_000_000_000))) {
            try rules.lines(amount, from: excused)
        }
        let lines = try CallRules(overCall: Ratio(partsPerMillion: 500_000)).lines(amount, from: excused)
        #expect(lines.map(\.amount) == [Money(dollars: 1_500_000_000), Money(dollars: 1_500_000_000)])
    }

    @Test("never call a funder beyond its word, and always for the whole amount (K1, K2)", arguments: 1...20)
    func invariants(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 0..<200 {
            let funders = (0...dice.number(0...5)).map { index in
                let commitment = dice.number(Int64(1)...1_000_000)
                return CallableFunder(
                    id: FunderID("f\(index)"), commitment: Money(cents: commitment),
                    called: Money(cents: dice.number(0...commitment)), isExcused: dice.chance(20))
            }
            let amount = Money(cents: dice.number(Int64(1)...2_000_000))
            let rules = CallRules(overCall: Ratio(partsPerMillion: dice.number(Int64(0)...1_000_000)))
            guard let lines = try? rules.lines(amount, from: funders) else { continue }
            #expect(lines.map(\.amount).sum() == amount, "seed \(seed)")
            for line in lines {
                let funder = funders.first { $0.id == line.funder }
                #expect(funder?.isExcused == false, "seed \(seed)")
                #expect((funder?.called ?? .zero) + line.amount <= funder?.commitment ?? .zero, "seed \(seed)")
            }
        }
    }
}
