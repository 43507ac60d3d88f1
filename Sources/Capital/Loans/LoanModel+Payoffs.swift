extension LoanModel {
    /// The interest that has accrued since the last event: Y(Led, t) Nrt Nvl for PAM, Y(Led, t) Nrt Icb for the others.
    func accrual(_ state: LoanState, _ time: LoanTime) -> Double {
        years(state.last, time) * state.rate * accruingAmount(state)
    }

    func accruingAmount(_ state: LoanState) -> Double {
        switch terms.kind {
        case .principalAtMaturity: state.notional
        case .linearAmortizer, .negativeAmortizer, .annuity: state.base
        }
    }

    /// POF_IED_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func payoffIEDForPAM() -> Double { sign * -1 * (terms.notional + terms.premiumDiscount) }

    /// POF_MD_PAM. ACTUS technical specification, section "PAM: Principal At Maturity": with the notional, the
    /// interest and fees that no event has paid.
    func payoffMDForPAM(_ state: LoanState) -> Double {
        state.notionalScaling * state.notional + state.interestScaling * state.accrued + state.feeAccrued
    }

    /// POF_IP_PAM and POF_IP_LAM. ACTUS technical specification, sections "PAM" and "LAM".
    func payoffIPForPAM(_ state: LoanState, _ time: LoanTime) -> Double {
        state.interestScaling * (state.accrued + accrual(state, time))
    }

    /// POF_PR_LAM. ACTUS technical specification, section "LAM: Linear Amortizer": no more than is outstanding.
    func payoffPRForLAM(_ state: LoanState) -> Double { state.notionalScaling * redemptionForLAM(state) }

    /// POF_PR_NAM, of ANN as well. ACTUS technical specification, section "NAM: Negative Amortizer": what the payment
    /// leaves after interest, negative if interest is more; no more than is outstanding.
    func payoffPRForNAM(_ state: LoanState, _ time: LoanTime) -> Double {
        state.notionalScaling * redemptionForNAM(state, interest: state.accrued + accrual(state, time))
    }

    func redemptionForLAM(_ state: LoanState) -> Double {
        sign * min(state.nextRedemption, abs(state.notional))
    }

    func redemptionForNAM(_ state: LoanState, interest: Double) -> Double {
        sign * min(state.nextRedemption - sign * interest, abs(state.notional))
    }

    /// POF_PP_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func payoffPPForPAM(amount: Double) -> Double { amount }

    /// POF_PY_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func payoffPYForPAM(_ state: LoanState, _ time: LoanTime) throws(LoanRefusal) -> Double {
        let notionalYears = years(state.last, time) * state.notional
        switch terms.prepayment.penalty {
        case .none: return 0
        case .absolute: return sign * terms.prepayment.penaltyRate
        case .notional: return notionalYears * terms.prepayment.penaltyRate
        case .rateDifference:
            return notionalYears * max(0, state.rate - (try observed.value(terms.reset.market, at: time)))
        }
    }

    /// POF_FP_PAM. ACTUS technical specification, section "PAM: Principal At Maturity".
    func payoffFPForPAM(_ state: LoanState, _ time: LoanTime) -> Double {
        switch terms.fee.basis {
        case .absolute: sign * terms.fee.rate
        case .notional: years(state.last, time) * state.notional * terms.fee.rate + state.feeAccrued
        }
    }

    /// POF_PRD_PAM and POF_PRD_LAM. ACTUS technical specification, sections "PAM" and "LAM".
    func payoffPRDForPAM(_ state: LoanState, _ time: LoanTime) -> Double {
        sign * -1 * ((terms.purchase?.price ?? 0) + state.accrued + accrual(state, time))
    }

    /// POF_TD_PAM and POF_TD_LAM. ACTUS technical specification, sections "PAM" and "LAM".
    func payoffTDForPAM(_ state: LoanState, _ time: LoanTime) -> Double {
        sign * ((terms.termination?.price ?? 0) + state.accrued + accrual(state, time))
    }
}
