/// What happens to a loan. The cases stand in the order in which events of one instant are evaluated.
///
/// ACTUS technical specification, sections "Contract Event Types" and "Event Sequence".
public enum LoanEventType: String, Hashable, Sendable, CaseIterable {
    case initialExchange = "IED"
    case feePayment = "FP"
    case principalRedemption = "PR"
    case penaltyPayment = "PY"
    case principalPrepayment = "PP"
    case interestPayment = "IP"
    case interestCapitalization = "IPCI"
    case rateResetFixed = "RRF"
    case rateReset = "RR"
    case paymentAmountFixing = "PRF"
    case purchase = "PRD"
    case termination = "TD"
    case scalingIndex = "SC"
    case calculationBaseFixing = "IPCB"
    case maturity = "MD"

    /// Its place among events of one instant.
    var sequence: Int { LoanEventType.allCases.firstIndex(of: self) ?? 0 }
}

/// One event of a loan: what is paid, and the loan's state after it.
public struct LoanEvent: Hashable, Sendable {
    public let time: LoanTime
    public let type: LoanEventType
    public let currency: String
    public let payoff: Double
    public let notional: Double
    public let rate: Double
    public let accruedInterest: Double
}
