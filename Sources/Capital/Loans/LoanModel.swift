/// A loan's schedule, made from its terms and what is observed.
public struct LoanModel: Hashable, Sendable {
    public let terms: LoanTerms
    public let observed: LoanObservations
    /// Tmd: the maturity given, or that which follows from the redemptions; before any business day shift.
    public let maturity: LoanTime

    /// When principal is redeemed, maturity left out; before any business day shift.
    let redemptionTimes: [LoanTime]
    /// When fees are paid, before any business day shift.
    let feeTimes: [LoanTime]

    /// - Throws: `LoanRefusal` if the contract type needs a term that is not there.
    public init(terms: LoanTerms, observed: LoanObservations = LoanObservations()) throws(LoanRefusal) {
        try LoanModel.check(terms)
        let maturity = try LoanModel.maturity(of: terms)
        self.terms = terms
        self.observed = observed
        self.maturity = maturity
        switch terms.kind {
        case .principalAtMaturity: redemptionTimes = []
        case .linearAmortizer, .negativeAmortizer, .annuity:
            redemptionTimes = LoanModel.times(terms.redemption, of: terms, to: maturity, includingEnd: false)
        }
        feeTimes =
            terms.fee.rate == 0 ? [] : LoanModel.times(terms.fee.times, of: terms, to: maturity, includingEnd: true)
    }

    private static func check(_ terms: LoanTerms) throws(LoanRefusal) {
        switch terms.kind {
        case .principalAtMaturity:
            guard terms.maturityDate != nil else {
                throw .missing(term: "maturityDate", need: "a PAM contract repays its principal then")
            }
        case .linearAmortizer, .negativeAmortizer, .annuity:
            guard terms.redemption.isDefined else {
                throw .missing(
                    term: "cycleOfPrincipalRedemption", need: "a \(terms.kind.rawValue) contract repays in parts")
            }
        }
        if terms.kind == .negativeAmortizer, terms.nextRedemption == nil {
            throw .missing(term: "nextPrincipalRedemptionPayment", need: "a NAM contract pays a fixed amount")
        }
        if terms.interestBase != .notional, terms.interestBaseAmount == nil {
            throw .missing(
                term: "interestCalculationBaseAmount",
                need: "the interest calculation base \(terms.interestBase.rawValue) begins with it")
        }
        if terms.scaling.scalesInterest || terms.scaling.scalesNotional {
            guard let index = terms.scaling.indexAtDeal, index != 0 else {
                throw .missing(term: "scalingIndexAtContractDealDate", need: "scaling compares the index with it")
            }
        }
    }

    /// Where a schedule begins: its anchor, or one cycle after the initial exchange.
    static func start(_ recurrence: LoanTerms.Recurrence, of terms: LoanTerms) -> LoanTime? {
        if let anchor = recurrence.anchor { return anchor }
        return recurrence.cycle?.time(1, after: terms.initialExchangeDate, terms.endOfMonth)
    }

    /// The times of a schedule, before any business day shift.
    static func times(
        _ recurrence: LoanTerms.Recurrence, of terms: LoanTerms, to end: LoanTime, includingEnd: Bool
    ) -> [LoanTime] {
        guard let start = start(recurrence, of: terms) else { return [] }
        return LoanSchedule.times(
            from: start, every: recurrence.cycle, to: end, terms.endOfMonth, includingEnd: includingEnd)
    }

    /// R(CNTRL).
    var sign: Double { terms.role.sign }

    /// Y(s, t) under the contract's day count.
    func years(_ start: LoanTime, _ end: LoanTime) -> Double {
        terms.dayCount.yearFraction(from: start, to: end, calendar: terms.calendar, maturity: maturity)
    }

    func calculationTime(_ time: LoanTime) -> LoanTime {
        terms.businessDays.calculationTime(time, terms.calendar)
    }
}
