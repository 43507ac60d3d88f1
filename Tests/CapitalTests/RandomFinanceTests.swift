import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A random programme's money over years")
struct RandomFinanceTests {
    @Test("keeps every limit, adds up, and repays its loans to the cent (K1-K4, K7, L15)", arguments: UInt64(1)...24)
    func run(seed: UInt64) {
        var life = FinancialLife(seed: seed)
        for _ in 0..<1200 where life.faults.isEmpty { life.step() }
        life.end()
        #expect(life.faults.prefix(3) == [], "seed \(seed)")
        #expect(life.auditor.counts["paid", default: 0] > 50, "seed \(seed): \(life.auditor.counts)")
    }

    @Test("meets all that can happen to it")
    func reach() {
        var counts: [String: Int] = [:]
        for seed in UInt64(1)...24 {
            var life = FinancialLife(seed: seed)
            for _ in 0..<400 { life.step() }
            counts.merge(life.auditor.counts) { $0 + $1 }
            counts.merge(life.refusals) { $0 + $1 }
        }
        for word in [
            "called", "contributed", "lateInterest", "defaulted", "encumbered", "takenOver", "ordered", "obligated",
            "budgetRaised", "interestBooked", "interestCapitalised", "certified", "matured", "paid", "earned",
            "reserved", "distributed", "commitments-exhausted", "ceiling", "budget", "cash", "draw-stop",
        ] { #expect(counts[word, default: 0] > 0, "\(word) of \(counts)") }
    }
}

/// A programme with random funders, lenders, budget and revenue, lived through at random.
private struct FinancialLife {
    let terms: CapitalTerms
    var state = Capital()
    var auditor: FinanceAuditor
    var refusals: [String: Int] = [:]
    private var dice: Dice
    private var now = signing
    private var unowed: [(work: Work, left: Money)] = []
    private var differences: [String] = []
    private var booked = signing.date
    private let faithless: Set<FunderID>

    var faults: [String] { auditor.complaints + differences }

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        func milestone(_ dice: inout Dice) -> Milestone? {
            dice.chance(50) ? Milestone("s0.1", dice.pick(Milestone.Step.allCases)) : nil
        }
        let funders = (0..<dice.number(1...4)).map { index in
            FunderTerms(
                id: FunderID("f\(index)"), party: "p", commitment: Money(cents: dice.number(1...3_000_000_000_000)),
                from: day(dice.pick(["2025-01-01", "2025-09-01"])), release: index > 0 ? milestone(&dice) : nil)
        }
        let lenders = (0..<dice.number(1...3)).map { index in
            // The rate turns on firsts of months, when periods begin.
            let curve = BaseCurve(
                steps: [("2025-01-01", dice.number(0...90_000)), ("2025-08-01", dice.number(0...90_000))]
                    .map { BaseCurve.Step(from: day($0.0), rate: Ratio(partsPerMillion: $0.1 as Int64)) })
            return FacilityTerms(
                id: FacilityID("l\(index)"), lender: "bank", limit: Money(cents: dice.number(0...2_000_000_000_000)),
                gearing: Ratio(partsPerMillion: dice.number(1...1_000_000 as ClosedRange<Int64>)),
                accrual: InterestAccrual(curve: curve ?? BaseCurve(constant: .zero), margin: percent(1)),
                commitmentFee: percent(dice.number(0...2)), from: day(dice.pick(["2025-01-01", "2025-06-01"])),
                until: dice.pick([nil, day("2026-06-01")]), sites: dice.pick([[], ["s0"]]),
                covers: dice.pick(FacilityTerms.Cover.allCases), takesOver: dice.chance(50),
                capitalisesInterest: dice.chance(50), release: milestone(&dice), completion: milestone(&dice),
                profile: dice.pick(FacilityTerms.Profile.allCases), repaymentMonths: dice.number(1...40),
                maturity: day(dice.pick(["2027-01-01", "2029-03-15"])), extensions: dice.number(0...2))
        }
        let budgets = (0..<dice.number(0...3)).map { index in
            BudgetTerms(
                id: BudgetID("b\(index)"),
                categories: dice.pick([[.construction], [.chips, .operations], [.interest]]),
                sites: dice.pick([[], ["s0"]]), from: day(dice.pick(["2025-01-01", "2025-10-01"])),
                until: dice.pick([nil, day("2026-03-01")]), amount: Money(cents: dice.number(0...3_000_000_000_000)))
        }
        terms = programme(
            funders, lenders, ceiling: Money(cents: dice.number(1...20_000_000_000_000)),
            minimumCash: Money(cents: dice.number(0...10_000_000_000)),
            operatingReserve: Money(cents: dice.number(0...10_000_000_000))
        ).with(
            rules: CallRules(cure: dice.number(0...15), overCall: percent(dice.number(0...60))), budgets: budgets)
        faithless = Set(funders.map(\.id).filter { _ in dice.chance(15) })
        auditor = FinanceAuditor(terms)
        self.dice = dice
    }

    mutating func take(_ event: CapitalEvent) {
        state.evolve(event, at: now)
        auditor.take(event, at: now)
        if differences.isEmpty { differences += auditor.differences(from: state).map { "\(now): \(event): \($0)" } }
    }

    mutating func take(_ decide: (Self) throws(CapitalRefusal) -> [CapitalEvent]) {
        do throws(CapitalRefusal) { for event in try decide(self) { take(event) } } catch {
            refusals[error.code, default: 0] += 1
        }
    }

    mutating func step() {
        pass(days: dice.number(0...3) * dice.number(0...1))
        switch dice.number(0...13) {
        case 0...1: commit()
        case 2: order()
        case 3...5: owe()
        case 6:
            let horizon = now.advanced(byDays: dice.number(0...90))
            take { life throws(CapitalRefusal) in
                try life.state.decideCall(life.terms, by: "board", at: life.now, horizon: horizon)
            }
        case 7...8: contribute()
        case 9: certifyOrRaise()
        case 10: share()
        default: payAll()
        }
    }

    /// Days go by; each first of month is booked, and whoever let its cure period pass is in default.
    private mutating func pass(days: Int) {
        for _ in 0..<days {
            now = now.advanced(byDays: 1)
            while let event = state.decideDefault(terms, at: now) { take(event) }
            if now.date == now.date.startOfMonth { book() }
        }
    }

    private mutating func book() {
        for facility in terms.facilities {
            func work(_ category: CostCategory) -> Work {
                Work(category: category, subject: facility.id.text, site: nil)
            }
            if let (event, owed) = state.decideInterest(facility, at: now) {
                take(event)
                owe(work(.interest), owed, due: now)
            }
            owe(work(.fees), state.undrawnFee(facility, from: booked, to: now.date), due: now)
            owe(work(.principal), state.principalDue(facility, on: now.date), due: now)
            for event in state.decideTakeOver(facility, at: now) { take(event) }
        }
        booked = now.date
    }

    /// What was used is owed, whatever the budget says: the approver lets it grow, as the engine does.
    private mutating func owe(
        _ work: Work, _ amount: Money, due: Instant, setAside: Bool = false, awaits: String? = nil
    ) {
        guard amount > .zero else { return }
        let line = setAside ? nil : terms.budget(for: work, on: now.date)
        if let line {
            let missing = amount - (state.budgets[line.id] ?? .init()).available(of: line.amount)
            take { life throws(CapitalRefusal) in
                try life.state.decideBudgetRaise(line.id, by: missing, life.terms, approver: "board")
            }
        }
        take(
            .obligated(
                Obligation(
                    id: state.nextObligation, work: work, encumbrance: setAside ? work.encumbrance : nil,
                    amount: amount, budget: line?.id, due: due, awaits: awaits)))
    }

    private mutating func commit() {
        let work = phase(
            "w\(auditor.counts.values.reduce(0, +))", site: dice.pick(["s0", "s1", nil]),
            dice.pick([.construction, .chips]))
        let (cost, isOrdered) = (Money(cents: dice.number(1...800_000_000_000)), dice.chance(70))
        take { life throws(CapitalRefusal) in
            try life.state.decideEncumbrance(work, cost: cost, isOrdered: isOrdered, terms: life.terms, at: life.now)
        }
        if state.encumbrances[work.encumbrance] != nil { unowed.append((work, cost)) }
    }

    private mutating func order() {
        guard let name = state.encumbrances.keys.sorted().first(where: { state.encumbrances[$0]?.isOrdered == false })
        else { return }
        take(.ordered(encumbrance: name))
    }

    private mutating func owe() {
        let due = now.advanced(byDays: dice.number(0...40))
        let ordered = unowed.indices.filter { state.encumbrances[unowed[$0].work.encumbrance]?.isOrdered == true }
        guard !ordered.isEmpty, dice.chance(80) else {
            return owe(phase("s0", site: "s0", .operations), Money(cents: dice.number(1...1_000_000_000)), due: due)
        }
        let index = dice.pick(ordered)
        let (work, left) = unowed[index]
        let part = dice.chance(30) ? left : Money(cents: dice.number(1...left.cents))
        owe(work, part, due: due, setAside: true, awaits: dice.chance(20) ? "lot" : nil)
        if part == left { unowed.remove(at: index) } else { unowed[index].left = left - part }
    }

    private mutating func contribute() {
        let open = state.openLines.filter { !faithless.contains($0.funder) || now.date < day("2025-06-01") }
        guard !open.isEmpty else { return }
        let line = dice.pick(open)
        let events = state.decideContribution(
            call: line.call, funder: line.funder, amount: line.amount, terms: terms, at: now)
        for event in events { take(event) }
    }

    private mutating func certifyOrRaise() {
        if let bill = state.obligations.first(where: { $0.awaits != nil }) {
            take(.matured(obligation: bill.id, due: now))
        }
        let milestone = Milestone("s0.1", dice.pick(Milestone.Step.allCases))
        if dice.chance(20) { for event in state.decideCertificate(milestone, terms) { take(event) } }
        guard let line = terms.budgets.first, dice.chance(20) else { return }
        let amount = Money(cents: dice.number(0...100_000_000_000))
        take { life throws(CapitalRefusal) in
            try life.state.decideBudgetRaise(line.id, by: amount, life.terms, approver: "board")
        }
    }

    private mutating func share() {
        take(.earned(amount: Money(cents: dice.number(1...2_000_000_000))))
        if dice.chance(20) {
            take(.reserved(amount: Money(cents: dice.number(-state.reserve.cents...state.cash.cents))))
        }
        guard dice.chance(20) else { return }
        let lines = state.distribution(of: Money(cents: dice.number(0...state.cash.cents / 4)))
        if !lines.isEmpty { take(.distributed(lines: lines)) }
    }

    private mutating func payAll() {
        for obligation in state.payable(at: now) {
            take { life throws(CapitalRefusal) in
                [try life.state.decidePayment(obligation, terms: life.terms, at: life.now)]
            }
        }
    }

    /// All is delivered and money is plenty: after the last maturity every loan is repaid to the cent (K7).
    mutating func end() {
        for bill in state.obligations where bill.awaits != nil { take(.matured(obligation: bill.id, due: now)) }
        while now.date < day("2031-06-01") && faults.isEmpty {
            pass(days: 1)
            guard now.date == now.date.startOfMonth else { continue }
            take(.earned(amount: state.overdue(at: now)))
            payAll()
        }
        for facility in terms.facilities where faults.isEmpty && state.loans[facility.id]?.balance ?? .zero != .zero {
            differences.append("\(facility.id) still owes \(state.loans[facility.id]?.balance.cents ?? 0) (K7)")
        }
    }
}
