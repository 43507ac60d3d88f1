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

    public var firstRefusal: FirstRefusalTerms? {
        if case .firstRefusal(let terms) = kind { return terms }
        return nil
    }

    public var waiver: WaiverTerms? {
        if case .waiver(let terms) = kind { return terms }
        return nil
    }
}

/// How capacity is got.
public enum CapacityKind: String, Hashable, Sendable, Codable, CaseIterable {
    case cloud
    case ownBuild = "own_build"
}

/// What capacity is for.
public enum Purpose: String, Hashable, Sendable, Codable, CaseIterable {
    case training, research, inference
}

/// A way of getting capacity that an agreement leaves free, known by its id.
public struct CarveOut: Hashable, Sendable {
    public enum Ground: Hashable, Sendable {
        /// Capacity got in this way; for one of these purposes, or for any if there are none.
        case kind(CapacityKind, purposes: [Purpose])
        /// A contract that goes on unchanged.
        case flatRenewal
        /// The grantor's own affiliate, who takes subject to the right.
        case affiliate
    }

    public let id: String
    public let ground: Ground

    public init(id: String, ground: Ground) {
        self.id = id
        self.ground = ground
    }

    func frees(_ deal: Deal) -> Bool {
        switch ground {
        case .kind(let kind, let purposes):
            deal.kind == kind && (purposes.isEmpty || deal.purpose.map(purposes.contains) ?? false)
        case .flatRenewal: deal.isRenewal
        case .affiliate: deal.isAffiliate
        }
    }
}

/// Permission to use `party` although another agreement says otherwise, up to a capacity that is drawn down.
public struct WaiverTerms: Hashable, Sendable {
    /// The exclusivity or right that is waived.
    public let of: AgreementID
    public let party: PartyID
    public let capacity: Power
    /// True if it is used up by the first deal it is drawn for.
    public let isOneOff: Bool

    public init(of: AgreementID, party: PartyID, capacity: Power, isOneOff: Bool = false) {
        self.of = of
        self.party = party
        self.capacity = capacity
        self.isOneOff = isOneOff
    }
}
