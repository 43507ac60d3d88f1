extension LoanModel {
    /// The loan's events after its status date, up to a horizon: what each pays and leaves.
    ///
    /// A loan that is bought shows what comes from its purchase on; one that is sold, what comes up to its sale.
    ///
    /// - Throws: `LoanRefusal` if something the contract refers to was not observed.
    public func events(until horizon: LoanTime? = nil) throws(LoanRefusal) -> [LoanEvent] {
        var state = initialState()
        var events: [LoanEvent] = []
        var isHeld = terms.purchase.map { $0.date <= terms.statusDate } ?? true
        for due in schedule() {
            if let horizon, due.time > horizon { break }
            if due.type == .purchase { isHeld = true }
            let payoff = try payoff(due, state)
            try apply(due, &state)
            if isHeld { events.append(event(due, payoff, state)) }
            if due.type == .termination || due.type == .maturity { break }
        }
        return events
    }

    private func event(_ due: Due, _ payoff: Double, _ state: LoanState) -> LoanEvent {
        LoanEvent(
            time: due.time, type: due.type, currency: terms.currency, payoff: payoff, notional: state.notional,
            rate: state.rate, accruedInterest: state.accrued)
    }

    /// The payoff function of an event.
    ///
    /// ACTUS technical specification, sections "Payoff Functions" and "Contract Types".
    private func payoff(_ due: Due, _ state: LoanState) throws(LoanRefusal) -> Double {
        let time = due.calculation
        switch due.type {
        case .initialExchange: return payoffIEDForPAM()
        case .feePayment: return payoffFPForPAM(state, time)
        case .principalRedemption:
            switch terms.kind {
            case .principalAtMaturity, .linearAmortizer: return payoffPRForLAM(state)
            case .negativeAmortizer, .annuity: return payoffPRForNAM(state, time)
            }
        case .penaltyPayment:
            if let amount = due.amount { return amount }
            return try payoffPYForPAM(state, time)
        case .principalPrepayment: return payoffPPForPAM(amount: try prepaid(due))
        case .interestPayment: return payoffIPForPAM(state, time)
        case .purchase: return payoffPRDForPAM(state, time)
        case .termination: return payoffTDForPAM(state, time)
        case .maturity: return payoffMDForPAM(state)
        case .interestCapitalization, .rateResetFixed, .rateReset, .paymentAmountFixing, .scalingIndex,
            .calculationBaseFixing:
            return 0
        }
    }

    /// The state transition function of an event.
    ///
    /// ACTUS technical specification, sections "State Transition Functions" and "Contract Types".
    private func apply(_ due: Due, _ state: inout LoanState) throws(LoanRefusal) {
        let time = due.calculation
        switch due.type {
        case .initialExchange: stateAfterIEDForLAM(&state, time)
        case .feePayment: stateAfterFPForPAM(&state, time)
        case .principalRedemption:
            switch terms.kind {
            case .principalAtMaturity, .linearAmortizer: stateAfterPRForLAM(&state, time)
            case .negativeAmortizer, .annuity: stateAfterPRForNAM(&state, time)
            }
        case .principalPrepayment: stateAfterPPForLAM(&state, time, amount: try prepaid(due))
        case .interestPayment: stateAfterIPForPAM(&state, time)
        case .interestCapitalization: stateAfterIPCIForLAM(&state, time)
        case .rateResetFixed: stateAfterRRFForPAM(&state, time)
        case .rateReset: try stateAfterRRForPAM(&state, time)
        case .paymentAmountFixing: stateAfterPRFForANN(&state, time)
        case .scalingIndex: try stateAfterSCForPAM(&state, time)
        case .calculationBaseFixing: stateAfterIPCBForLAM(&state, time)
        case .penaltyPayment, .purchase: accrue(&state, time)
        case .termination: stateAfterTDForPAM(&state, time)
        case .maturity: stateAfterMDForPAM(&state, time)
        }
    }

    private func prepaid(_ due: Due) throws(LoanRefusal) -> Double {
        if let amount = due.amount { return amount }
        return try observed.value(terms.prepayment.model, at: due.calculation)
    }
}
