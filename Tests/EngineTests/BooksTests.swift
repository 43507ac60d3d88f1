import Foundation
import StargateCapital
import StargateEngine
import StargateLedger
import StargateProgramme
import StargateQuantities
import StargateSimulation
import StargateTesting
import Testing

@Suite("The books of a programme")
struct BooksTests {
    @Test("agree with its money after every batch, with every feature at work", arguments: UInt64(1)...40)
    func random(seed: UInt64) throws {
        try follow(Rehearsal(Features.random(seed: seed), seed: seed), "programme \(seed)")
    }

    @Test("are tried by all that can happen to money")
    func reach() throws {
        var names: Set<String> = []
        for seed in UInt64(1)...40 {
            for case .capital(let event) in try Rehearsal(Features.random(seed: seed), seed: seed).batches
                .flatMap(\.events)
            { names.insert(String("\(event)".prefix { $0 != "(" })) }
        }
        let wanted: Set = [
            "called", "contributed", "lateInterest", "defaulted", "encumbered", "takenOver", "ordered", "obligated",
            "budgetRaised", "interestBooked", "interestCapitalised", "certified", "matured", "paid", "earned",
            "reserved", "distributed",
        ]
        #expect(wanted.subtracting(names) == [])
    }

    @Test("agree with its money after every batch, with a loan's whole life", arguments: [1, 2, 3, 4] as [UInt64])
    func campus(seed: UInt64) throws {
        let rehearsal = try Rehearsal(Features.campus(), seed: seed)
        try follow(rehearsal, "campus, seed \(seed)")
        let events = rehearsal.batches.flatMap(\.events)
        func happened(_ what: (CapitalEvent) -> Bool) -> Bool {
            events.contains { if case .capital(let event) = $0 { what(event) } else { false } }
        }
        #expect(happened { if case .interestCapitalised = $0 { true } else { false } })
        #expect(happened { if case .paid(_, let work, _, _, _) = $0 { work.category == .principal } else { false } })
        #expect(happened { if case .defaulted = $0 { true } else { false } })
        #expect(happened { if case .budgetRaised = $0 { true } else { false } })
        #expect(happened { if case .earned = $0 { true } else { false } })
        #expect(happened { if case .ordered = $0 { true } else { false } })
    }

    @Test(
        "keep a budget line apart from what is charged to none, whatever it is called",
        arguments: ["3 M USD", "100 k USD"])
    func names(amount: String) throws {
        let budget = "capital:\n  budgets: { operations: { works: [operations], from: 2027-06-01, amount: \(amount) } }"
        let text = try Examples.text("campus").replacing("capital:", with: budget)
        try follow(Rehearsal(text), "campus with a line called operations")
    }

    @Test("count every bill that is due as owed, until it is paid", arguments: UInt64(1)...40)
    func payables(seed: UInt64) throws {
        let rehearsal = try Rehearsal(Features.random(seed: seed), seed: seed)
        try fold(rehearsal) { state, batch in
            guard batch.events.contains(where: { if case .quarterClosed = $0 { true } else { false } }) else { return }
            let due = state.capital.payable(at: batch.at).filter { $0.work.category != .principal }.map(\.amount).sum()
            let owed = state.books.ledger.balance(under: "liabilities:payables", of: .usd)
            #expect(owed == Int128(due.cents), "programme \(seed), \(batch.at)")
        }
    }

    /// Folds the events of a programme, and looks at the state after every batch.
    private func fold(_ rehearsal: Rehearsal, _ look: (EngineState, Batch) throws -> Void) throws {
        var state = EngineState(programme: rehearsal.state.programme, seed: rehearsal.state.seed)
        for batch in rehearsal.batches {
            for event in batch.events { try state.evolve(event, at: batch.at) }
            try look(state, batch)
        }
    }

    private func follow(_ rehearsal: Rehearsal, _ name: String) throws {
        var auditor = Auditor(rehearsal.state.programme)
        var complaints: [String] = []
        try fold(rehearsal) { state, batch in
            auditor.audit(batch)
            guard batch.events.contains(where: { if case .capital = $0 { true } else { false } }) else { return }
            complaints += BooksAuditor(state).complaints.map { "\(batch.at): \($0)" }
        }
        #expect(Array(complaints.prefix(4)) == [], "\(name)")
        #expect(auditor.complaints == [], "\(name)")
        let ledger = rehearsal.state.books.ledger
        #expect(ledger.sealsHold && !ledger.periods.isEmpty, "\(name)")
        let snapshot = try JSONEncoder().encode(rehearsal.state.books)
        let books = try JSONDecoder().decode(Books.self, from: snapshot)
        #expect(books == rehearsal.state.books && books.ledger.digest == ledger.digest, "\(name)")
        #expect(books.ledger.sealsHold, "\(name)")
    }
}

/// Compares the ledger with the state of the money, account by account.
private struct BooksAuditor {
    private(set) var complaints: [String] = []
    private let state: EngineState
    private var ledger: Ledger { state.books.ledger }

    init(_ state: EngineState) {
        self.state = state
        money()
        state.programme.capital.funders.forEach { funder($0) }
        state.programme.capital.facilities.forEach { facility($0) }
        state.programme.capital.budgets.forEach { budget($0) }
        identity()
    }

    private mutating func compare(_ what: String, _ booked: Int64?, _ counted: Money) {
        if (booked ?? 0) != counted.cents {
            complaints.append("\(what): \(booked ?? 0) booked, \(counted.cents) counted")
        }
    }

    private func balance(_ name: String) -> Int64? { ledger.account(named: name)?.balance }

    private mutating func money() {
        let capital = state.capital
        compare("cash", balance("assets:cash"), capital.cash)
        compare("reserve", balance("assets:reserve"), capital.reserve)
        compare("receivable", ledger.account(named: "assets:cash")?.sums.debitsPending, capital.receivable)
        let income = (balance("income:capacity") ?? 0) + (balance("income:late-interest") ?? 0)
        compare("earned", income, capital.earned)
    }

    private mutating func funder(_ terms: FunderTerms) {
        guard let funding = state.capital.funding[terms.id] else { return }
        compare("contributed by \(terms.id)", balance("equity:contributed:\(terms.id)"), funding.contributed)
        compare("paid out to \(terms.id)", balance("equity:distributed:\(terms.id)"), .zero - funding.distributed)
        compare("called of \(terms.id)", balance("commitments:called:\(terms.id)"), funding.called)
        guard let uncalled = balance("commitments:uncalled:\(terms.id)") else { return }
        compare("uncalled of \(terms.id)", uncalled, terms.commitment - funding.called)
    }

    private mutating func facility(_ terms: FacilityTerms) {
        guard let loan = state.capital.loans[terms.id] else { return }
        compare("balance of \(terms.id)", balance("liabilities:debt:\(terms.id)"), loan.balance)
        compare("drawn on \(terms.id)", balance("facilities:drawn:\(terms.id)"), loan.drawn)
        compare("interest drawn on \(terms.id)", balance("assets:interest:\(terms.id)"), loan.capitalised)
        guard let undrawn = ledger.account(named: "facilities:undrawn:\(terms.id)") else { return }
        compare("undrawn of \(terms.id)", undrawn.balance, terms.limit - loan.drawn)
        compare("free of \(terms.id)", undrawn.available, terms.limit - loan.promised)
    }

    private mutating func budget(_ terms: BudgetTerms) {
        let standing = state.capital.budgets[terms.id] ?? .init()
        let requisitioned = ledger.account(named: "budget:requisitioned:\(terms.id)")?.sums.debitsPending
        let ordered = ledger.account(named: "budget:ordered:\(terms.id)")
        compare("commitments of \(terms.id)", requisitioned, standing.commitments)
        compare("obligations of \(terms.id)", ordered?.sums.debitsPending, standing.obligations)
        compare("expenditures of \(terms.id)", ordered?.balance, standing.expenditures)
        guard let available = ledger.account(named: "budget:available:\(terms.id)") else { return }
        compare("available of \(terms.id)", available.available, standing.available(of: terms.amount))
        if standing.available(of: terms.amount) < .zero { complaints.append("\(terms.id) is overdrawn (L15)") }
    }

    /// Assets = liabilities + equity + income - expenses; promises and budgets balance by themselves.
    private mutating func identity() {
        var sums: [AccountClass: Int128] = [:]
        for account in ledger.accounts where account.commodity == .usd {
            sums[account.terms.accountClass, default: 0] += Int128(account.balance)
        }
        func sum(_ kind: AccountClass) -> Int128 { sums[kind] ?? 0 }
        if sum(.asset) != sum(.liability) + sum(.equity) + sum(.income) - sum(.expense) {
            complaints.append("assets are not liabilities, equity and result: \(sums)")
        }
        if sum(.memorandumDebit) != sum(.memorandumCredit) { complaints.append("promises do not balance: \(sums)") }
    }
}

/// Programmes with every feature of the money switched on.
private enum Features {
    static func campus() throws -> String {
        let loan = """
            gearing: 50 %, construction_interest: drawn, completion: { phase: north.hall-a }, repayment: annuity,
                         repayment_months: 12, commitment_fee: 0.5 %, begun_works: taken, 
            """
        let more = """
            capital:
              budgets:
                hall: { works: [construction, chips], sites: [north], from: 2026-01-01, amount: 40 M USD }
                running: { works: [energy, operations, interest, fees], from: 2026-01-01, amount: 100 k USD }
                renting: { works: [cloud], from: 2026-01-01, until: 2027-01-01, amount: 20 M USD }
              revenue: { tariff: 30 M USD/MW-year, tax: 21 %, reserve_months: 3, distributions_from: 2027-04-01 }
            """
        return try Examples.text("campus")
            .replacing("capital:", with: more)
            .replacing("gearing: 50 %, ", with: loan)
            .replacing(
                "  funders:",
                with:
                    "  funders:\n    lost: { party: vendor, commitment: 9 M USD, from: 2026-01-05, "
                    + "defaults_from: 2026-06-01 }"
            )
    }

    /// A random programme whose loans have a life, whose second funder stops paying, and that has a budget and revenue.
    static func random(seed: UInt64) -> String {
        var dice = Dice(seed: seed)
        let (build, running) = (dice.number(1...900) * (seed % 2 == 0 ? 50 : 1), dice.number(1...900))
        let more = """
            capital:
              over_call: \(dice.number(0...50)) %
              cure_days: \(dice.number(0...20))
              budgets:
                early: { works: [construction, chips], from: 2025-01-01, until: 2026-09-01, amount: \(build) M USD }
                late: { works: [construction, chips, cloud], from: 2026-09-01, amount: \(build) M USD }
                running: { works: [energy, operations, interest, fees], from: 2026-01-01, amount: \(running) k USD }
              revenue: { tariff: \(dice.number(0...40)) M USD/MW-year, tax: \(dice.number(0...40)) %,
                         reserve_months: \(dice.number(0...6)), distributions_from: 2026-07-01 }
            """
        let text = RandomProgramme.text(seed: seed)
        let completion =
            text.contains("\n  s1:")
            ? ", completion: { phase: s1.p1, step: \(dice.pick(["shell", "energised", "serving"])) }" : ""
        let life = """
            , construction_interest: \(dice.pick(["drawn", "paid"])), begun_works: \(dice.pick(["left", "taken"])),
                     repayment: \(dice.pick(["linear", "annuity"])), repayment_months: \(dice.number(1...20)),
                     commitment_fee: 1 %\(completion), covers:
            """
        // Every other programme has the money to build all it means to.
        let rich = "  funders:\n    rich: { party: a, commitment: 20 bn USD, from: 2026-01-01 }"
        let isRich = seed % 2 == 0
        return text.replacing("capital:", with: more)
            .replacing("  ceiling: ", with: isRich ? "  ceiling: 90" : "  ceiling: ")
            .replacing("  funders:", with: isRich ? rich : "  funders:")
            .replacing(", covers:", with: completion.isEmpty ? ", covers:" : life)
            .replacing("    f2: {", with: "    f2: { defaults_from: 2026-0\(dice.number(1...9))-01,")
    }
}
