import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("Money set aside for a work")
struct EncumbranceTests {
    @Test("is debt as far as gearing goes, the rest equity")
    func gearing() throws {
        let terms = programme(venture, [facility("loan", limit: billions(38), gearing: percent(80))])
        let event = try Capital().decideEncumbrance(phase(), cost: billions(10), terms: terms, at: signing).first
        #expect(event?.encumbrance?.debt == [FacilityShare(facility: "loan", amount: billions(8))])
        #expect(event?.encumbrance?.equity == billions(2))
    }

    @Test("looks to the facilities in their order, each for its share of what the earlier leave uncovered")
    func order() throws {
        let facilities = [
            facility("first", limit: billions(10), gearing: percent(50)),
            facility("second", limit: billions(100), gearing: percent(80)),
        ]
        let terms = programme(venture, facilities)
        let event = try Capital().decideEncumbrance(phase(), cost: billions(100), terms: terms, at: signing).first
        // The first lends 10 and so covers 20 of the works; the second lends 80 % of the other 80.
        #expect(event?.encumbrance?.debt.map(\.amount) == [billions(10), billions(64)])
        #expect(event?.encumbrance?.equity == billions(26))
    }

    @Test("never draws on more than is left under a facility's limit (K4)")
    func limit() throws {
        let terms = programme(venture, [facility("loan", limit: billions(10), gearing: percent(80))])
        var state = Capital()
        for (subject, debt) in [("abilene.1", 8), ("abilene.2", 2), ("abilene.3", 0)] as [(String, Int64)] {
            let events = try state.decideEncumbrance(phase(subject), cost: billions(10), terms: terms, at: signing)
            #expect(events.first?.encumbrance?.debt.map(\.amount).sum() == billions(debt))
            state.take(events)
        }
        #expect(state.loans["loan"]?.promised == billions(10))
        #expect(state.equityPromised == billions(20) && state.promisedInAll == billions(30))
    }

    @Test("is refused beyond the commitments in force, with the need and what is free named")
    func exhausted() throws {
        let terms = programme([funder("a", billions(10)), funder("b", billions(90), from: "2026-01-01")])
        #expect(throws: CapitalRefusal.commitmentsExhausted(needed: billions(11), available: billions(10))) {
            try Capital().decideEncumbrance(phase(), cost: billions(11), terms: terms, at: signing)
        }
        #expect(try Capital().decideEncumbrance(phase(), cost: billions(10), terms: terms, at: signing).count == 1)
        let later = Instant(day("2026-01-01"))
        #expect(try Capital().decideEncumbrance(phase(), cost: billions(11), terms: terms, at: later).count == 1)
    }

    @Test("leaves the operating reserve alone")
    func reserve() throws {
        let terms = programme([funder("a", billions(10))], operatingReserve: billions(3))
        let state = Capital()
        #expect(throws: CapitalRefusal.commitmentsExhausted(needed: billions(8), available: billions(7))) {
            try state.decideEncumbrance(phase(), cost: billions(8), terms: terms, at: signing)
        }
        let event = try state.decideEncumbrance(phase(), cost: billions(7), terms: terms, at: signing)
        #expect(event.first?.encumbrance?.equity == billions(7))
    }

    @Test("is refused beyond the announced ceiling, debt counted")
    func ceiling() throws {
        let loan = facility("loan", limit: billions(100), gearing: percent(80))
        let terms = programme(venture, [loan], ceiling: billions(25))
        var state = Capital()
        state.take(try state.decideEncumbrance(phase(), cost: billions(15), terms: terms, at: signing))
        #expect(throws: CapitalRefusal.ceiling(needed: billions(11), available: billions(10))) {
            try state.decideEncumbrance(phase("abilene.2"), cost: billions(11), terms: terms, at: signing)
        }
        #expect(
            try state.decideEncumbrance(phase("abilene.2"), cost: billions(10), terms: terms, at: signing).count == 1)
    }

    @Test("borrows only for what the facility covers, where it covers it, while it is open")
    func cover() throws {
        let loan = facility(
            "loan", limit: billions(100), gearing: percent(50), from: "2025-02-01", until: "2025-04-01",
            sites: ["abilene"], covers: .construction)
        let terms = programme(venture, [loan])
        func debt(_ work: Work, _ date: String) throws -> Money? {
            let events = try Capital().decideEncumbrance(work, cost: billions(4), terms: terms, at: Instant(day(date)))
            return events.first?.encumbrance?.debt.map(\.amount).sum()
        }
        #expect(try debt(phase(), "2025-01-31") == .zero)
        #expect(try debt(phase(), "2025-02-01") == billions(2))
        #expect(try debt(phase(), "2025-03-31") == billions(2))
        #expect(try debt(phase(), "2025-04-01") == .zero)
        #expect(try debt(phase("shackelford.1", site: "shackelford"), "2025-03-01") == .zero)
        #expect(try debt(phase("abilene.1", .chips), "2025-03-01") == .zero)
        #expect(try debt(phase("rental", site: nil, .cloud), "2025-03-01") == .zero)
    }

    @Test("of nothing is nothing")
    func nothing() throws {
        #expect(try Capital().decideEncumbrance(phase(), cost: .zero, terms: programme([]), at: signing).isEmpty)
    }

    @Test("is always equity and debt that sum to the cost, the debt within gearing", arguments: seeds)
    func sums(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for round in 0..<1000 {
            let gearings = (0..<dice.number(0...3)).map { _ in Ratio(partsPerMillion: dice.number(1...Int64(1_000_000)))
            }
            let facilities = gearings.enumerated().map { index, gearing in
                facility(
                    FacilityID("f\(index)"), limit: Money(cents: dice.number(0...Int64(1_000_000_000))),
                    gearing: gearing)
            }
            let cost = Money(cents: dice.number(1...Int64(1_000_000_000)))
            let terms = programme([funder("a", cost)], facilities)
            let events = try Capital().decideEncumbrance(phase(), cost: cost, terms: terms, at: signing)
            let entry = try #require(events.first?.encumbrance)
            let debt = entry.debt.map(\.amount).sum()
            let note: Comment = "seed \(seed), round \(round): \(cost.exact) by \(facilities.map(\.gearing))"
            #expect(entry.equity + debt == cost && entry.equity >= .zero, note)
            #expect(debt <= (gearings.max() ?? .zero).of(cost), note)
            for share in entry.debt {
                let limit = facilities.first { $0.id == share.facility }?.limit ?? .zero
                #expect(share.amount <= limit && share.amount > .zero, note)
            }
        }
    }
}
