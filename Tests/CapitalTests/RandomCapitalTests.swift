import Foundation
import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("The programme's money after any sequence of events")
struct RandomCapitalTests {
    @Test("adds up, and keeps every limit (K1, K2, K3, K4)", arguments: Array(1...20) as [UInt64])
    func run(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for step in 0..<250 {
            walk.step()
            let fault = walk.fault()
            #expect(fault == nil, "seed \(seed), step \(step)")
            if fault != nil { break }
        }
        #expect(try JSONDecoder().decode(Capital.self, from: JSONEncoder().encode(walk.state)) == walk.state)
    }
}

/// A programme with random funders and lenders, lived through at random.
private struct Walk {
    let terms: CapitalTerms
    var state = Capital()
    private var dice: Dice
    private var now = signing
    private var unowed: [(work: Work, left: Money)] = []
    private var unpaid: [CallLine] = []
    private var calls: [(asked: Money, uncalled: Money)] = []

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        let funders = (0..<dice.number(1...5)).map {
            funder(
                FunderID("f\($0)"), Money(cents: dice.number(1...Int64(3_000_000_000_000))),
                from: dice.pick(["2025-01-01", "2025-09-01"]))
        }
        let facilities = (0..<dice.number(0...3)).map {
            facility(
                FacilityID("l\($0)"), limit: Money(cents: dice.number(0...Int64(2_000_000_000_000))),
                gearing: Ratio(partsPerMillion: dice.number(1...Int64(1_000_000))),
                from: dice.pick(["2025-01-01", "2025-06-01"]),
                until: dice.pick([nil, "2026-01-01"]), sites: dice.pick([[], ["s0"], ["s0", "s1"]]),
                covers: dice.pick(FacilityTerms.Cover.allCases))
        }
        terms = programme(
            funders, facilities, ceiling: Money(cents: dice.number(1...Int64(10_000_000_000_000))),
            minimumCash: Money(cents: dice.number(0...Int64(10_000_000_000))),
            operatingReserve: Money(cents: dice.number(0...Int64(10_000_000_000))))
        self.dice = dice
    }

    mutating func step() {
        now = now.advanced(byDays: dice.number(0...5))
        switch dice.number(0...9) {
        case 0...1: commit()
        case 2...3: owe()
        case 4...5: call()
        case 6...7: contribute()
        default: _ = state.payAll(at: now)
        }
    }

    private mutating func commit() {
        let subject = "w\(state.encumbrances.count)-\(now.milliseconds)-\(dice.number(0...Int64.max))"
        let work = phase(subject, site: dice.pick(["s0", "s1", nil]), dice.pick(CostCategory.allCases))
        let cost = Money(cents: dice.number(1...Int64(800_000_000_000)))
        guard let events = try? state.decideEncumbrance(work, cost: cost, terms: terms, at: now) else { return }
        state.take(events)
        unowed.append((work, cost))
    }

    private mutating func owe() {
        let due = now.advanced(byDays: dice.number(0...60))
        if unowed.isEmpty || dice.chance(20) {
            let cost = Money(cents: dice.number(1...Int64(1_000_000_000)))
            return state.owe(phase("running", .operations), cost, due: due, setAside: false)
        }
        let index = dice.number(0...unowed.count - 1)
        let (work, left) = unowed[index]
        let part = dice.chance(30) ? left : Money(cents: dice.number(1...left.cents))
        state.owe(work, part, due: due)
        if part == left { unowed.remove(at: index) } else { unowed[index].left = left - part }
    }

    private mutating func call() {
        let uncalled = terms.funders.filter { $0.from <= now.date }.map {
            $0.commitment - (state.funding[$0.id]?.called ?? .zero)
        }.sum()
        let horizon = now.advanced(byDays: dice.number(0...90))
        guard let events = try? state.decideCall(terms, by: "board", at: now, horizon: horizon) else { return }
        state.take(events)
        for event in events {
            unpaid += event.lines
            calls.append((event.lines.map(\.amount).sum(), uncalled))
        }
    }

    private mutating func contribute() {
        guard !unpaid.isEmpty else { return }
        let line = unpaid.remove(at: dice.number(0...unpaid.count - 1))
        state.evolve(.contributed(call: 1, funder: line.funder, amount: line.amount))
    }

    /// What is wrong, `nil` if nothing is.
    func fault() -> String? {
        if state.contributed + state.drawn != state.spent + state.cash { return "sources are not uses (K3)" }
        if state.cash < .zero { return "the account is overdrawn" }
        for funder in terms.funders {
            guard let funding = state.funding[funder.id] else { continue }
            if funding.called > funder.commitment { return "\(funder.id) is called beyond its commitment (K1)" }
            if funding.contributed > funding.called { return "\(funder.id) contributed more than was called (K1)" }
            if funder.from > now.date && funding.called > .zero { return "\(funder.id) is called too early" }
        }
        let called = state.funding.values.map(\.called).sum()
        if called != calls.map(\.asked).sum() { return "lines are not calls (K2)" }
        if called != state.contributed + state.receivable { return "what was called is neither here nor owed" }
        for call in calls where call.asked.cents % 100_000_000 != 0 && call.asked != call.uncalled {
            return "\(call.asked.exact) is neither whole millions nor all there was"
        }
        for loan in terms.facilities {
            guard let lent = state.loans[loan.id] else { continue }
            if lent.drawn > lent.promised || lent.promised > loan.limit { return "\(loan.id) is overdrawn (K4)" }
        }
        if state.loans.values.map(\.drawn).sum() != state.drawn { return "loans are not what was drawn" }
        return nil
    }
}
