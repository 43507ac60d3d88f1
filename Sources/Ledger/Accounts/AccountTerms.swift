/// Which side of an entry an account grows on.
public enum Side: String, Hashable, Sendable, Codable {
    case debit, credit
}

/// Where an account stands in the statements.
public enum AccountClass: String, Hashable, Sendable, Codable, CaseIterable {
    case asset, liability, equity, income, expense
    /// Counted beside the balance sheet, such as budgets, energy and accelerator time: grows by debits.
    case memorandumDebit
    /// Counted beside the balance sheet: grows by credits.
    case memorandumCredit
    /// One side of an exchange between commodities; may stand on either side (see `Exchange`).
    case trading

    public var normalSide: Side {
        switch self {
        case .asset, .expense, .memorandumDebit, .trading: .debit
        case .liability, .equity, .income, .memorandumCredit: .credit
        }
    }
}

/// What an account is about, beside its name.
public struct Dimensions: Hashable, Sendable, Codable {
    public var owner: String?
    public var site: String?
    public var project: String?
    public var workPackage: String?
    public var funder: String?
    public var tenant: String?

    public init(
        owner: String? = nil, site: String? = nil, project: String? = nil, workPackage: String? = nil,
        funder: String? = nil, tenant: String? = nil
    ) {
        self.owner = owner
        self.site = site
        self.project = project
        self.workPackage = workPackage
        self.funder = funder
        self.tenant = tenant
    }
}

/// An account as opened; nothing of it changes later.
public struct AccountTerms: Hashable, Sendable, Codable {
    /// A path in the tree of accounts, such as `assets:construction:abilene`.
    public let name: String
    public let commodity: Commodity
    public let accountClass: AccountClass
    /// True if the balance may not fall below zero, reservations counted.
    public let isLimited: Bool
    public let dimensions: Dimensions

    public init(
        _ name: String, _ commodity: Commodity, _ accountClass: AccountClass, limited: Bool = false,
        dimensions: Dimensions = Dimensions()
    ) {
        self.name = name
        self.commodity = commodity
        self.accountClass = accountClass
        isLimited = limited
        self.dimensions = dimensions
    }

    public var normalSide: Side { accountClass.normalSide }

    /// True for the account at `path` and all below it; for all if `path` is empty.
    public func isUnder(_ path: String) -> Bool {
        guard !path.isEmpty, name != path else { return true }
        return name.hasPrefix(path) && (path.hasSuffix(":") || name.dropFirst(path.count).first == ":")
    }
}
