import StargateCapital
import StargateProgramme
import StargateQuantities

/// Money: facilities open, capital is called in time, debts are paid when due.
extension Engine {
    /// Fees of the facilities that may be drawn from `now` on and were not opened yet.
    mutating func openFacilities(_ now: Instant) throws(EngineBreach) {
        for facility in state.programme.capital.facilities where facility.upfrontFee > .zero {
            let opens = Instant(facility.from)
            guard opens <= now, opens > state.lastReview || state.isBeginning(now) else { continue }
            let work = Work(category: .fees, subject: facility.id.text, site: nil)
            try owe(work, nil, facility.upfrontFee.of(facility.limit, .nearest), due: now, now)
        }
    }

    /// Facilities that bear a share of works begun before they were signed take it as soon as they may.
    mutating func takeOverWorks(_ now: Instant) throws(EngineBreach) {
        for facility in state.programme.capital.facilities {
            for event in state.capital.decideTakeOver(facility, at: now) { try record(.capital(event), now) }
        }
    }

    /// Journals a debt.
    mutating func owe(
        _ work: Work, _ encumbrance: String?, _ amount: Money, due: Instant, awaits: String? = nil, _ now: Instant
    ) throws(EngineBreach) {
        guard amount > .zero else { return }
        let line = encumbrance == nil ? state.programme.capital.budget(for: work, on: now.date) : nil
        if let line { try raiseBudget(line, amount, now) }
        let obligation = Obligation(
            id: state.capital.nextObligation, work: work, encumbrance: encumbrance, amount: amount, budget: line?.id,
            due: due, awaits: awaits)
        try record(.capital(.obligated(obligation)), now)
    }

    /// What was used is owed, whatever the budget said: the approver has to let the line grow.
    private mutating func raiseBudget(_ line: BudgetTerms, _ amount: Money, _ now: Instant) throws(EngineBreach) {
        let terms = state.programme.capital
        let missing = amount - (state.capital.budgets[line.id] ?? .init()).available(of: line.amount)
        var events: [CapitalEvent] = []
        // The programme's own approver raises a line of its own budget: never refused.
        do throws(CapitalRefusal) {
            events = try state.capital.decideBudgetRaise(line.id, by: missing, terms, approver: terms.approver)
        } catch { return }
        for event in events { try record(.capital(event), now) }
    }

    /// Interest on each day's balance, fees on what was not drawn, and instalments, for the month that ended.
    mutating func bookDebtService(since month: Instant, _ now: Instant) throws(EngineBreach) {
        for facility in state.programme.capital.facilities {
            func work(_ category: CostCategory) -> Work {
                Work(category: category, subject: facility.id.text, site: nil)
            }
            let fee = state.capital.undrawnFee(facility, from: month.date, to: now.date)
            try owe(work(.fees), nil, fee, due: now, now)
            if let (event, owed) = state.capital.decideInterest(facility, at: now) {
                try record(.capital(event), now)
                try owe(work(.interest), nil, owed, due: now, now)
            }
            try owe(work(.principal), nil, state.capital.principalDue(facility, on: now.date), due: now, now)
        }
    }

    /// Own capacity in service is paid for by its users.
    mutating func earn(since month: Instant, _ now: Instant) throws(EngineBreach) {
        guard let revenue = state.programme.capital.revenue else { return }
        let days = now.since(month) / Instant.millisecondsPerDay
        let kilowatts = state.programme.sites.map { state.serving($0) }.sum().watts / 1000
        let price = UnitPrice(microdollars: revenue.tariff.value(on: month.date))
        let amount = price.cost(of: kilowatts * days, per: 365_000)
        if amount > .zero { try record(.capital(.earned(amount: amount)), now) }
    }

    /// A contribution, with interest if it is late.
    mutating func receive(_ amount: Money, of call: Int, from funder: FunderID, _ now: Instant) throws(EngineBreach) {
        let events = state.capital.decideContribution(
            call: call, funder: funder, amount: amount, terms: state.programme.capital, at: now)
        for event in events { try record(.capital(event), now) }
    }

    /// Funders that let their cure period pass are in default.
    mutating func passDefaults(_ now: Instant) throws(EngineBreach) {
        while let event = state.capital.decideDefault(state.programme.capital, at: now) {
            try record(.capital(event), now)
        }
    }

    /// What money hangs on is certified as it happens.
    mutating func certify(_ phase: PhaseID, _ step: Milestone.Step, _ now: Instant) throws(EngineBreach) {
        let events = state.capital.decideCertificate(Milestone(phase, step), state.programme.capital)
        for event in events { try record(.capital(event), now) }
    }

    /// Calls what will be lacking: far enough ahead that notice and a month's review fit in between.
    mutating func callCapital(_ now: Instant) throws(EngineBreach) {
        let terms = state.programme.capital
        let horizon = terms.callNotice.after(now).advanced(byDays: 45)
        let upcoming = max(state.monthlyRent + state.monthlyRunningCosts - state.monthlyRevenue, .zero)
        var events: [CapitalEvent] = []
        // The programme's own approver is never refused.
        do throws(CapitalRefusal) {
            events = try state.capital.decideCall(
                terms, by: terms.approver, at: now, horizon: horizon, upcoming: upcoming)
        } catch { return }
        for event in events { try record(.capital(event), now) }
    }

    /// Pays what is due, oldest first, as far as cash goes; what is left waits for the next contribution.
    mutating func payDue(_ now: Instant) throws(EngineBreach) {
        for obligation in state.capital.payable(at: now) {
            try useReserve(for: obligation, now)
            let event: CapitalEvent
            do throws(CapitalRefusal) {
                event =
                    try state.capital.decidePayment(obligation, terms: state.programme.capital, at: now)
            } catch { continue }
            try record(.capital(event), now)
        }
    }
}
