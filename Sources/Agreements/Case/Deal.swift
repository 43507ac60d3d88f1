public import StargateQuantities

/// One offer somebody means to take up: what, from whom, on which terms, for what.
public struct Deal: Hashable, Sendable, Codable {
    public let id: DealID
    public let counterparty: PartyID
    public let kind: CapacityKind
    public var terms: DealTerms
    /// `nil` if it is not set.
    public let purpose: Purpose?
    /// True if a contract goes on unchanged.
    public let isRenewal: Bool
    /// True if the counterparty is the grantor's own affiliate.
    public let isAffiliate: Bool
    /// True if it has parts outside any right, sold as one.
    public let isBundle: Bool
    /// True if something other than cash is given for it.
    public let isNonCash: Bool
    /// The site whose small deals add up; `nil` if it is not known.
    public let site: String?
    /// What it is wanted for: of several deals for one need, the first that is contracted ends the others.
    public let need: String?

    public init(
        id: DealID, counterparty: PartyID, kind: CapacityKind, terms: DealTerms, purpose: Purpose? = nil,
        isRenewal: Bool = false, isAffiliate: Bool = false, isBundle: Bool = false, isNonCash: Bool = false,
        site: String? = nil, need: String? = nil
    ) {
        self.id = id
        self.counterparty = counterparty
        self.kind = kind
        self.terms = terms
        self.purpose = purpose
        self.isRenewal = isRenewal
        self.isAffiliate = isAffiliate
        self.isBundle = isBundle
        self.isNonCash = isNonCash
        self.site = site
        self.need = need
    }

    public var quantity: Power { terms.quantity }
}
