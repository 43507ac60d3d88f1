public import StargateQuantities

/// What money is spent on.
public enum CostCategory: String, Hashable, Sendable, Codable, CaseIterable {
    case construction, chips, energy, operations, cloud, interest, fees
    /// Repayment of loans: no cost, but money that goes out.
    case principal
    case tax
}

/// What a commitment of money is for: its kind, the thing bought, and the site whose lenders may share in it.
public struct Work: Hashable, Sendable, Codable {
    public let category: CostCategory
    /// What is built, bought or rented, such as a phase or a rental.
    public let subject: String
    public let site: SiteID?

    public init(category: CostCategory, subject: String, site: SiteID?) {
        self.category = category
        self.subject = subject
        self.site = site
    }

    /// The name under which money is set aside for this work.
    public var encumbrance: String { "\(category.rawValue)/\(subject)" }
}

/// A sum out of one facility.
public struct FacilityShare: Hashable, Sendable, Codable {
    public let facility: FacilityID
    public let amount: Money

    public init(facility: FacilityID, amount: Money) {
        self.facility = facility
        self.amount = amount
    }
}

/// A sum out of one funder's commitment.
public struct CallLine: Hashable, Sendable, Codable {
    public let funder: FunderID
    public let amount: Money

    public init(funder: FunderID, amount: Money) {
        self.funder = funder
        self.amount = amount
    }
}

/// A debt to a supplier, lender or builder, due on a day, or on a delivery that is still expected.
public struct Obligation: Hashable, Sendable, Codable {
    public let id: Int
    public let work: Work
    /// The encumbrance it is paid out of; `nil` for running costs.
    public let encumbrance: String?
    public let amount: Money
    /// The line of the budget a running cost is charged to; `nil` if an encumbrance says.
    public let budget: BudgetID?
    public internal(set) var due: Instant
    /// The delivery that makes it payable; `due` is then only expected.
    public internal(set) var awaits: String?

    public init(
        id: Int, work: Work, encumbrance: String?, amount: Money, budget: BudgetID? = nil, due: Instant,
        awaits: String? = nil
    ) {
        self.id = id
        self.work = work
        self.encumbrance = encumbrance
        self.amount = amount
        self.budget = budget
        self.due = due
        self.awaits = awaits
    }
}
