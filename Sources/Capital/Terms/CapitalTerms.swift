public import StargateQuantities

/// The programme's money as declared: who gave their word for how much, who lends, and how it is called.
public struct CapitalTerms: Hashable, Sendable {
    /// Who approves calls and drawdowns.
    public let approver: PartyID
    /// The most the programme means to spend.
    public let ceiling: Money
    /// What it means to spend first, if that was announced.
    public let firstTranche: Money?
    public let callNotice: Span
    /// Cash that calls aim to keep in the account.
    public let minimumCash: Money
    /// Equity kept free for operating costs when new work is committed.
    public let operatingReserve: Money
    public let funders: [FunderTerms]
    public let facilities: [FacilityTerms]
    /// What happens to funders that pay late or not at all.
    public let rules: CallRules
    /// In order of declaration: the first line that covers a work is charged with it. Empty for a programme without one.
    public let budgets: [BudgetTerms]
    public let revenue: RevenueTerms?

    public init(
        approver: PartyID, ceiling: Money, firstTranche: Money?, callNotice: Span, minimumCash: Money,
        operatingReserve: Money, funders: [FunderTerms], facilities: [FacilityTerms], rules: CallRules = CallRules(),
        budgets: [BudgetTerms] = [], revenue: RevenueTerms? = nil
    ) {
        self.approver = approver
        self.ceiling = ceiling
        self.firstTranche = firstTranche
        self.callNotice = callNotice
        self.minimumCash = minimumCash
        self.operatingReserve = operatingReserve
        self.funders = funders
        self.facilities = facilities
        self.rules = rules
        self.budgets = budgets
        self.revenue = revenue
    }

    /// Every milestone that money hangs on, once each.
    public var milestones: Set<Milestone> {
        Set(funders.compactMap(\.release) + facilities.flatMap { [$0.release, $0.completion] }.compactMap(\.self))
    }

    /// The budget line that a work committed on `date` is charged to.
    public func budget(for work: Work, on date: CalendarDate) -> BudgetTerms? {
        budgets.first { $0.covers(work, on: date) }
    }

    public func facility(_ id: FacilityID) -> FacilityTerms? { facilities.first { $0.id == id } }
}
