import StargateCapital

/// Reads the terms of a contract, named as in the ACTUS data dictionary.
struct LoanTermsReader {
    let fields: LoanFields

    init(node: JSONNode) { fields = LoanFields(node) }

    func terms() throws(CasebookRefusal) -> LoanTerms {
        var terms = try principal()
        terms.maturityDate = try fields.time("maturityDate")
        terms.amortizationDate = try fields.time("amortizationDate")
        terms.premiumDiscount = try fields.number("premiumDiscountAtIED") ?? 0
        terms.endOfMonth = try fields.code("endOfMonthConvention") ?? .sameDay
        terms.calendar = try calendar()
        terms.businessDays = try businessDays()
        terms.rate = try fields.number("nominalInterestRate")
        terms.accruedInterest = try fields.number("accruedInterest")
        terms.interest = try recurrence("InterestPayment")
        terms.capitalizationEnd = try fields.time("capitalizationEndDate")
        terms.redemption = try recurrence("PrincipalRedemption")
        terms.nextRedemption = try fields.number("nextPrincipalRedemptionPayment")
        terms.interestBase = try fields.code("interestCalculationBase") ?? .notional
        terms.interestBaseAmount = try fields.number("interestCalculationBaseAmount")
        terms.interestBaseFixing = try recurrence("InterestCalculationBase")
        terms.reset = try reset()
        terms.scaling = try scaling()
        terms.fee = try fee()
        terms.prepayment = try prepayment()
        terms.purchase = try trade("purchaseDate", "priceAtPurchaseDate")
        terms.termination = try trade("terminationDate", "priceAtTerminationDate")
        return terms
    }

    private func principal() throws(CasebookRefusal) -> LoanTerms {
        let type = try fields.needed("contractType", fields.text)
        guard let kind = LoanKind(rawValue: type) else {
            let known = LoanKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw fields.node.refusal("the contract type '\(type)' is not known here; \(known) are")
        }
        switch try fields.text("contractPerformance") {
        case nil, "PF": break
        case let performance?:
            throw fields.node.refusal("a contract performance of '\(performance)' is not known; PF is")
        }
        return LoanTerms(
            kind: kind,
            role: try fields.needed("contractRole") { (key) throws(CasebookRefusal) in try fields.code(key) },
            currency: try fields.needed("currency", fields.text),
            statusDate: try fields.needed("statusDate", fields.time),
            initialExchangeDate: try fields.needed("initialExchangeDate", fields.time),
            notional: try fields.needed("notionalPrincipal", fields.number),
            dayCount: try fields.needed("dayCountConvention") { (key) throws(CasebookRefusal) in
                try fields.code(key)
            })
    }

    private func recurrence(_ name: String) throws(CasebookRefusal) -> LoanTerms.Recurrence {
        LoanTerms.Recurrence(
            anchor: try fields.time("cycleAnchorDateOf\(name)"), cycle: try fields.cycle("cycleOf\(name)"))
    }

    private func calendar() throws(CasebookRefusal) -> LoanCalendar {
        switch try fields.text("calendar") {
        case nil, "NoCalendar", "NoHoliday": .noHoliday
        case "MondayToFriday": .mondayToFriday
        default: try fields.code("calendar") ?? .noHoliday
        }
    }

    private func businessDays() throws(CasebookRefusal) -> BusinessDayConvention {
        switch try fields.text("businessDayConvention") {
        case nil, "NOS", "NULL": .none
        default: try fields.code("businessDayConvention") ?? .none
        }
    }

    private func reset() throws(CasebookRefusal) -> LoanTerms.RateReset {
        var reset = LoanTerms.RateReset()
        reset.times = try recurrence("RateReset")
        reset.market = try fields.text("marketObjectCodeOfRateReset")
        reset.nextRate = try fields.number("nextResetRate")
        reset.multiplier = try fields.number("rateMultiplier") ?? 1
        reset.spread = try fields.number("rateSpread") ?? 0
        reset.lifeCap = try fields.number("lifeCap") ?? .infinity
        reset.lifeFloor = try fields.number("lifeFloor") ?? -.infinity
        reset.periodCap = try fields.number("periodCap") ?? .infinity
        reset.periodFloor = try fields.number("periodFloor") ?? .infinity
        return reset
    }

    /// The effect is three letters: `I` if interest is scaled, `N` if the notional is, and a third that loans lack.
    private func scaling() throws(CasebookRefusal) -> LoanTerms.Scaling {
        var scaling = LoanTerms.Scaling()
        scaling.times = try recurrence("ScalingIndex")
        scaling.index = try fields.text("marketObjectCodeOfScalingIndex")
        let atDeal = try fields.number("scalingIndexAtContractDealDate")
        let atStatus = try fields.number("scalingIndexAtStatusDate")
        scaling.indexAtDeal = atDeal ?? atStatus
        scaling.notionalMultiplier = try fields.number("notionalScalingMultiplier") ?? 1
        scaling.interestMultiplier = try fields.number("interestScalingMultiplier") ?? 1
        guard let effect = try fields.text("scalingEffect") else { return scaling }
        let letters = Array(effect)
        guard letters.count == 3, "IO0".contains(letters[0]), "NO0".contains(letters[1]) else {
            throw fields.node.refusal("'scalingEffect': '\(effect)' is not known; OOO, IOO, ONO and INO are")
        }
        scaling.scalesInterest = letters[0] == "I"
        scaling.scalesNotional = letters[1] == "N"
        return scaling
    }

    private func fee() throws(CasebookRefusal) -> LoanTerms.Fee {
        var fee = LoanTerms.Fee()
        fee.times = try recurrence("Fee")
        fee.rate = try fields.number("feeRate") ?? 0
        fee.basis = try fields.code("feeBasis") ?? .notional
        fee.accrued = try fields.number("feeAccrued")
        return fee
    }

    private func prepayment() throws(CasebookRefusal) -> LoanTerms.Prepayment {
        var prepayment = LoanTerms.Prepayment()
        prepayment.times = try recurrence("Optionality")
        prepayment.model = try fields.text("objectCodeOfPrepaymentModel")
        prepayment.isAllowed = try fields.text("prepaymentEffect") != "N"
        prepayment.penalty = try fields.code("penaltyType") ?? .none
        prepayment.penaltyRate = try fields.number("penaltyRate") ?? 0
        return prepayment
    }

    private func trade(_ date: String, _ price: String) throws(CasebookRefusal) -> LoanTerms.Trade? {
        guard let time = try fields.time(date) else { return nil }
        return LoanTerms.Trade(date: time, price: try fields.needed(price, fields.number))
    }
}
