import StargateQuantities

extension LoanModel {
    /// More redemptions than any loan has.
    private static let mostRedemptions = 12_000.0

    /// Tmd at t0.
    ///
    /// ACTUS technical specification, sections "PAM", "LAM", "NAM" and "ANN", state variables initialization. The
    /// first redemption counts as one of the n that the formulas count, if it is still to come.
    static func maturity(of terms: LoanTerms) throws(LoanRefusal) -> LoanTime {
        if let maturity = terms.maturityDate { return maturity }
        if terms.kind == .annuity, let amortization = terms.amortizationDate { return amortization }
        guard let amount = terms.nextRedemption, let cycle = terms.redemption.cycle,
            let start = start(terms.redemption, of: terms)
        else {
            throw .noMaturity(why: "'nextPrincipalRedemptionPayment' and 'cycleOfPrincipalRedemption' are needed")
        }
        // The last redemption before the status date, or the first one if that is still to come.
        var behind = 0
        while start < terms.statusDate, cycle.time(behind + 1, after: start, terms.endOfMonth) < terms.statusDate {
            behind += 1
        }
        let last = cycle.time(behind, after: start, terms.endOfMonth)
        let next = cycle.time(behind + 1, after: start, terms.endOfMonth)
        let count = (terms.notional / (amount - interest(of: terms, last, next))).rounded(.up)
        guard count > 0, count <= mostRedemptions else {
            throw .noMaturity(why: "redemptions of \(amount) never repay \(terms.notional)")
        }
        let ahead = start < terms.statusDate ? Int(count) : Int(count) - 1
        let maturity = cycle.time(behind + ahead, after: start, terms.endOfMonth)
        guard maturity.date <= CalendarDate.last else { throw .noMaturity(why: "\(count) redemptions take too long") }
        return maturity
    }

    /// The part of the first redemption that is interest: none for LAM, whose redemptions are principal alone.
    private static func interest(of terms: LoanTerms, _ start: LoanTime, _ end: LoanTime) -> Double {
        switch terms.kind {
        case .principalAtMaturity, .linearAmortizer: 0
        case .negativeAmortizer, .annuity:
            terms.notional * (terms.rate ?? 0)
                * terms.dayCount.yearFraction(from: start, to: end, calendar: terms.calendar)
        }
    }
}
