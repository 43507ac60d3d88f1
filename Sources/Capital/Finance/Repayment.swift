public import StargateQuantities

/// How principal is repaid once a loan no longer bears interest only.
public enum Repayment: Hashable, Sendable {
    /// All on the last date.
    case bullet
    /// So many instalments of the same principal.
    case linear(Int)
    /// So many equal payments, interest and principal together.
    case annuity(Int)
    /// Principal of each period is max(0, CFADS / DSCR − interest); the last takes what is left.
    case sculpted(cashFlow: [Money], dscr: Ratio)
}

/// One payment of a schedule.
public struct Instalment: Hashable, Sendable {
    /// Owed before it.
    public let opening: Money
    public let interest: Money
    public let principal: Money

    public var payment: Money { interest + principal }
    /// Owed after it.
    public var closing: Money { opening - principal }
}

/// Why there is no schedule.
public enum RepaymentRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no period, or more interest-only periods than leave room for an instalment.
    case noInstalment
    /// The instalments do not fit into the periods after those of interest only.
    case tooFewPeriods(needed: Int, given: Int)
    /// Cash flow is not given for every period after those of interest only.
    case tooLittleCashFlow(needed: Int, given: Int)
    /// Cash flow or cover ratio that cannot be divided: a ratio of zero or less.
    case coverRatio(Ratio)

    public var description: String {
        switch self {
        case .noInstalment: "no period is left to repay in; give more periods or fewer of interest only"
        case .tooFewPeriods(let needed, let given):
            "\(needed) instalments do not fit into \(given) periods; give more periods or fewer instalments"
        case .tooLittleCashFlow(let needed, let given):
            "cash flow is given for \(given) of \(needed) periods; give one for each"
        case .coverRatio(let ratio): "the cover ratio is \(ratio); give one above zero"
        }
    }
}
