import StargateAgreements
import StargateCapital
import StargateLedger
import StargateProgramme
import StargateQuantities
import StargateScheduling

/// Posting rules: what each event enters in the books.
extension EngineState {
    mutating func book(_ event: Event, at now: Instant) throws(LedgerRefusal) {
        books.begin(at: now, forPeriodBefore: event.endsPeriod && now > Instant(programme.start))
        switch event {
        case .capital(let event): try book(event, at: now)
        case .agreements(let event): try book(event)
        case .usage(.metered(let pool, let training, let research, let inference, let online, let energy, _)):
            try book(
                UseTimes(training: training, research: research, inference: inference), online, energy, of: pool)
        case .quarterClosed:
            // What fell due and could not be paid is owed.
            for obligation in capital.payable(at: now) { try recognise(obligation) }
            books.closeQuarter(at: now)
        default: break
        }
    }

    private mutating func book(
        _ times: UseTimes, _ online: Int64, _ energy: Energy, of id: PoolID
    ) throws(LedgerRefusal) {
        guard let pool = scheduling.pools.first(where: { $0.id == id }) else { return }
        let name = id.description
        for use in Use.allCases where times[use] > 0 {
            let (used, supplied) = (books.usedCompute(use, name, pool.chip), books.suppliedCompute(name, pool.chip))
            try books.post(debit: used, credit: supplied, times[use], .metering)
        }
        try books.post(
            debit: books.usedEnergy(name), credit: books.suppliedEnergy(name), energy.wattHours, .metering)
        guard let site = site(of: id) else { return }
        try books.post(
            debit: books.depreciationExpense(site), credit: books.depreciation(site),
            depreciation(of: pool, online).cents, .depreciation)
    }

    /// What waivers permit, in two phases: the account of what was granted refuses to be overdrawn.
    private mutating func book(_ event: AgreementEvent) throws(LedgerRefusal) {
        switch event {
        case .waiverReserved(let waiver, let deal, let power, let capacity):
            let granted = books.grantedPermit(waiver.text)
            try books.grant(granted, from: books.issuedPermit(waiver.text), upTo: capacity.watts, .permit)
            try books.reserve(
                "waiver/\(waiver)/\(deal)", debit: books.drawnPermit(waiver.text), credit: granted, power.watts, .permit
            )
        case .waiverPosted(let waiver, let deal, let power):
            try books.postReserved("waiver/\(waiver)/\(deal)", power.watts, .permit)
        case .waiverVoided(let waiver, let deal): try books.void("waiver/\(waiver)/\(deal)", .permit)
        default: break
        }
    }

    private mutating func book(_ event: CapitalEvent, at now: Instant) throws(LedgerRefusal) {
        switch event {
        case .called, .contributed, .lateInterest, .defaulted, .distributed: try bookFunding(event)
        case .encumbered(let work, let cost, _, let debt, let budget, let isOrdered):
            for share in debt {
                let undrawn = try enterFacility(share.facility)
                try books.reserve(
                    "\(work.encumbrance)/\(share.facility)", debit: books.drawn(share.facility), credit: undrawn,
                    share.amount.cents, .facility)
            }
            let line = budgetLine(budget, work)
            let available = try enterBudget(budget, line, cost)
            try books.reserve(
                work.encumbrance, debit: isOrdered ? books.ordered(line) : books.requisitioned(line),
                credit: available, cost.cents, isOrdered ? .order : .requisition)
        case .takenOver(let name, let share):
            let undrawn = try enterFacility(share.facility)
            try books.reserve(
                "\(name)/\(share.facility)", debit: books.drawn(share.facility), credit: undrawn, share.amount.cents,
                .facility)
        case .ordered(let name):
            guard let entry = capital.encumbrances[name] else { return }
            let line = budgetLine(entry.budget, entry.work)
            try books.turn(name, debit: books.ordered(line), credit: books.available(line), .order)
        case .budgetRaised(let line, _, _):
            _ = try enterBudget(line, line.text, .zero)
        case .obligated(let obligation):
            if obligation.encumbrance == nil && obligation.work.category != .principal {
                let line = budgetLine(obligation.budget, obligation.work)
                let available = try enterBudget(obligation.budget, line, obligation.amount)
                try books.reserve(
                    bill(obligation.id), debit: books.ordered(line), credit: available, obligation.amount.cents, .order)
            }
            // What falls due later is owed only when its time or delivery has come.
            if obligation.due <= now && obligation.awaits == nil { try recognise(obligation) }
        case .matured(let id, _):
            if let obligation = capital.obligations.first(where: { $0.id == id }) { try recognise(obligation) }
        case .paid(let id, let work, let encumbrance, let amount, let draws):
            try bookPayment(id, work, encumbrance, amount, draws)
        case .interestCapitalised(let facility, let amount):
            let undrawn = try enterFacility(facility)
            try books.post(
                debit: books.drawn(facility), credit: undrawn, amount.cents, .capitalisedInterest)
            try books.post(
                debit: books.capitalisedInterest(facility), credit: books.debt(facility), amount.cents,
                .capitalisedInterest)
        case .earned(let amount):
            try books.post(debit: books.cash(), credit: books.capacityIncome(), amount.cents, .revenue)
        case .reserved(let amount):
            let (cash, reserve) = (books.cash(), books.debtServiceReserve())
            let (to, from) = amount > .zero ? (reserve, cash) : (cash, reserve)
            try books.post(debit: to, credit: from, abs(amount.cents), .reserve)
        case .certified, .interestBooked, .leftOpen: break
        }
    }

    private mutating func bookFunding(_ event: CapitalEvent) throws(LedgerRefusal) {
        switch event {
        case .called(let call, let lines, let due, _):
            for line in lines {
                let uncalled = books.uncalled(line.funder)
                let promised = programme.capital.funders.first { $0.id == line.funder }?.commitment ?? .zero
                try books.grant(uncalled, from: books.committed(line.funder), upTo: promised.cents, .commitment)
                try books.post(debit: books.called(line.funder), credit: uncalled, line.amount.cents, .call)
                try books.reserve(
                    "call/\(call)/\(line.funder)", debit: books.cash(), credit: books.contributed(line.funder),
                    line.amount.cents, .call, on: due.date)
            }
        case .contributed(let call, let funder, let amount):
            try books.postReserved("call/\(call)/\(funder)", amount.cents, .contribution)
        case .lateInterest(_, _, let amount):
            try books.post(debit: books.cash(), credit: books.lateInterest(), amount.cents, .interest)
        case .defaulted(let call, let funder, let amount):
            try books.void("call/\(call)/\(funder)", .release)
            try books.post(
                debit: books.uncalled(funder), credit: books.called(funder), amount.cents, .release)
        case .distributed(let lines):
            for line in lines {
                try books.post(
                    debit: books.distributed(line.funder), credit: books.cash(), line.amount.cents, .distribution)
            }
        default: break
        }
    }

    private mutating func bookPayment(
        _ id: Int, _ work: Work, _ encumbrance: String?, _ amount: Money, _ draws: [FacilityShare]
    ) throws(LedgerRefusal) {
        let cash = books.cash()
        for draw in draws {
            try books.post(debit: cash, credit: books.debt(draw.facility), draw.amount.cents, .drawdown)
            try books.postReserved("\(encumbrance ?? "")/\(draw.facility)", draw.amount.cents, .drawdown)
        }
        let owed = books.settle(bill: id)
        let code: EntryCode = work.category == .principal ? .repayment : .payment
        try books.post(
            debit: owed ? books.payables(work.category) : books.cost(of: work), credit: cash, amount.cents, code)
        let name = encumbrance ?? bill(id)
        if encumbrance != nil || books.isReserved(name) { try books.postReserved(name, amount.cents, .invoice) }
        guard let encumbrance, capital.encumbrances[encumbrance] == nil else { return }
        // The work is paid in full: what a lender did not pay of it is free again.
        for facility in programme.capital.facilities { try books.void("\(encumbrance)/\(facility.id)", .release) }
    }

    /// A bill is owed from now on: its cost is counted, paid or not. Principal is owed already.
    private mutating func recognise(_ obligation: Obligation) throws(LedgerRefusal) {
        guard obligation.work.category != .principal, books.recognise(bill: obligation.id) else { return }
        try books.post(
            debit: books.cost(of: obligation.work), credit: books.payables(obligation.work.category),
            obligation.amount.cents, .bill)
    }

    private func bill(_ id: Int) -> String { "bill/\(id)" }

    private mutating func enterFacility(_ id: FacilityID) throws(LedgerRefusal) -> AccountNumber {
        let undrawn = books.undrawn(id)
        let limit = programme.capital.facility(id)?.limit ?? .zero
        try books.grant(undrawn, from: books.lent(id), upTo: limit.cents, .facility)
        return undrawn
    }

    /// Without a budget every commitment is its own appropriation, under its kind of work.
    private func budgetLine(_ budget: BudgetID?, _ work: Work) -> String {
        budget?.text ?? "unbudgeted:\(work.category.rawValue)"
    }

    private mutating func enterBudget(
        _ budget: BudgetID?, _ line: String, _ cost: Money
    ) throws(LedgerRefusal) -> AccountNumber {
        let (available, granted) = (books.available(line), books.granted(line))
        guard let budget else {
            try books.post(debit: available, credit: granted, cost.cents, .appropriation)
            return available
        }
        let approved = programme.capital.budgets.first { $0.id == budget }?.amount ?? .zero
        let raised = capital.budgets[budget]?.raised ?? .zero
        try books.grant(available, from: granted, upTo: (approved + raised).cents, .appropriation)
        return available
    }
}

extension Event {
    /// True for what is booked at a period's end for the period: it counts for the day before.
    fileprivate var endsPeriod: Bool {
        switch self {
        case .usage(.metered), .capital(.earned), .capital(.interestCapitalised): true
        case .capital(.obligated(let obligation)): obligation.encumbrance == nil
        default: false
        }
    }
}
