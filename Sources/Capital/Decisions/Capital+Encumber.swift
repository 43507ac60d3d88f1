public import StargateQuantities

extension Capital {
    /// Equity that can be counted on: what funders in force on `date`, whose milestone is reached, have committed, and of
    /// those in default only what they paid.
    public func committed(_ terms: CapitalTerms, on date: CalendarDate) -> Money {
        terms.funders.filter { isCallable($0, on: date) }.map { funder in
            let standing = funding[funder.id] ?? Funding()
            return standing.isInDefault ? standing.contributed : funder.commitment
        }.sum()
    }

    func isCallable(_ funder: FunderTerms, on date: CalendarDate) -> Bool {
        funder.from <= date && isReleased(funder.release)
    }

    /// Equity that nothing was promised for yet. Revenue counts, what was paid out does not.
    public func freeEquity(_ terms: CapitalTerms, on date: CalendarDate) -> Money {
        committed(terms, on: date) + earned - distributed - reserve - equityPromised - terms.operatingReserve
    }

    /// Sets money aside for a work, debt first as far as gearing and limits go, the rest equity.
    ///
    /// - Parameter isOrdered: true if a contract is signed with it, false for a requisition.
    /// - Throws: `commitmentsExhausted`, `ceiling` or `budget` with what is lacking.
    public func decideEncumbrance(
        _ work: Work, cost: Money, isOrdered: Bool = true, terms: CapitalTerms, at now: Instant
    ) throws(CapitalRefusal) -> [CapitalEvent] {
        guard cost > .zero else { return [] }
        var debt: [FacilityShare] = []
        var uncovered = cost
        for facility in terms.facilities where canPromise(facility, to: work, on: now.date) {
            let headroom = facility.limit - (loans[facility.id]?.promised ?? .zero)
            let share = min(headroom, facility.gearing.of(uncovered))
            guard share > .zero else { continue }
            debt.append(FacilityShare(facility: facility.id, amount: share))
            // The works this loan and its equity share pay for; what is left looks to the next facility.
            let covered = share.cents.scaled(1_000_000, over: facility.gearing.partsPerMillion, .up)
            uncovered = max(uncovered - Money(cents: covered), .zero)
        }
        let equity = cost - debt.map(\.amount).sum()
        let free = freeEquity(terms, on: now.date)
        guard equity <= free else { throw .commitmentsExhausted(needed: equity, available: max(free, .zero)) }
        let room = terms.ceiling - promisedInAll
        guard cost <= room else { throw .ceiling(needed: cost, available: max(room, .zero)) }
        let line = terms.budget(for: work, on: now.date)
        if let line {
            let available = (budgets[line.id] ?? BudgetStanding()).available(of: line.amount)
            guard cost <= available else { throw .budget(line.id, needed: cost, available: max(available, .zero)) }
        }
        return [
            .encumbered(work: work, cost: cost, equity: equity, debt: debt, budget: line?.id, isOrdered: isOrdered)
        ]
    }

    /// What a facility bears of works begun before it was signed: its gearing of what no lender bears yet.
    public func decideTakeOver(_ facility: FacilityTerms, at now: Instant) -> [CapitalEvent] {
        guard facility.takesOver else { return [] }
        var headroom = facility.limit - (loans[facility.id]?.promised ?? .zero)
        var events: [CapitalEvent] = []
        for name in encumbrances.keys.sorted() {
            guard let entry = encumbrances[name], canPromise(facility, to: entry.work, on: now.date),
                !entry.debt.contains(where: { $0.facility == facility.id })
            else { continue }
            let uncovered = entry.cost - entry.debt.map(\.amount).sum()
            let bornByOthers = zip(entry.debt, entry.drawn).map { $0.amount - $1 }.sum()
            let unpaid = entry.cost - entry.paid - bornByOthers
            let share = min(headroom, facility.gearing.of(uncovered), unpaid)
            guard share > .zero else { continue }
            headroom -= share
            events.append(
                .takenOver(encumbrance: name, share: FacilityShare(facility: facility.id, amount: share)))
        }
        return events
    }

    private func canPromise(_ facility: FacilityTerms, to work: Work, on date: CalendarDate) -> Bool {
        facility.finances(work) && facility.isAvailable(on: date) && isReleased(facility.release)
    }

    /// Everything promised so far, equity and debt.
    public var promisedInAll: Money { equityPromised + loans.values.map(\.promised).sum() }
}
