public import StargateQuantities

/// A loan drawn for a share of what is paid on the works it covers. Interest only while its works are built, then repaid
/// in instalments.
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

    /// How it is repaid once its works serve.
    public enum Profile: String, Hashable, Sendable, CaseIterable {
        /// All at maturity.
        case bullet
        /// The same principal every month.
        case linear
        /// The same payment every month, interest and principal together.
        case annuity
    }

    public let id: FacilityID
    public let lender: PartyID
    public let limit: Money
    /// The share of each covered payment that the loan pays: no draw may take more (gearing cap).
    public let gearing: Ratio
    /// Reference rate and margin, and how interest is counted on them.
    public let accrual: InterestAccrual
    /// Of the limit, due when the facility opens.
    public let upfrontFee: Ratio
    /// A year, on what is not drawn while it may be.
    public let commitmentFee: Ratio
    public let from: CalendarDate
    public let until: CalendarDate?
    /// Empty means every site.
    public let sites: [SiteID]
    public let covers: Cover
    /// True if it bears its share of works that were begun before it was signed.
    public let takesOver: Bool
    /// True if interest before completion is drawn on the loan itself (interest during construction), false if it is paid.
    public let capitalisesInterest: Bool
    /// Certified before it may be drawn.
    public let release: Milestone?
    /// Start of operations, when repayment begins; `nil` for a loan that is not repaid before maturity.
    public let completion: Milestone?
    public let profile: Profile
    /// Months from completion to the last instalment.
    public let repaymentMonths: Int
    /// The day what is left is due.
    public let maturity: CalendarDate?
    /// How often maturity may be moved by a year.
    public let extensions: Int64

    public init(
        id: FacilityID, lender: PartyID, limit: Money, gearing: Ratio, accrual: InterestAccrual,
        upfrontFee: Ratio = .zero, commitmentFee: Ratio = .zero, from: CalendarDate, until: CalendarDate? = nil,
        sites: [SiteID] = [], covers: Cover = .both, takesOver: Bool = false,
        capitalisesInterest: Bool = false, release: Milestone? = nil, completion: Milestone? = nil,
        profile: Profile = .bullet, repaymentMonths: Int = 0, maturity: CalendarDate? = nil, extensions: Int64 = 0
    ) {
        self.id = id
        self.lender = lender
        self.limit = limit
        self.gearing = gearing
        self.accrual = accrual
        self.upfrontFee = upfrontFee
        self.commitmentFee = commitmentFee
        self.from = from
        self.until = until
        self.sites = sites
        self.covers = covers
        self.takesOver = takesOver
        self.capitalisesInterest = capitalisesInterest
        self.release = release
        self.completion = completion
        self.profile = profile
        self.repaymentMonths = repaymentMonths
        self.maturity = maturity
        self.extensions = extensions
    }

    /// The day what is left is due, every extension taken.
    public var lastMaturity: CalendarDate? { maturity?.advanced(byMonths: 12 * Int(extensions)) }

    /// The fee on what was not drawn, ACT/360, to the nearest cent.
    public func commitmentFee(centDaysUndrawn: Int64) -> Money {
        Money(cents: centDaysUndrawn.scaled(commitmentFee.partsPerMillion, over: 360_000_000, .nearest))
    }

    /// True if new works may be promised to the loan on `date`.
    public func isAvailable(on date: CalendarDate) -> Bool { from <= date && until.map { date < $0 } ?? true }

    /// True if the loan may pay its share of a work: the kind and the place.
    func finances(_ work: Work) -> Bool {
        guard covers.includes(work.category) else { return false }
        guard !sites.isEmpty else { return work.site != nil }
        return work.site.map { sites.contains($0) } ?? false
    }
}
