public import StargateQuantities

extension Capital {
    public mutating func evolve(_ event: CapitalEvent, at now: Instant) {
        switch event {
        case .called, .leftOpen, .contributed, .lateInterest, .defaulted, .distributed: evolveFunding(event)
        case .encumbered(let work, let cost, let equity, let debt, let budget, let isOrdered):
            equityPromised += equity
            for share in debt { loans[share.facility, default: Loan()].promised += share.amount }
            encumbrances[work.encumbrance] = Encumbrance(
                work: work, cost: cost, debt: debt, budget: budget, isOrdered: isOrdered, drawn: debt.map { _ in .zero }
            )
            guard let budget else { return }
            if isOrdered {
                budgets[budget, default: .init()].obligations += cost
            } else {
                budgets[budget, default: .init()].commitments += cost
            }
        case .takenOver(let name, let share):
            equityPromised -= share.amount
            loans[share.facility, default: Loan()].promised += share.amount
            encumbrances[name]?.debt.append(share)
            encumbrances[name]?.drawn.append(.zero)
        case .ordered(let name):
            guard let entry = encumbrances[name], !entry.isOrdered else { return }
            encumbrances[name]?.isOrdered = true
            guard let budget = entry.budget else { return }
            budgets[budget, default: .init()].commitments -= entry.cost - entry.paid
            budgets[budget, default: .init()].obligations += entry.cost - entry.paid
        case .budgetRaised(let line, let amount, _): budgets[line, default: .init()].raised += amount
        case .obligated(let obligation):
            nextObligation = obligation.id + 1
            insert(obligation)
            guard obligation.encumbrance == nil else { return }
            equityPromised += obligation.amount
            runningCostsOwed += obligation.amount
            guard let budget = obligation.budget else { return }
            budgets[budget, default: .init()].obligations += obligation.amount
        case .interestBooked(let facility): startPeriod(of: facility, now)
        case .interestCapitalised(let facility, let amount):
            startPeriod(of: facility, now)
            loans[facility, default: Loan()].promised += amount
            loans[facility, default: Loan()].drawn += amount
            loans[facility, default: Loan()].capitalised += amount
            drawn += amount
            spent += amount
        case .certified(let milestone): certificates.append(Certificate(milestone: milestone, at: now))
        case .matured(let id, let due):
            guard let index = obligations.firstIndex(where: { $0.id == id }) else { return }
            var obligation = obligations.remove(at: index)
            obligation.awaits = nil
            obligation.due = due
            insert(obligation)
        case .paid(let id, let work, let encumbrance, let amount, let draws):
            let index = obligations.firstIndex { $0.id == id }
            let obligation = index.map { obligations.remove(at: $0) }
            if encumbrance == nil { runningCostsOwed -= amount }
            charge(obligation?.budget, amount)
            settle(work, encumbrance, amount, draws, now)
        case .earned(let amount):
            earned += amount
            cash += amount
        case .reserved(let amount):
            reserve += amount
            cash -= amount
        }
    }

    private mutating func evolveFunding(_ event: CapitalEvent) {
        switch event {
        case .called(let call, let lines, let due, _):
            nextCall = call + 1
            for line in lines {
                funding[line.funder, default: Funding()].called += line.amount
                receivable += line.amount
                openLines.append(OpenLine(call: call, funder: line.funder, amount: line.amount, due: due))
            }
        case .leftOpen(_, let amount): leftOpen += amount
        case .contributed(let call, let funder, let amount):
            funding[funder, default: Funding()].contributed += amount
            contributed += amount
            receivable -= amount
            cash += amount
            guard let index = openLines.firstIndex(where: { $0.call == call && $0.funder == funder }) else { return }
            let line = openLines.remove(at: index)
            // Who pays a part owes the rest.
            let rest = line.amount - amount
            if rest > .zero {
                openLines.insert(OpenLine(call: call, funder: funder, amount: rest, due: line.due), at: index)
            }
        case .lateInterest(_, _, let amount):
            earned += amount
            cash += amount
        case .defaulted(let call, let funder, let amount):
            funding[funder, default: Funding()].called -= amount
            funding[funder, default: Funding()].isInDefault = true
            receivable -= amount
            openLines.removeAll { $0.call == call && $0.funder == funder }
        case .distributed(let lines):
            for line in lines {
                funding[line.funder, default: Funding()].distributed += line.amount
                distributed += line.amount
                cash -= line.amount
            }
        default: break
        }
    }

    private mutating func startPeriod(of facility: FacilityID, _ now: Instant) {
        loans[facility, default: Loan()].counted = now.date
        loans[facility, default: Loan()].periodStart = now.date
        loans[facility, default: Loan()].centDays = 0
    }

    private mutating func settle(
        _ work: Work, _ encumbrance: String?, _ amount: Money, _ draws: [FacilityShare], _ now: Instant
    ) {
        for draw in draws {
            loans[draw.facility, default: Loan()].count(to: now.date)
            if loans[draw.facility]?.periodStart == nil { loans[draw.facility]?.periodStart = now.date }
            loans[draw.facility, default: Loan()].drawn += draw.amount
            drawn += draw.amount
            cash += draw.amount
        }
        if work.category == .principal {
            let facility = FacilityID(work.subject)
            loans[facility, default: Loan()].count(to: now.date)
            loans[facility, default: Loan()].repaid += amount
        }
        cash -= amount
        spent += amount
        guard let encumbrance, var entry = encumbrances[encumbrance] else { return }
        entry.paid += amount
        charge(entry.budget, amount)
        for draw in draws {
            guard let index = entry.debt.firstIndex(where: { $0.facility == draw.facility }) else { continue }
            entry.drawn[index] += draw.amount
        }
        guard entry.paid == entry.cost else {
            encumbrances[encumbrance] = entry
            return
        }
        // What a lender did not pay of a finished work, the account has paid.
        for (share, drawn) in zip(entry.debt, entry.drawn) {
            loans[share.facility, default: Loan()].promised -= share.amount - drawn
            equityPromised += share.amount - drawn
        }
        encumbrances[encumbrance] = nil
    }

    /// What was ordered is paid.
    private mutating func charge(_ budget: BudgetID?, _ amount: Money) {
        guard let budget else { return }
        budgets[budget, default: .init()].obligations -= amount
        budgets[budget, default: .init()].expenditures += amount
    }

    private mutating func insert(_ obligation: Obligation) {
        let place = obligations.firstIndex { ($0.due, $0.id) > (obligation.due, obligation.id) }
        obligations.insert(obligation, at: place ?? obligations.count)
    }
}
