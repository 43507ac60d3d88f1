public import StargateQuantities

/// Why money was not committed, called or paid.
public enum CapitalRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Only one party approves money.
    case notApprover(PartyID, approver: PartyID)
    /// Funders' commitments in force do not leave enough equity for the work.
    case commitmentsExhausted(needed: Money, available: Money)
    /// The announced ceiling would be passed.
    case ceiling(needed: Money, available: Money)
    /// A line of the budget does not hold enough.
    case budget(BudgetID, needed: Money, available: Money)
    case budgetUnknown(BudgetID)
    /// The account does not hold enough; the payment waits.
    case cash(needed: Money, available: Money)
    /// What the loan owes is overdue: nothing more is drawn on it until that is paid.
    case drawStop(FacilityID, overdue: Money)
    /// What is left to draw, to call and in the account does not complete what was begun.
    case costToComplete(FacilityID, needed: Money, available: Money)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .notApprover: "not-approver"
        case .commitmentsExhausted: "commitments-exhausted"
        case .ceiling: "ceiling"
        case .budget: "budget"
        case .budgetUnknown: "budget-unknown"
        case .cash: "cash"
        case .drawStop: "draw-stop"
        case .costToComplete: "cost-to-complete"
        }
    }

    public var description: String {
        switch self {
        case .notApprover(let party, let approver):
            "\(party) may not approve money; only \(approver) may"
        case .commitmentsExhausted(let needed, let available):
            "\(needed) of equity is needed, \(available) of the funders' commitments is free"
        case .ceiling(let needed, let available): "\(needed) is needed, \(available) is left under the ceiling"
        case .budget(let line, let needed, let available):
            "\(needed) is needed, \(available) is left in the budget line \(line)"
        case .budgetUnknown(let line): "there is no budget line \(line)"
        case .cash(let needed, let available): "\(needed) is due, \(available) is in the account"
        case .drawStop(let facility, let overdue):
            "\(facility) cannot be drawn while \(overdue) of what it is owed is overdue"
        case .costToComplete(let facility, let needed, let available):
            "\(facility) cannot be drawn: what was begun needs \(needed), \(available) is left to draw, call and pay"
        }
    }
}
