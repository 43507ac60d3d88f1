extension LoanModel {
    /// The state at the status date.
    ///
    /// ACTUS technical specification, sections "PAM", "LAM", "NAM" and "ANN", state variables initialization.
    func initialState() -> LoanState {
        let now = terms.statusDate
        var state = LoanState(last: now)
        if terms.initialExchangeDate <= now {
            state.notional = sign * terms.notional
            state.rate = terms.rate ?? 0
            state.accrued = initialAccrued(notional: state.notional, rate: state.rate)
            state.feeAccrued = initialFee(notional: state.notional)
            state.base = initialBase
        }
        if terms.scaling.scalesNotional { state.notionalScaling = terms.scaling.notionalMultiplier }
        if terms.scaling.scalesInterest { state.interestScaling = terms.scaling.interestMultiplier }
        state.nextRedemption = initialRedemption(state)
        return state
    }

    /// Icb at the initial exchange.
    var initialBase: Double {
        switch terms.interestBase {
        case .notional: sign * terms.notional
        case .atInitialExchange, .lagged: sign * (terms.interestBaseAmount ?? terms.notional)
        }
    }

    /// Nac at t0: what is given, or what has accrued since the last interest before it.
    private func initialAccrued(notional: Double, rate: Double) -> Double {
        guard terms.rate != nil else { return 0 }
        if let accrued = terms.accruedInterest { return accrued }
        guard let before = interestTimes.last(where: { $0 < terms.statusDate }) else { return 0 }
        return years(calculationTime(before), terms.statusDate) * notional * rate
    }

    /// Fac at t0.
    private func initialFee(notional: Double) -> Double {
        if let accrued = terms.fee.accrued { return accrued }
        guard let before = feeTimes.last(where: { $0 < terms.statusDate }) else { return 0 }
        switch terms.fee.basis {
        case .notional: return years(calculationTime(before), terms.statusDate) * notional * terms.fee.rate
        case .absolute: return absoluteFee(at: terms.statusDate)
        }
    }

    /// The part of an absolute fee that has accrued between two fee payments.
    func absoluteFee(at time: LoanTime) -> Double {
        guard let before = feeTimes.last(where: { calculationTime($0) < time }),
            let after = feeTimes.first(where: { calculationTime($0) >= time })
        else { return 0 }
        let (start, end) = (calculationTime(before), calculationTime(after))
        return sign * terms.fee.rate * years(start, time) / years(start, end)
    }

    /// Npr at t0: what is given; else equal parts of the principal for LAM, and the annuity for ANN.
    private func initialRedemption(_ state: LoanState) -> Double {
        if let amount = terms.nextRedemption { return amount }
        switch terms.kind {
        case .principalAtMaturity, .negativeAmortizer: return 0
        case .linearAmortizer:
            let left = redemptionTimes.count { $0 > terms.statusDate } + 1
            return terms.notional / Double(left)
        case .annuity:
            if terms.initialExchangeDate <= terms.statusDate {
                return annuityAmount(after: terms.statusDate, state)
            }
            // Fixed before anything is lent: for the state that the initial exchange brings about.
            var lent = state
            stateAfterIEDForLAM(&lent, terms.initialExchangeDate)
            return annuityAmount(from: terms.initialExchangeDate, lent)
        }
    }
}
