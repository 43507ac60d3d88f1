/// The contract type.
///
/// ACTUS technical specification, section "Contract Types".
public enum LoanKind: String, Hashable, Sendable, CaseIterable {
    /// The principal is repaid at maturity.
    case principalAtMaturity = "PAM"
    /// Principal is repaid in equal parts.
    case linearAmortizer = "LAM"
    /// A fixed amount is paid; interest it does not cover is added to the principal.
    case negativeAmortizer = "NAM"
    /// Equal payments of principal and interest, fixed anew when the rate changes.
    case annuity = "ANN"
}

/// Whose position is looked at.
///
/// ACTUS technical specification, section "Contract Role Sign Convention".
public enum LoanRole: String, Hashable, Sendable, CaseIterable {
    case lender = "RPA"
    case borrower = "RPL"
    case long = "LG"
    case short = "ST"
    case buyer = "BUY"
    case seller = "SEL"
    case firstLegReceiver = "RFL"
    case firstLegPayer = "PFL"
    case fixedReceiver = "RF"
    case fixedPayer = "PF"

    /// R(CNTRL).
    public var sign: Double {
        switch self {
        case .lender, .long, .buyer, .firstLegReceiver, .fixedReceiver: 1
        case .borrower, .short, .seller, .firstLegPayer, .fixedPayer: -1
        }
    }
}

/// The amount on which interest accrues.
public enum InterestBase: String, Hashable, Sendable, CaseIterable {
    /// What is outstanding.
    case notional = "NT"
    /// An amount given at the initial exchange.
    case atInitialExchange = "NTIED"
    /// What was outstanding when the base was last fixed.
    case lagged = "NTL"
}
