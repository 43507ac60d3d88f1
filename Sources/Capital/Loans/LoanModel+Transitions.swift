extension LoanModel {
    /// What most events do first, STF_AD_PAM too: interest and fees accrue up to the event.
    ///
    /// ACTUS technical specification, sections "PAM" and "LAM".
    func accrue(_ state: inout LoanState, _ time: LoanTime) {
        state.accrued += accrual(state, time)
        switch terms.fee.basis {
        case .notional: state.feeAccrued += years(state.last, time) * state.notional * terms.fee.rate
        case .absolute: state.feeAccrued = absoluteFee(at: time)
        }
        state.last = time
    }

    /// STF_IED_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func stateAfterIEDForPAM(_ state: inout LoanState, _ time: LoanTime) {
        state.notional = sign * terms.notional
        state.rate = terms.rate ?? 0
        if let accrued = terms.accruedInterest {
            state.accrued = accrued
        } else if let anchor = terms.interest.anchor, anchor < time {
            state.accrued = years(anchor, time) * state.notional * state.rate
        } else {
            state.accrued = 0
        }
        state.last = time
    }

    /// STF_IED_LAM. ACTUS technical specification, section "LAM: Linear Amortizer".
    func stateAfterIEDForLAM(_ state: inout LoanState, _ time: LoanTime) {
        stateAfterIEDForPAM(&state, time)
        state.base = initialBase
    }

    /// STF_MD_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func stateAfterMDForPAM(_ state: inout LoanState, _ time: LoanTime) {
        state.notional = 0
        state.base = 0
        state.accrued = 0
        state.feeAccrued = 0
        state.last = time
    }

    /// STF_IP_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func stateAfterIPForPAM(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.accrued = 0
    }

    /// STF_IPCI_PAM and STF_IPCI_LAM. ACTUS technical specification, sections "PAM" and "LAM".
    func stateAfterIPCIForLAM(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.notional += state.accrued
        state.accrued = 0
        followNotional(&state)
    }

    /// STF_PR_LAM. ACTUS technical specification, section "LAM: Linear Amortizer".
    func stateAfterPRForLAM(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.notional -= redemptionForLAM(state)
        followNotional(&state)
    }

    /// STF_PR_NAM, of ANN as well. ACTUS technical specification, section "NAM: Negative Amortizer".
    func stateAfterPRForNAM(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.notional -= redemptionForNAM(state, interest: state.accrued)
        followNotional(&state)
    }

    /// STF_PP_PAM and STF_PP_LAM. ACTUS technical specification, sections "PAM" and "LAM".
    func stateAfterPPForLAM(_ state: inout LoanState, _ time: LoanTime, amount: Double) {
        accrue(&state, time)
        state.notional -= amount
        followNotional(&state)
    }

    /// STF_FP_PAM and STF_FP_LAM. ACTUS technical specification, sections "PAM" and "LAM".
    func stateAfterFPForPAM(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.feeAccrued = 0
    }

    /// STF_TD_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func stateAfterTDForPAM(_ state: inout LoanState, _ time: LoanTime) { stateAfterMDForPAM(&state, time) }

    /// STF_IPCB_LAM. ACTUS technical specification, section "LAM: Linear Amortizer".
    func stateAfterIPCBForLAM(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.base = state.notional
    }

    /// STF_PRF_ANN. ACTUS technical specification, section "ANN: Annuity".
    func stateAfterPRFForANN(_ state: inout LoanState, _ time: LoanTime) {
        accrue(&state, time)
        state.nextRedemption = annuityAmount(after: time, state)
    }

    /// The interest calculation base after the notional has changed: it follows, unless it lags.
    ///
    /// The specification lets NTIED stand still; the published LAM results (lam18) let it follow, like NT.
    private func followNotional(_ state: inout LoanState) {
        switch terms.interestBase {
        case .notional, .atInitialExchange: state.base = state.notional
        case .lagged: break
        }
    }
}
