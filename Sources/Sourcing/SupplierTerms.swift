public import StargateQuantities

/// A company that rents out compute, as declared.
public struct SupplierTerms: Hashable, Sendable {
    public let id: SupplierID
    public let party: PartyID
    public let offers: [OfferTerms]
    public let contracted: [RentalTerms]

    public init(id: SupplierID, party: PartyID, offers: [OfferTerms], contracted: [RentalTerms]) {
        self.id = id
        self.party = party
        self.offers = offers
        self.contracted = contracted
    }
}

/// What a supplier rents, at which price, how soon, for how long.
public struct OfferTerms: Hashable, Sendable {
    public let id: OfferID
    public let supplier: SupplierID
    public let party: PartyID
    public let chip: ChipID
    /// Micro-dollars for one accelerator-hour.
    public let price: UnitPrice
    /// Accelerators the supplier can add in a quarter.
    public let capacity: Series
    public let lead: Span
    public let term: Span

    public init(
        id: OfferID, supplier: SupplierID, party: PartyID, chip: ChipID, price: UnitPrice, capacity: Series,
        lead: Span, term: Span
    ) {
        self.id = id
        self.supplier = supplier
        self.party = party
        self.chip = chip
        self.price = price
        self.capacity = capacity
        self.lead = lead
        self.term = term
    }

    /// The rent for `accelerators` from `start` to `end`.
    public func rent(_ accelerators: Int64, from start: Instant, to end: Instant) -> Money {
        price.cost(of: accelerators * (end.since(start) / 1000), per: 3600)
    }
}

/// Capacity that was already rented when the programme began.
public struct RentalTerms: Hashable, Sendable {
    public let id: RentalID
    public let supplier: SupplierID
    public let chip: ChipID
    public let price: UnitPrice
    public let accelerators: Int64
    public let from: CalendarDate
    public let until: CalendarDate

    public init(
        id: RentalID, supplier: SupplierID, chip: ChipID, price: UnitPrice, accelerators: Int64,
        from: CalendarDate, until: CalendarDate
    ) {
        self.id = id
        self.supplier = supplier
        self.chip = chip
        self.price = price
        self.accelerators = accelerators
        self.from = from
        self.until = until
    }
}
