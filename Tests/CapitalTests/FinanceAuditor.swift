import StargateCapital
import StargateQuantities

/// Counts all money again from the events alone, by its own arithmetic, and notes what breaks a rule.
struct FinanceAuditor {
    struct Lent {
        var (promised, drawn, repaid) = (Int64(0), Int64(0), Int64(0))
        /// Each day's balance since interest was last counted.
        var centDays: Int128 = 0
        /// The first day of the period.
        var started: CalendarDate?
        var balance: Int64 { drawn - repaid }
    }

    struct Begun {
        let cost: Int64
        let budget: BudgetID?
        var isOrdered: Bool
        var paid: Int64 = 0
        var shares: [FacilityID: (promised: Int64, drawn: Int64)] = [:]
    }

    private(set) var complaints: [String] = []
    private(set) var counts: [String: Int] = [:]
    private let terms: CapitalTerms
    private var today = signing.date
    private var (contributed, earned, spent, distributed) = (Int64(0), Int64(0), Int64(0), Int64(0))
    private var (cash, reserve) = (Int64(0), Int64(0))
    private var called: [FunderID: Int64] = [:]
    private var paidIn: [FunderID: Int64] = [:]
    private var failed: Set<FunderID> = []
    private var open: [String: (amount: Int64, due: Instant)] = [:]
    private var loans: [FacilityID: Lent] = [:]
    private var works: [String: Begun] = [:]
    private var bills: [Int: Obligation] = [:]
    private var raised: [BudgetID: Int64] = [:]
    private var reached: Set<Milestone> = []
    /// Requisitioned, ordered and paid.
    private var lines: [BudgetID: (Int64, Int64, Int64)] = [:]

    init(_ terms: CapitalTerms) { self.terms = terms }

    private mutating func check(_ holds: Bool, _ rule: @autoclosure () -> String) {
        if !holds { complaints.append("\(today): \(rule())") }
    }

    private func facility(_ id: FacilityID) -> FacilityTerms? { terms.facilities.first { $0.id == id } }

    private mutating func pass(to date: CalendarDate) {
        let days = Int128(date.dayNumber - today.dayNumber)
        for (id, lent) in loans { loans[id]?.centDays += Int128(lent.balance) * days }
        today = date
    }

    mutating func take(_ event: CapitalEvent, at now: Instant) {
        pass(to: now.date)
        counts[String("\(event)".prefix { $0 != "(" }), default: 0] += 1
        switch event {
        case .called(let call, let lines, let due, let approver):
            check(approver == terms.approver && due == terms.callNotice.after(now), "a call of nobody's")
            for line in lines { self.call(line, call, due, now) }
        case .contributed(let call, let funder, let amount): contribute(call, funder, amount.cents)
        case .lateInterest(_, _, let amount): earn(amount.cents)
        case .earned(let amount): earn(amount.cents)
        case .defaulted(let call, let funder, let amount):
            let line = open.removeValue(forKey: "\(call)/\(funder)")
            check(line?.amount == amount.cents, "\(funder) fails a line it has not")
            check(line.map { terms.rules.cureEnds($0.due) <= now } ?? false, "\(funder) fails before its time")
            called[funder, default: 0] -= amount.cents
            failed.insert(funder)
        case .distributed(let lines):
            let sum = lines.reduce(Int64(0)) { $0 + $1.amount.cents }
            let all = paidIn.values.reduce(0, +)
            for line in lines {
                let exact = Int128(sum) * Int128(paidIn[line.funder] ?? 0)
                check(abs(Int128(line.amount.cents) * Int128(all) - exact) < Int128(all), "an unfair distribution")
            }
            (distributed, cash) = (distributed + sum, cash - sum)
        case .reserved(let amount): (reserve, cash) = (reserve + amount.cents, cash - amount.cents)
        case .budgetRaised(let line, let amount, _): raised[line, default: 0] += amount.cents
        case .certified(let milestone): check(reached.insert(milestone).inserted, "\(milestone) is certified twice")
        case .leftOpen, .encumbered, .takenOver, .ordered, .obligated, .matured: begin(event)
        case .interestBooked(let id): _ = interest(id)
        case .interestCapitalised(let id, let amount):
            let expected = interest(id)
            check(amount.cents == expected, "\(id): interest of \(amount.cents), by count \(expected)")
            loans[id, default: Lent()].promised += amount.cents
            loans[id, default: Lent()].drawn += amount.cents
            spent += amount.cents
        case .paid(let id, let work, let encumbrance, let amount, let draws):
            check(bills[id]?.amount == amount && bills[id]?.work == work, "bill \(id) is not what is paid")
            check(bills[id].map { $0.due <= now && $0.awaits == nil } ?? false, "bill \(id) is paid early")
            pay(bills.removeValue(forKey: id), encumbrance, amount.cents, draws)
        }
        settleUp()
    }

    private mutating func earn(_ amount: Int64) { (earned, cash) = (earned + amount, cash + amount) }

    private mutating func call(_ line: CallLine, _ call: Int, _ due: Instant, _ now: Instant) {
        let funder = terms.funders.first { $0.id == line.funder }
        called[line.funder, default: 0] += line.amount.cents
        check(line.amount > .zero && open["\(call)/\(line.funder)"] == nil, "a line of nothing, or twice")
        check((called[line.funder] ?? 0) <= (funder?.commitment.cents ?? 0), "\(line.funder) beyond its word (K1)")
        check(!failed.contains(line.funder), "\(line.funder) is called though in default")
        check(funder.map { $0.from <= now.date } ?? false, "\(line.funder) is called too early")
        check(funder?.release.map { reached.contains($0) } ?? true, "\(line.funder) is called unreleased")
        open["\(call)/\(line.funder)"] = (line.amount.cents, due)
    }

    private mutating func contribute(_ call: Int, _ funder: FunderID, _ amount: Int64) {
        check(open.removeValue(forKey: "\(call)/\(funder)")?.amount == amount, "\(funder) pays what nobody asked for")
        contributed += amount
        paidIn[funder, default: 0] += amount
        cash += amount
        check((paidIn[funder] ?? 0) <= (called[funder] ?? 0), "\(funder) pays beyond what was called (K1)")
    }

    private mutating func begin(_ event: CapitalEvent) {
        switch event {
        case .encumbered(let work, let cost, let equity, let debt, let budget, let isOrdered):
            check(equity + debt.map(\.amount).sum() == cost && equity >= .zero, "\(work) is not all paid for")
            works[work.encumbrance] = Begun(cost: cost.cents, budget: budget, isOrdered: isOrdered)
            if let budget, isOrdered { lines[budget, default: (0, 0, 0)].1 += cost.cents }
            if let budget, !isOrdered { lines[budget, default: (0, 0, 0)].0 += cost.cents }
            for share in debt { promise(work.encumbrance, share) }
        case .takenOver(let name, let share):
            guard let work = works[name] else { return check(false, "\(name) was never begun") }
            check(share.amount.cents <= work.cost - work.paid, "\(name): taken over beyond what is unpaid")
            promise(name, share)
        case .ordered(let name):
            guard let work = works[name], !work.isOrdered else { return }
            works[name]?.isOrdered = true
            guard let budget = work.budget else { return }
            lines[budget, default: (0, 0, 0)].0 -= work.cost
            lines[budget, default: (0, 0, 0)].1 += work.cost
        case .obligated(let bill):
            bills[bill.id] = bill
            if let budget = bill.budget { lines[budget, default: (0, 0, 0)].1 += bill.amount.cents }
        case .matured(let id, let due):
            guard let old = bills[id] else { return check(false, "bill \(id) was never owed") }
            bills[id] = Obligation(
                id: id, work: old.work, encumbrance: old.encumbrance, amount: old.amount, budget: old.budget, due: due)
        default: break
        }
    }

    private mutating func promise(_ name: String, _ share: FacilityShare) {
        guard let lender = facility(share.facility), let work = works[name] else {
            return check(false, "a loan of nobody's")
        }
        loans[lender.id, default: Lent()].promised += share.amount.cents
        check((loans[lender.id]?.promised ?? 0) <= lender.limit.cents, "\(lender.id) promises beyond its limit (K4)")
        check(work.shares[lender.id] == nil && share.amount > .zero, "\(lender.id) has two shares of \(name)")
        check(
            Int128(share.amount.cents) * 1_000_000 <= Int128(work.cost) * Int128(lender.gearing.units),
            "\(lender.id) bears more of \(name) than its gearing (K4)")
        works[name]?.shares[lender.id] = (share.amount.cents, 0)
    }

    /// Interest to the nearest cent, ACT/360, at the rate of the period's first day; a new period begins.
    private mutating func interest(_ id: FacilityID) -> Int64 {
        guard let lender = facility(id), let lent = loans[id] else { return 0 }
        let first = lent.started ?? today
        let rate = lender.accrual.curve.steps.last { $0.from <= first } ?? lender.accrual.curve.steps[0]
        let units = Int128(rate.rate.units + lender.accrual.margin.units)
        loans[id]?.centDays = 0
        loans[id]?.started = today
        return Int64((lent.centDays * units * 2 + 360_000_000) / 720_000_000)
    }

    private mutating func pay(_ bill: Obligation?, _ name: String?, _ amount: Int64, _ draws: [FacilityShare]) {
        spent += amount
        cash -= amount
        if let budget = bill?.budget ?? name.flatMap({ works[$0]?.budget }) {
            lines[budget, default: (0, 0, 0)].1 -= amount
            lines[budget, default: (0, 0, 0)].2 += amount
        }
        check(draws.reduce(0) { $0 + $1.amount.cents } <= amount, "more is drawn than paid")
        if let bill, bill.work.category == .principal {
            let id = FacilityID(bill.work.subject)
            loans[id]?.repaid += amount
            check((loans[id]?.balance ?? 0) >= 0, "\(id) is repaid beyond its balance (K7)")
        }
        guard let name, var work = works[name] else { return check(draws.isEmpty, "a draw for no work") }
        work.paid += amount
        check(work.isOrdered && work.paid <= work.cost, "\(name) is paid beyond its cost, or unordered")
        for draw in draws {
            cash += draw.amount.cents
            lend(draw)
            work.shares[draw.facility]?.drawn += draw.amount.cents
            let share = work.shares[draw.facility] ?? (0, 0)
            check(draw.amount > .zero && share.drawn <= share.promised, "\(draw.facility) lends beyond its share")
            let cap = Int128(work.paid) * Int128(facility(draw.facility)?.gearing.units ?? 0)
            check(Int128(share.drawn) * 1_000_000 <= cap, "\(draw.facility) lends beyond its gearing of \(name) (K4)")
        }
        guard work.paid == work.cost else {
            works[name] = work
            return
        }
        // What a lender did not lend to a finished work it may lend to others.
        for (lender, share) in work.shares { loans[lender]?.promised -= share.promised - share.drawn }
        works[name] = nil
    }

    private mutating func lend(_ draw: FacilityShare) {
        var lent = loans[draw.facility] ?? Lent()
        lent.drawn += draw.amount.cents
        lent.started = lent.started ?? today
        loans[draw.facility] = lent
    }

    /// What must hold after every event.
    private mutating func settleUp() {
        let drawn = loans.values.reduce(0) { $0 + $1.drawn }
        check(contributed + drawn + earned == spent + distributed + cash + reserve, "sources are not uses (K3)")
        check(cash >= 0 && reserve >= 0, "the account is overdrawn")
        for facility in terms.facilities {
            guard let lent = loans[facility.id] else { continue }
            check(lent.drawn <= lent.promised && lent.drawn <= facility.limit.cents, "\(facility.id) overdrawn (K4)")
        }
        for budget in terms.budgets {
            let (required, ordered, paid) = lines[budget.id] ?? (0, 0, 0)
            let available = budget.amount.cents + (raised[budget.id] ?? 0) - required - ordered - paid
            check(min(required, ordered, paid, available) >= 0, "\(budget.id) is below zero (L15)")
        }
    }

    /// Where the state of the money differs from what was counted.
    func differences(from state: Capital) -> [String] {
        var found: [String] = []
        func compare(_ what: String, _ counted: Int64, _ stated: Money) {
            if counted != stated.cents { found.append("\(what): \(counted) counted, \(stated.cents) stated") }
        }
        compare("cash", cash, state.cash)
        compare("reserve", reserve, state.reserve)
        compare("spent", spent, state.spent)
        compare("receivable", open.values.reduce(0) { $0 + $1.amount }, state.receivable)
        for (id, funding) in state.funding {
            compare("called of \(id)", called[id] ?? 0, funding.called)
            compare("paid in by \(id)", paidIn[id] ?? 0, funding.contributed)
        }
        for (id, loan) in state.loans { compare("balance of \(id)", loans[id]?.balance ?? 0, loan.balance) }
        for (id, standing) in state.budgets {
            let (required, ordered, paid) = lines[id] ?? (0, 0, 0)
            compare("requisitions of \(id)", required, standing.commitments)
            compare("orders of \(id)", ordered, standing.obligations)
            compare("payments of \(id)", paid, standing.expenditures)
        }
        if works.count != state.encumbrances.count || bills.count != state.obligations.count {
            found.append("works or bills were lost")
        }
        return found
    }
}
