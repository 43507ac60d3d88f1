public import StargateQuantities

/// Some of the terms, as a notice, an acceptance or an amendment states them.
public struct TermChanges: Hashable, Sendable, Codable {
    public var quantity: Power?
    public var price: UnitPrice?
    public var start: CalendarDate?
    public var termMonths: Int?
    public var minimumTake: Ratio?
    public var location: String?

    public init(
        quantity: Power? = nil, price: UnitPrice? = nil, start: CalendarDate? = nil, termMonths: Int? = nil,
        minimumTake: Ratio? = nil, location: String? = nil
    ) {
        self.quantity = quantity
        self.price = price
        self.start = start
        self.termMonths = termMonths
        self.minimumTake = minimumTake
        self.location = location
    }

    /// `terms` with what is stated here in place of what it says.
    public func applied(to terms: DealTerms) -> DealTerms {
        DealTerms(
            quantity: quantity ?? terms.quantity, price: price ?? terms.price, start: start ?? terms.start,
            termMonths: termMonths ?? terms.termMonths, minimumTake: minimumTake ?? terms.minimumTake,
            location: location ?? terms.location)
    }
}
