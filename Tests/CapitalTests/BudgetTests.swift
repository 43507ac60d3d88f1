import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

private func line(
    _ id: BudgetID, _ amount: Money, _ categories: [CostCategory] = [.chips], sites: [SiteID] = [],
    from: String = "2025-01-01", until: String? = nil
) -> BudgetTerms {
    BudgetTerms(
        id: id, categories: categories, sites: sites, from: day(from), until: until.map(day), amount: amount)
}

@Suite("A line of the budget")
struct BudgetTests {
    let terms = programme(venture).with(budgets: [line("chips", billions(10))])
    let chips = phase("abilene.1", .chips)

    /// Commitments, obligations, expenditures and what is available, in millions.
    func standing(_ state: Capital, _ id: BudgetID = "chips", of amount: Money = billions(10)) -> [Int64] {
        let standing = state.budgets[id] ?? .init()
        return [standing.commitments, standing.obligations, standing.expenditures, standing.available(of: amount)]
            .map { $0.cents / 100_000_000 }
    }

    @Test("passes from requisition to order to what is paid")
    func stages() throws {
        var state = Capital()
        state.receive(billions(6))
        #expect(standing(state) == [0, 0, 0, 10_000])
        try state.commit(chips, billions(6), terms, isOrdered: false)
        #expect(standing(state) == [6000, 0, 0, 4000])
        state.evolve(.ordered(encumbrance: chips.encumbrance))
        #expect(standing(state) == [0, 6000, 0, 4000])
        state.evolve(.ordered(encumbrance: chips.encumbrance))
        #expect(standing(state) == [0, 6000, 0, 4000], "ordered once")
        try state.pay(billions(2), of: chips)
        #expect(standing(state) == [0, 4000, 2000, 4000])
        try state.pay(billions(4), of: chips)
        #expect(standing(state) == [0, 0, 6000, 4000] && state.encumbrances.isEmpty)
    }

    @Test("holds a contract as ordered at once, and running costs until they are paid")
    func contract() throws {
        var state = Capital()
        state.receive(billions(6))
        try state.commit(chips, billions(3), terms)
        #expect(standing(state) == [0, 3000, 0, 7000])
        state.evolve(
            .obligated(
                Obligation(
                    id: 1, work: phase("abilene", .operations), encumbrance: nil, amount: billions(1),
                    budget: "chips", due: signing)))
        #expect(standing(state) == [0, 4000, 0, 6000])
        #expect(state.payAll(at: signing).count == 1)
        #expect(standing(state) == [0, 3000, 1000, 6000])
    }

    @Test("refuses what it does not hold, with its name, the need and the rest; more is held once it was raised (L15)")
    func refused() throws {
        var state = Capital()
        try state.commit(chips, billions(6), terms, isOrdered: false)
        let more = phase("abilene.2", .chips)
        let missing = billions(4) + Money(cents: 1)
        #expect(throws: CapitalRefusal.budget("chips", needed: missing, available: billions(4))) {
            try state.decideEncumbrance(more, cost: missing, terms: terms, at: signing)
        }
        #expect(try state.decideEncumbrance(more, cost: billions(4), terms: terms, at: signing).count == 1)
        state.take(try state.decideBudgetRaise("chips", by: Money(cents: 1), terms, approver: "board"))
        try state.commit(more, missing, terms)
        #expect(state.budgets["chips"]?.available(of: billions(10)) == .zero)
    }

    @Test("is chosen by kind, site and period, the first declared that fits")
    func choice() throws {
        let terms = programme(venture).with(budgets: [
            line("abilene", billions(1), [.chips, .construction], sites: ["abilene"], until: "2026-01-01"),
            line("early", billions(1), until: "2025-07-01"), line("late", billions(1), from: "2025-07-01"),
            line("cloud", billions(1), [.cloud], from: "2025-03-01", until: "2025-03-02"),
        ])
        func choose(_ category: CostCategory, _ site: SiteID?, _ date: String) -> BudgetID? {
            terms.budget(for: Work(category: category, subject: "w", site: site), on: day(date))?.id
        }
        #expect(choose(.chips, "abilene", "2025-01-01") == "abilene")
        #expect(choose(.construction, "abilene", "2025-12-31") == "abilene")
        #expect(choose(.construction, "abilene", "2026-01-01") == nil)
        #expect(choose(.construction, "milam", "2025-12-31") == nil)
        #expect(choose(.chips, "abilene", "2026-01-01") == "late")
        #expect(choose(.chips, "milam", "2025-06-30") == "early")
        #expect(choose(.chips, nil, "2025-07-01") == "late")
        #expect(choose(.chips, "milam", "2024-12-31") == nil)
        #expect(choose(.cloud, nil, "2025-02-28") == nil)
        #expect(choose(.cloud, nil, "2025-03-01") == "cloud")
        #expect(choose(.cloud, nil, "2025-03-02") == nil)
    }

    @Test("that does not exist for a work limits nothing")
    func none() throws {
        var state = Capital()
        try state.commit(phase(), billions(30), terms)
        #expect(state.budgets.isEmpty && state.encumbrances.values.map(\.budget) == [nil])
    }

    @Test("keeps what the period it was set aside in was charged with, when it is ordered and paid later")
    func period() throws {
        let terms = programme(venture).with(budgets: [
            line("y25", billions(2), until: "2026-01-01"), line("y26", billions(2), from: "2026-01-01"),
        ])
        let later = Instant(day("2026-02-01"))
        var state = Capital()
        state.receive(billions(2))
        try state.commit(chips, billions(2), terms, isOrdered: false)
        state.evolve(.ordered(encumbrance: chips.encumbrance), at: later)
        try state.pay(billions(2), of: chips, at: later)
        #expect(standing(state, "y25", of: billions(2)) == [0, 0, 2000, 0])
        #expect(state.budgets["y26"] == nil)
    }

    @Test("is never below zero in any part, and holds the rest of all that was approved (L15)", arguments: seeds)
    func random(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let lines = (0..<4).map { index in
            line(
                BudgetID("b\(index)"), Money(cents: dice.number(0...2_000_000_000)),
                dice.pick([[.chips], [.construction], [.chips, .construction]]),
                sites: dice.pick([[], ["s0"], ["s1"]]), from: dice.pick(["2025-01-01", "2025-06-01"]),
                until: dice.pick([nil, "2025-09-01"]))
        }
        let terms = programme([funder("rich", billions(400))]).with(budgets: lines)
        var (state, now) = (Capital(), signing)
        state.receive(billions(40), from: "rich")
        var (approved, begun) = (lines.map(\.amount), [(work: Work, left: Money, isOrdered: Bool)]())
        var refusals = 0
        for step in 0..<1500 {
            now = now.advanced(byDays: dice.number(0...1) * dice.number(0...1))
            switch dice.number(0...5) {
            case 0...1:
                let work = phase("w\(step)", site: dice.pick(["s0", "s1", nil]), dice.pick([.chips, .construction]))
                let (cost, isOrdered) = (Money(cents: dice.number(1...90_000_000)), dice.chance(50))
                do {
                    try state.commit(work, cost, terms, isOrdered: isOrdered, at: now)
                    begun.append((work, cost, isOrdered))
                } catch CapitalRefusal.budget(let id, let needed, let available) {
                    refusals += 1
                    #expect(needed == cost && available < cost && id == terms.budget(for: work, on: now.date)?.id)
                }
            case 2 where !begun.isEmpty:
                let index = dice.number(0...begun.count - 1)
                state.evolve(.ordered(encumbrance: begun[index].work.encumbrance), at: now)
                begun[index].isOrdered = true
            case 3...4:
                guard let index = begun.firstIndex(where: { $0.isOrdered }) else { continue }
                let part = Money(cents: dice.number(1...begun[index].left.cents))
                try state.pay(part, of: begun[index].work, at: now)
                begun[index].left = begun[index].left - part
                if begun[index].left == .zero { begun.remove(at: index) }
            case 5 where dice.chance(10):
                let (index, more) = (dice.number(0...3), Money(cents: dice.number(1...200_000_000)))
                state.take(try state.decideBudgetRaise(lines[index].id, by: more, terms, approver: "board"))
                approved[index] += more
            default: break
            }
            for (terms, approved) in zip(lines, approved) {
                let standing = state.budgets[terms.id] ?? .init()
                let note: Comment = "seed \(seed), step \(step), \(terms.id)"
                let parts = [standing.commitments, standing.obligations, standing.expenditures]
                #expect(parts.allSatisfy { $0 >= .zero }, note)
                let available = standing.available(of: terms.amount)
                #expect(available >= .zero && available + parts.sum() == approved, note)
                let open = state.encumbrances.values.filter { $0.budget == terms.id }
                #expect(standing.commitments == open.filter { !$0.isOrdered }.map(\.cost).sum(), note)
                #expect(
                    standing.obligations == open.filter(\.isOrdered).map { $0.cost - $0.paid }.sum(), note)
            }
        }
        #expect(refusals > 0, "seed \(seed)")
    }
}
