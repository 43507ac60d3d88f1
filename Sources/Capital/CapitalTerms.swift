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

    public init(
        approver: PartyID, ceiling: Money, firstTranche: Money?, callNotice: Span, minimumCash: Money,
        operatingReserve: Money, funders: [FunderTerms], facilities: [FacilityTerms]
    ) {
        self.approver = approver
        self.ceiling = ceiling
        self.firstTranche = firstTranche
        self.callNotice = callNotice
        self.minimumCash = minimumCash
        self.operatingReserve = operatingReserve
        self.funders = funders
        self.facilities = facilities
    }
}

/// One funder's commitment to contribute equity when called.
public struct FunderTerms: Hashable, Sendable {
    public let id: FunderID
    public let party: PartyID
    public let commitment: Money
    public let from: CalendarDate

    public init(id: FunderID, party: PartyID, commitment: Money, from: CalendarDate) {
        self.id = id
        self.party = party
        self.commitment = commitment
        self.from = from
    }
}

/// A loan drawn for a share of what is paid on the works it covers; interest only over the programme's horizon.
public struct FacilityTerms: Hashable, Sendable {
    public enum Cover: String, Hashable, Sendable, CaseIterable {
        case construction, chips, both

        public func includes(_ category: CostCategory) -> Bool {
            switch self {
            case .construction: category == .construction
            case .chips: category == .chips
            case .both: category == .construction || category == .chips
            }
        }
    }

    public let id: FacilityID
    public let lender: PartyID
    public let limit: Money
    /// The share of each covered payment that the loan pays.
    public let gearing: Ratio
    public let baseRate: Ratio
    public let margin: Ratio
    /// Of the limit, due when the facility opens.
    public let upfrontFee: Ratio
    public let from: CalendarDate
    public let until: CalendarDate?
    /// Empty means every site.
    public let sites: [SiteID]
    public let covers: Cover

    public init(
        id: FacilityID, lender: PartyID, limit: Money, gearing: Ratio, baseRate: Ratio, margin: Ratio,
        upfrontFee: Ratio, from: CalendarDate, until: CalendarDate?, sites: [SiteID], covers: Cover
    ) {
        self.id = id
        self.lender = lender
        self.limit = limit
        self.gearing = gearing
        self.baseRate = baseRate
        self.margin = margin
        self.upfrontFee = upfrontFee
        self.from = from
        self.until = until
        self.sites = sites
        self.covers = covers
    }

    /// Interest for `days` on `balance`, ACT/360 as US floating-rate loans count it, to the nearest cent.
    public func interest(on balance: Money, days: Int) -> Money { interest(centDays: balance.cents * Int64(days)) }

    /// Interest on a balance that changed, as the sum of each day's cents.
    public func interest(centDays: Int64) -> Money {
        Money(cents: centDays.scaled((baseRate + margin).partsPerMillion, over: 360_000_000, .nearest))
    }

    func finances(_ work: Work, on date: CalendarDate) -> Bool {
        guard from <= date, until.map({ date < $0 }) ?? true, covers.includes(work.category) else { return false }
        guard !sites.isEmpty else { return work.site != nil }
        return work.site.map { sites.contains($0) } ?? false
    }
}
