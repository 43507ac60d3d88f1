public import StargateQuantities

/// What happens to the programme's money.
public enum CapitalEvent: Hashable, Sendable, Codable {
    /// Funders are asked for money, due on a date; `approver` said yes.
    case called(call: Int, lines: [CallLine], due: Instant, approver: PartyID)
    /// What a funder in default would have given, beyond what the others may be asked for: it stays open.
    case leftOpen(call: Int, amount: Money)
    case contributed(call: Int, funder: FunderID, amount: Money)
    /// Interest that came with a contribution after its due date.
    case lateInterest(call: Int, funder: FunderID, amount: Money)
    /// A funder let the cure period pass; `amount` of its line is not expected any more.
    case defaulted(call: Int, funder: FunderID, amount: Money)
    /// Money is set aside for a work: `equity` from funders, `debt` from facilities, charged to a line of the budget.
    /// A requisition becomes an order later; a contract is an order at once.
    case encumbered(work: Work, cost: Money, equity: Money, debt: [FacilityShare], budget: BudgetID?, isOrdered: Bool)
    /// A facility that was signed later bears its share of a work begun: so much less equity is needed.
    case takenOver(encumbrance: String, share: FacilityShare)
    /// A requisition became a purchase order.
    case ordered(encumbrance: String)
    case obligated(Obligation)
    /// More may be committed to a line of the budget than was approved at first.
    case budgetRaised(line: BudgetID, amount: Money, approver: PartyID)
    /// Interest up to now was counted and is owed.
    case interestBooked(facility: FacilityID)
    /// Interest up to now was counted and drawn on the loan itself (interest during construction).
    case interestCapitalised(facility: FacilityID, amount: Money)
    /// Money hung on this, and it is done.
    case certified(Milestone)
    /// The delivery an obligation waited for has come.
    case matured(obligation: Int, due: Instant)
    /// `amount` left the account for `work`; `draws` of it came from facilities at the same moment.
    case paid(obligation: Int, work: Work, encumbrance: String?, amount: Money, draws: [FacilityShare])
    /// What own capacity earned since the last month's end, paid at once.
    case earned(amount: Money)
    /// Set aside for debt service, or given back if negative.
    case reserved(amount: Money)
    /// Paid out to funders, in proportion to what they contributed.
    case distributed(lines: [CallLine])
}
