public import StargateQuantities

extension Capital {
    /// True once a facility's works serve: interest is paid from then on, and the loan repaid.
    public func isComplete(_ facility: FacilityTerms) -> Bool { isReleased(facility.completion) }

    /// Interest on a facility's balance, day by day, since it was last booked.
    public func accruedInterest(_ facility: FacilityTerms, at now: Instant) -> Money {
        guard let loan = loans[facility.id] else { return .zero }
        let start = loan.periodStart ?? now.date
        return facility.accrual.interest(centDays: loan.centDays(on: now.date), from: min(start, now.date))
    }

    /// What becomes of interest since it was last counted: drawn on the loan itself while its works are built, if its
    /// limit has room for all of it (interest during construction); else owed.
    ///
    /// - Returns: the event that counts it, and what is to be paid.
    public func decideInterest(
        _ facility: FacilityTerms, at now: Instant
    ) -> (event: CapitalEvent, owed: Money)? {
        let interest = accruedInterest(facility, at: now)
        guard interest > .zero else { return nil }
        let room = facility.limit - (loans[facility.id]?.promised ?? .zero)
        if facility.capitalisesInterest, facility.completion == nil || !isComplete(facility), interest <= room {
            return (.interestCapitalised(facility: facility.id, amount: interest), .zero)
        }
        return (.interestBooked(facility: facility.id), interest)
    }

    /// The fee on what was not drawn between two days, while it might have been; asked before the period's interest is
    /// booked.
    ///

    public func undrawnFee(_ facility: FacilityTerms, from start: CalendarDate, to end: CalendarDate) -> Money {
        guard facility.commitmentFee > .zero else { return .zero }
        let first = max(start, facility.from)
        let last = min(end, facility.until ?? end, facility.lastMaturity ?? end)
        guard first < last else { return .zero }
        // Each day's balance is counted already, for interest; the rest of the limit was free.
        let days = Int64(last.dayNumber - first.dayNumber)
        let loan = loans[facility.id] ?? Loan()
        let isUnchanged = (loan.counted ?? first) <= first
        let drawn = isUnchanged ? loan.balance.cents * days : loan.centDays(on: last)
        return facility.commitmentFee(centDaysUndrawn: max(facility.limit.cents * days - drawn, 0))
    }

    /// Principal that falls due on `date`, a first of month: in instalments from completion on, what is left at maturity.
    public func principalDue(_ facility: FacilityTerms, on date: CalendarDate) -> Money {
        guard let loan = loans[facility.id], loan.balance > .zero else { return .zero }
        let owed = obligations.filter { $0.work.category == .principal && $0.work.subject == facility.id.text }
        let balance = loan.balance - owed.map(\.amount).sum()
        guard balance > .zero else { return .zero }
        if let maturity = facility.lastMaturity, date >= maturity { return balance }
        guard let completed = facility.completion.flatMap({ certified($0) })?.date else { return .zero }
        let passed = date.months(since: completed)
        guard facility.profile != .bullet, passed > 0 else { return .zero }
        return facility.instalment(of: balance, on: date, left: facility.repaymentMonths - passed + 1)
    }
}

extension FacilityTerms {
    /// The principal of one instalment when `left` are still to come, this one among them; the last takes all (K7).
    func instalment(of balance: Money, on date: CalendarDate, left: Int) -> Money {
        let repayment: Repayment =
            switch profile {
            case .bullet: .bullet
            case .linear: .linear(max(1, left))
            case .annuity: .annuity(max(1, left))
            }
        let rates = Array(repeating: PeriodRate.equal(accrual.rate(on: date), perYear: 12), count: max(1, left))
        // One instalment or more are left, so there is a schedule.
        return (try? repayment.schedule(of: balance, rates: rates).first?.principal) ?? balance
    }
}

extension Work {
    /// True for what a lender is owed: interest, fees, principal.
    public var isDebtService: Bool {
        switch category {
        case .interest, .fees, .principal: true
        case .construction, .chips, .energy, .operations, .cloud, .tax: false
        }
    }
}
