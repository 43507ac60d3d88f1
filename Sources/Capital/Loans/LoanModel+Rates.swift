extension LoanModel {
    /// STF_RR_PAM and STF_RR_LAM. ACTUS technical specification, sections "PAM" and "LAM": the rate follows its market
    /// within the limits of one period, then of the loan's life.
    func stateAfterRRForPAM(_ state: inout LoanState, _ time: LoanTime) throws(LoanRefusal) {
        let reset = terms.reset
        let market = try observed.value(reset.market, at: time)
        accrue(&state, time)
        let change = market * reset.multiplier + reset.spread - state.rate
        let limited = min(max(change, -abs(reset.periodFloor)), reset.periodCap)
        state.rate = min(max(state.rate + limited, reset.lifeFloor), reset.lifeCap)
    }

    /// STF_RRF_PAM and STF_RRF_LAM. ACTUS technical specification, sections "PAM" and "LAM".
    func stateAfterRRFForPAM(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.rate = terms.reset.nextRate ?? state.rate
    }

    /// STF_SC_PAM and STF_SC_LAM. ACTUS technical specification, sections "PAM" and "LAM": the index now over the
    /// index at the deal.
    func stateAfterSCForPAM(_ state: inout LoanState, _ time: LoanTime) throws(LoanRefusal) {
        let index = try observed.value(terms.scaling.index, at: time)
        accrue(&state, time)
        let multiplier = index / (terms.scaling.indexAtDeal ?? index)
        if terms.scaling.scalesNotional { state.notionalScaling = multiplier }
        if terms.scaling.scalesInterest { state.interestScaling = multiplier }
    }
}
