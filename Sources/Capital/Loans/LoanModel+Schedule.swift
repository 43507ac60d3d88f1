extension LoanModel {
    /// An event that is due, and the time its amounts are calculated for.
    struct Due: Hashable {
        let type: LoanEventType
        let time: LoanTime
        let calculation: LoanTime
        /// What was observed, for an event that no schedule foresees.
        var amount: Double?
    }

    /// Every event of the loan in the order of evaluation, from the first after the status date.
    ///
    /// ACTUS technical specification, sections "Contract Types" (contract schedules) and "Event Sequence".
    func schedule() -> [Due] {
        var due: [Due] = []
        due += interestEvents() + resetEvents() + paymentFixings() + prepayments()
        due += redemptionTimes.map { shifted(.principalRedemption, $0) }
        due += feeTimes.map { shifted(.feePayment, $0) }
        due += scalingTimes.map { shifted(.scalingIndex, $0) }
        due += baseFixingTimes.map { shifted(.calculationBaseFixing, $0) }
        due.append(fixed(.initialExchange, terms.initialExchangeDate))
        due.append(shifted(.maturity, maturity))
        if let purchase = terms.purchase { due.append(fixed(.purchase, purchase.date)) }
        if let termination = terms.termination { due.append(fixed(.termination, termination.date)) }
        return due.filter { $0.time > terms.statusDate }
            .enumerated()
            .sorted {
                ($0.element.time, $0.element.type.sequence, $0.offset)
                    < ($1.element.time, $1.element.type.sequence, $1.offset)
            }
            .map(\.element)
    }

    private func shifted(_ type: LoanEventType, _ time: LoanTime) -> Due {
        Due(
            type: type, time: terms.businessDays.eventTime(time, terms.calendar), calculation: calculationTime(time))
    }

    private func fixed(_ type: LoanEventType, _ time: LoanTime) -> Due {
        Due(type: type, time: time, calculation: time)
    }

    /// When interest is due, paid or added to the principal; before any business day shift.
    ///
    /// ACTUS technical specification, sections "PAM" and "NAM", schedule of IP: NAM and ANN follow the interest cycle
    /// up to one redemption cycle before the first redemption, and from there the redemptions.
    var interestTimes: [LoanTime] {
        guard terms.rate != nil else { return [] }
        switch terms.kind {
        case .principalAtMaturity, .linearAmortizer:
            return LoanModel.times(terms.interest, of: terms, to: maturity, includingEnd: true)
        case .negativeAmortizer, .annuity:
            let onRedemptions = redemptionTimes + [maturity]
            guard let first = redemptionTimes.first, let cycle = terms.redemption.cycle else {
                let times = LoanModel.times(terms.interest, of: terms, to: maturity, includingEnd: false)
                return Array(Set(times + onRedemptions)).sorted()
            }
            let lead = cycle.time(-1, after: first, terms.endOfMonth)
            let before = LoanModel.times(terms.interest, of: terms, to: lead, includingEnd: true)
            return before + onRedemptions
        }
    }

    /// IP, and IPCI up to the end of capitalisation, which is one itself.
    ///
    /// ACTUS technical specification, section "PAM", schedules of IP and IPCI.
    private func interestEvents() -> [Due] {
        guard let end = terms.capitalizationEnd else { return interestTimes.map { shifted(.interestPayment, $0) } }
        guard terms.rate != nil else { return [] }
        let capitalized = interestTimes.filter { $0 < end } + (end <= maturity ? [end] : [])
        return capitalized.map { shifted(.interestCapitalization, $0) }
            + interestTimes.filter { $0 > end }.map { shifted(.interestPayment, $0) }
    }

    /// RR, and RRF for the first after the status date if its rate is known.
    ///
    /// ACTUS technical specification, section "PAM", schedules of RR and RRF.
    private func resetEvents() -> [Due] {
        let resets = resetTimes
        guard terms.reset.nextRate != nil, let first = resets.first(where: { $0 > terms.statusDate }) else {
            return resets.map { shifted(.rateReset, $0) }
        }
        return resets.map { shifted($0 == first ? .rateResetFixed : .rateReset, $0) }
    }

    private var resetTimes: [LoanTime] {
        LoanModel.times(terms.reset.times, of: terms, to: maturity, includingEnd: false)
    }

    private var scalingTimes: [LoanTime] {
        guard terms.scaling.scalesInterest || terms.scaling.scalesNotional else { return [] }
        return LoanModel.times(terms.scaling.times, of: terms, to: maturity, includingEnd: false)
    }

    private var baseFixingTimes: [LoanTime] {
        switch terms.interestBase {
        case .notional, .atInitialExchange: return []
        case .lagged: return LoanModel.times(terms.interestBaseFixing, of: terms, to: maturity, includingEnd: false)
        }
    }

    /// PRF: an annuity's payment is fixed the day before the first redemption, unless it is given, and with each
    /// reset of the rate.
    ///
    /// ACTUS technical specification, section "ANN", schedule of PRF.
    private func paymentFixings() -> [Due] {
        guard terms.kind == .annuity else { return [] }
        var times = resetTimes.map { shifted(.paymentAmountFixing, $0) }
        if let first = firstFixing, first >= terms.initialExchangeDate {
            times.append(fixed(.paymentAmountFixing, first))
        }
        return times
    }

    /// The day before the first redemption, if the payment is not given.
    var firstFixing: LoanTime? {
        terms.nextRedemption == nil ? LoanModel.start(terms.redemption, of: terms)?.advanced(byDays: -1) : nil
    }

    /// PP and PY: observed, or as often as the contract allows and a model says.
    ///
    /// ACTUS technical specification, section "PAM", schedules of PP and PY.
    private func prepayments() -> [Due] {
        guard terms.prepayment.isAllowed else { return [] }
        var due = observed.events.map { Due(type: $0.type, time: $0.time, calculation: $0.time, amount: $0.amount) }
        if terms.prepayment.model != nil {
            due += LoanModel.times(terms.prepayment.times, of: terms, to: maturity, includingEnd: false)
                .map { shifted(.principalPrepayment, $0) }
        }
        guard terms.prepayment.penalty != .none else { return due }
        return due
            + due.filter { $0.type == .principalPrepayment }
            .map { Due(type: .penaltyPayment, time: $0.time, calculation: $0.calculation) }
    }
}
