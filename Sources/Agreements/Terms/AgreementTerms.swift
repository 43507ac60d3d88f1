public import StargateQuantities

/// A contract about where and on what terms compute may be bought, as declared.
public struct AgreementTerms: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// In-scope capacity comes from the holder alone.
        case exclusivity
        case waiver(WaiverTerms)
        case firstRefusal(FirstRefusalTerms)
        case firstOffer(FirstOfferTerms)
        case mostFavoured
        case productFirst(ProductFirstTerms)
        case commitment(CommitmentTerms)
        case revenueShare(RevenueSharing)
    }

    public let id: AgreementID
    public let kind: Kind
    public let grantor: PartyID
    public let holder: PartyID
    public let from: Instant
    /// The first instant it no longer holds.
    public let until: Instant
    public let clauses: ClauseBook
    /// Ways of getting capacity that the agreement leaves free.
    public let carveOuts: [CarveOut]
    /// False for an agreement that is only written down, as an alternative for a what-if.
    public let isInUse: Bool

    public init(
        id: AgreementID, kind: Kind, grantor: PartyID, holder: PartyID, from: Instant, until: Instant,
        clauses: ClauseBook, carveOuts: [CarveOut] = [], isInUse: Bool = true
    ) {
        self.id = id
        self.kind = kind
        self.grantor = grantor
        self.holder = holder
        self.from = from
        self.until = until
        self.clauses = clauses
        self.carveOuts = carveOuts
        self.isInUse = isInUse
    }

    public func isInForce(at instant: Instant) -> Bool { isInUse && from <= instant && instant < until }

    /// The clause behind `rule`, with the agreement's name.
    public func reference(_ rule: ClauseRule = .scope) -> ClauseReference {
        ClauseReference(agreement: id, clause: clauses[rule].id)
    }

    /// The carve-out that leaves `deal` free, if one does.
    public func carveOut(for deal: Deal) -> CarveOut? { carveOuts.first { $0.frees(deal) } }

    /// `right of first refusal`
    public var kindName: String {
        switch kind {
        case .exclusivity: "exclusivity"
        case .waiver: "waiver"
        case .firstRefusal: "right of first refusal"
        case .firstOffer: "right of first offer"
        case .mostFavoured: "most-favoured terms"
        case .productFirst: "product-first right"
        case .commitment: "commitment"
        case .revenueShare: "revenue share"
        }
    }

    public var firstRefusal: FirstRefusalTerms? {
        if case .firstRefusal(let terms) = kind { return terms }
        return nil
    }

    public var waiver: WaiverTerms? {
        if case .waiver(let terms) = kind { return terms }
        return nil
    }
}
