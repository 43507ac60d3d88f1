public import StargateQuantities

extension Capital {
    /// Calls what the account will lack until `horizon`, pro rata to what each funder has left; what funders in default
    /// would have given is asked of the others only up to the over-call limit.
    ///
    /// The need is what falls due less the lenders' share, plus the cash to be kept, less cash and open calls;
    /// rounded up to whole millions, and never beyond what is uncalled.
    ///
    /// - Parameters:
    ///   - approver: says yes.
    ///   - upcoming: bills that are known to come before the next call could help: rents, running costs.
    /// - Throws: `notApprover`.
    public func decideCall(
        _ terms: CapitalTerms, by approver: PartyID, at now: Instant, horizon: Instant, upcoming: Money = .zero
    ) throws(CapitalRefusal) -> [CapitalEvent] {
        try Capital.authorise(approver, terms)
        var need = terms.minimumCash + runningCostsOwed + upcoming - cash - receivable - leftOpen
        for obligation in obligations where obligation.due <= horizon && obligation.encumbrance != nil {
            need += equityShare(of: obligation)
        }
        guard need > .zero else { return [] }
        let million: Int64 = 100_000_000
        let rounded = Money(cents: (need.cents + million - 1) / million * million)
        let funders = terms.funders.filter { isCallable($0, on: now.date) }.map { funder in
            let standing = funding[funder.id] ?? Funding()
            return CallableFunder(
                id: funder.id, commitment: max(funder.commitment - standing.called, .zero),
                isExcused: standing.isInDefault)
        }
        let amount = min(rounded, funders.map(\.uncalled).sum())
        guard amount > .zero else { return [] }
        let (lines, missing) = terms.rules.linesAsFarAsAllowed(amount, from: funders)
        guard !lines.isEmpty else { return [] }
        let call = CapitalEvent.called(
            call: nextCall, lines: lines, due: terms.callNotice.after(now), approver: approver)
        return missing > .zero ? [call, .leftOpen(call: nextCall, amount: missing)] : [call]
    }

    /// A contribution, with interest if it comes after its due date (row C3).
    public func decideContribution(
        call: Int, funder: FunderID, amount: Money, terms: CapitalTerms, at now: Instant
    ) -> [CapitalEvent] {
        guard let line = openLines.first(where: { $0.call == call && $0.funder == funder }) else { return [] }
        // No more is taken than was called for.
        let amount = min(amount, line.amount)
        let paid = CapitalEvent.contributed(call: call, funder: funder, amount: amount)
        // An instant at the start of a day is the end of the day before.
        func day(_ instant: Instant) -> CalendarDate { instant.advanced(byMilliseconds: -1).date }
        let interest = terms.rules.lateInterest(on: amount, due: day(line.due), paid: day(now))
        return interest > .zero ? [paid, .lateInterest(call: call, funder: funder, amount: interest)] : [paid]
    }

    /// The first line whose cure period is over at `now`: its funder is in default.
    public func decideDefault(_ terms: CapitalTerms, at now: Instant) -> CapitalEvent? {
        openLines.first { $0.due <= now && terms.rules.cureEnds($0.due) <= now }
            .map { .defaulted(call: $0.call, funder: $0.funder, amount: $0.amount) }
    }

    /// When the next cure period ends.
    public func nextDefault(_ terms: CapitalTerms) -> Instant? {
        // What falls due first can be cured until first.
        openLines.lazy.map(\.due).min().map { terms.rules.cureEnds($0) }
    }
}

extension CallRules {
    /// The first instant at which a line due at `due` can no longer be cured: the end of the last business day (row C4).
    /// A due instant at the start of a day means the end of the day before.
    public func cureEnds(_ due: Instant) -> Instant {
        let day = due.advanced(byMilliseconds: -1).date
        return Instant(BusinessCalendar.usFederal.date(cure, businessDaysAfter: day).advanced(byDays: 1))
    }
}
