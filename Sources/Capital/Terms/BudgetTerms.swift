public import StargateQuantities

public enum BudgetSubject {}
/// The name of one line of the budget.
public typealias BudgetID = Identifier<BudgetSubject>

/// One line of the budget: a work package and a period, with what may be committed to it.
public struct BudgetTerms: Hashable, Sendable {
    public let id: BudgetID
    /// What it is for; never empty.
    public let categories: [CostCategory]
    /// Empty means every site, and what is at none.
    public let sites: [SiteID]
    public let from: CalendarDate
    /// The first day after the period; `nil` if it is open.
    public let until: CalendarDate?
    public let amount: Money

    public init(
        id: BudgetID, categories: [CostCategory], sites: [SiteID] = [], from: CalendarDate,
        until: CalendarDate? = nil, amount: Money
    ) {
        self.id = id
        self.categories = categories
        self.sites = sites
        self.from = from
        self.until = until
        self.amount = amount
    }

    /// True if a work committed on `date` is charged to this line.
    public func covers(_ work: Work, on date: CalendarDate) -> Bool {
        guard categories.contains(work.category), from <= date, until.map({ date < $0 }) ?? true else { return false }
        return sites.isEmpty || work.site.map { sites.contains($0) } ?? false
    }
}
