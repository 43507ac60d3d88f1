public import StargateQuantities

extension Capital {
    /// Pays one obligation, drawing the lenders' share at the same moment. If a lender may not be drawn on, the account pays
    /// all if it can, and the lender's share is drawn with later payments.
    ///
    /// - Throws: `cash` if the equity share is not in the account; `drawStop` or `costToComplete` if a lender does not
    ///   pay its share and the account cannot.
    public func decidePayment(
        _ obligation: Obligation, terms: CapitalTerms, at now: Instant
    ) throws(CapitalRefusal) -> CapitalEvent {
        var draws = self.draws(for: obligation)
        do throws(CapitalRefusal) { for draw in draws { try checkDraw(draw.facility, terms, at: now) } } catch {
            guard obligation.amount <= cash else { throw error }
            draws = []
        }
        let equity = obligation.amount - draws.map(\.amount).sum()
        guard equity <= cash else { throw .cash(needed: equity, available: cash) }
        return .paid(
            obligation: obligation.id, work: obligation.work, encumbrance: obligation.encumbrance,
            amount: obligation.amount, draws: draws)
    }

    /// The conditions of every drawdown: what the loan is owed is paid, and what was begun can be completed.
    private func checkDraw(_ facility: FacilityID, _ terms: CapitalTerms, at now: Instant) throws(CapitalRefusal) {
        let overdue = obligations.prefix { $0.due < now }
            .filter { $0.awaits == nil && $0.work.isDebtService && $0.work.subject == facility.text }
        guard overdue.isEmpty else { throw .drawStop(facility, overdue: overdue.map(\.amount).sum()) }
        let (needed, funds) = (costToComplete, fundsToComplete(terms, on: now.date))
        guard funds.cover(needed) else { throw .costToComplete(facility, needed: needed, available: funds.total) }
    }

    /// What is still to be paid of all works begun.
    public var costToComplete: Money { encumbrances.values.map { $0.cost - $0.paid }.sum() }

    /// What may still be drawn for works begun, called and taken from the account.
    public func fundsToComplete(_ terms: CapitalTerms, on date: CalendarDate) -> FundsToComplete {
        let undrawn = loans.values.map { $0.promised - $0.drawn }.sum()
        let paidIn = terms.funders.filter { isCallable($0, on: date) }
            .map { funding[$0.id]?.contributed ?? .zero }.sum()
        return FundsToComplete(
            undrawnDebt: undrawn, uncalledEquity: max(committed(terms, on: date) - paidIn, .zero), cash: cash)
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

    func equityShare(of obligation: Obligation) -> Money {
        obligation.amount - draws(for: obligation).map(\.amount).sum()
    }

    /// Each facility pays the share of all payments so far that it bears of the whole work: to the cent in the end.
    private func draws(for obligation: Obligation) -> [FacilityShare] {
        guard let name = obligation.encumbrance, let entry = encumbrances[name] else { return [] }
        var left = obligation.amount
        return entry.debt.indices.compactMap { index in
            let share = entry.debt[index]
            let paid = (entry.paid + obligation.amount).cents
            let due = Money(cents: paid.scaled(share.amount.cents, over: entry.cost.cents))
            let amount = min(due - entry.drawn[index], left)
            left -= max(amount, .zero)
            return amount > .zero ? FacilityShare(facility: share.facility, amount: amount) : nil
        }
    }
}
