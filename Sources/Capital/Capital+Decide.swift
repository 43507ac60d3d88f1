public import StargateQuantities

extension Capital {
    /// Equity that funders in force on `date` have committed.
    public func committed(_ terms: CapitalTerms, on date: CalendarDate) -> Money {
        terms.funders.filter { $0.from <= date }.map(\.commitment).sum()
    }

    /// Sets money aside for a work, debt first as far as gearing and limits go, the rest equity.
    ///
    /// - Throws: `commitmentsExhausted` or `ceiling` with what is lacking.
    public func decideEncumbrance(
        _ work: Work, cost: Money, terms: CapitalTerms, at now: Instant
    ) throws(CapitalRefusal) -> [CapitalEvent] {
        guard cost > .zero else { return [] }
        var debt: [FacilityShare] = []
        var uncovered = cost
        for facility in terms.facilities where facility.finances(work, on: now.date) {
            let headroom = facility.limit - (loans[facility.id]?.promised ?? .zero)
            let share = min(headroom, facility.gearing.of(uncovered))
            guard share > .zero else { continue }
            debt.append(FacilityShare(facility: facility.id, amount: share))
            // The works this loan and its equity share pay for; what is left looks to the next facility.
            let covered = share.cents.scaled(1_000_000, over: facility.gearing.partsPerMillion, .up)
            uncovered = max(uncovered - Money(cents: covered), .zero)
        }
        let equity = cost - debt.map(\.amount).sum()
        let free = committed(terms, on: now.date) - equityPromised - terms.operatingReserve
        guard equity <= free else { throw .commitmentsExhausted(needed: equity, available: max(free, .zero)) }
        let room = terms.ceiling - promisedInAll
        guard cost <= room else { throw .ceiling(needed: cost, available: max(room, .zero)) }
        return [.encumbered(work: work, cost: cost, equity: equity, debt: debt)]
    }

    /// Everything promised so far, equity and debt.
    public var promisedInAll: Money { equityPromised + loans.values.map(\.promised).sum() }

    /// Calls what the account will lack until `horizon`, pro rata to what each funder has left.
    ///
    /// The need is what falls due less the lenders' share, plus the cash to be kept, less cash and open calls;
    /// rounded up to whole millions, and never beyond what is uncalled.
    ///
    /// - Parameter upcoming: Bills that are known to come before the next call could help: rents, running costs.
    public func decideCall(
        _ terms: CapitalTerms, at now: Instant, horizon: Instant, upcoming: Money = .zero
    ) -> [CapitalEvent] {
        var need = terms.minimumCash + runningCostsOwed + upcoming - cash - receivable
        for obligation in obligations where obligation.due <= horizon && obligation.encumbrance != nil {
            need += equityShare(of: obligation)
        }
        guard need > .zero else { return [] }
        let million: Int64 = 100_000_000
        let rounded = Money(cents: (need.cents + million - 1) / million * million)
        let funders = terms.funders.filter { $0.from <= now.date }
        let uncalled = funders.map { max($0.commitment - (funding[$0.id]?.called ?? .zero), .zero) }
        let amount = min(rounded, uncalled.sum())
        guard amount > .zero else { return [] }
        let parts = largestRemainder(amount.cents, by: uncalled.map(\.cents))
        let lines = zip(funders, parts).compactMap { funder, part in
            part == 0 ? nil : CallLine(funder: funder.id, amount: Money(cents: part))
        }
        let due = terms.callNotice.after(now)
        return [.called(call: nextCall, lines: lines, due: due, approver: terms.approver)]
    }

    /// Pays one obligation, drawing the lenders' share at the same moment.
    ///
    /// - Throws: `cash` if the equity share is not in the account.
    public func decidePayment(_ obligation: Obligation) throws(CapitalRefusal) -> CapitalEvent {
        let draws = self.draws(for: obligation)
        let equity = obligation.amount - draws.map(\.amount).sum()
        guard equity <= cash else { throw .cash(needed: equity, available: cash) }
        return .paid(
            obligation: obligation.id, work: obligation.work, encumbrance: obligation.encumbrance,
            amount: obligation.amount, draws: draws)
    }

    /// The obligations payable at `now`, in the order they fell due.
    public func payable(at now: Instant) -> [Obligation] {
        obligations.prefix { $0.due <= now }.filter { $0.awaits == nil }
    }

    /// When the next payment falls due after `now`; `nil` if none is known.
    public func nextDue(after now: Instant) -> Instant? {
        obligations.first { $0.due > now && $0.awaits == nil }?.due
    }

    /// Bills that fell due by `now` and wait for cash.
    public func overdue(at now: Instant) -> Money { payable(at: now).map(\.amount).sum() }

    /// Interest on a facility's balance, day by day, since it was last booked.
    public func accruedInterest(_ facility: FacilityTerms, at now: Instant) -> Money {
        facility.interest(centDays: loans[facility.id]?.centDays(on: now.date) ?? 0)
    }

    private func equityShare(of obligation: Obligation) -> Money {
        obligation.amount - draws(for: obligation).map(\.amount).sum()
    }

    /// Each facility pays the share of all payments so far that it bears of the whole work: to the cent in the end.
    private func draws(for obligation: Obligation) -> [FacilityShare] {
        guard let name = obligation.encumbrance, let entry = encumbrances[name] else { return [] }
        return entry.debt.indices.compactMap { index in
            let share = entry.debt[index]
            let paid = (entry.paid + obligation.amount).cents
            let due = Money(cents: paid.scaled(share.amount.cents, over: entry.cost.cents))
            let amount = min(due - entry.drawn[index], obligation.amount)
            return amount > .zero ? FacilityShare(facility: share.facility, amount: amount) : nil
        }
    }
}
