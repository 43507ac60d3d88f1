public import StargateQuantities

extension Capital {
    /// Who may say yes to calls, drawdowns and more budget: one party, and nobody else.
    ///
    /// - Throws: `notApprover`.
    public static func authorise(_ party: PartyID, _ terms: CapitalTerms) throws(CapitalRefusal) {
        guard party == terms.approver else { throw .notApprover(party, approver: terms.approver) }
    }

    /// Lets more be committed to a line of the budget.
    ///
    /// - Throws: `notApprover` or `budgetUnknown`.
    public func decideBudgetRaise(
        _ line: BudgetID, by amount: Money, _ terms: CapitalTerms, approver: PartyID
    ) throws(CapitalRefusal) -> [CapitalEvent] {
        try Capital.authorise(approver, terms)
        guard terms.budgets.contains(where: { $0.id == line }) else { throw .budgetUnknown(line) }
        guard amount > .zero else { return [] }
        return [.budgetRaised(line: line, amount: amount, approver: approver)]
    }

    /// True if what hangs on a milestone is released.
    public func isReleased(_ milestone: Milestone?) -> Bool { milestone.map { certified($0) != nil } ?? true }

    /// Certifies a milestone that money hangs on, once.
    public func decideCertificate(_ milestone: Milestone, _ terms: CapitalTerms) -> [CapitalEvent] {
        terms.milestones.contains(milestone) && certified(milestone) == nil ? [.certified(milestone)] : []
    }
}
