/// What a loan's events change.
///
/// ACTUS technical specification, section "Contract State Variables".
struct LoanState: Hashable {
    /// Led: the time up to which interest has accrued.
    var last: LoanTime
    /// Nvl: what is outstanding; negative from the borrower's side.
    var notional = 0.0
    /// Nrt.
    var rate = 0.0
    /// Nac.
    var accrued = 0.0
    /// Fac.
    var feeAccrued = 0.0
    /// Icb: the amount on which interest accrues.
    var base = 0.0
    /// Nsc.
    var notionalScaling = 1.0
    /// Isc.
    var interestScaling = 1.0
    /// Npr, without the contract role's sign.
    var nextRedemption = 0.0
}
