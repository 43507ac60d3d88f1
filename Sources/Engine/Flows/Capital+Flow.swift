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

    /// Journals a debt.
    mutating func owe(
        _ work: Work, _ encumbrance: String?, _ amount: Money, due: Instant, awaits: String? = nil, _ now: Instant
    ) throws(EngineBreach) {
        guard amount > .zero else { return }
        let obligation = Obligation(
            id: state.capital.nextObligation, work: work, encumbrance: encumbrance, amount: amount, due: due,
            awaits: awaits)
        try record(.capital(.obligated(obligation)), now)
    }

    /// Interest on each day's balance, owed as it accrues.
    mutating func accrueInterest(_ now: Instant) throws(EngineBreach) {
        for facility in state.programme.capital.facilities {
            let interest = state.capital.accruedInterest(facility, at: now)
            guard interest > .zero else { continue }
            try record(.capital(.interestBooked(facility: facility.id)), now)
            let work = Work(category: .interest, subject: facility.id.text, site: nil)
            try owe(work, nil, interest, due: now, now)
        }
    }

    /// Calls what will be lacking: far enough ahead that notice and a month's review fit in between.
    mutating func callCapital(_ now: Instant) throws(EngineBreach) {
        let terms = state.programme.capital
        let horizon = terms.callNotice.after(now).advanced(byDays: 45)
        let upcoming = state.monthlyRent + state.monthlyRunningCosts
        for event in state.capital.decideCall(terms, at: now, horizon: horizon, upcoming: upcoming) {
            try record(.capital(event), now)
        }
    }

    /// Pays what is due, oldest first, as far as cash goes; what is left waits for the next contribution.
    mutating func payDue(_ now: Instant) throws(EngineBreach) {
        for obligation in state.capital.payable(at: now) {
            let event: CapitalEvent
            do throws(CapitalRefusal) { event = try state.capital.decidePayment(obligation) } catch { continue }
            try record(.capital(event), now)
        }
    }
}
