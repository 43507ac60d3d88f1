public import StargateQuantities

/// Some of the terms, as a notice, an acceptance or an amendment states them.
public struct TermChanges: Hashable, Sendable, Codable {
    public var quantity: Power?
    public var price: UnitPrice?
    public var start: CalendarDate?
    public var termMonths: Int?
    public var minimumTake: Ratio?
    public var location: String?
    /// Whatever else is stated.
    public var others: [String: String]

    public init(
        quantity: Power? = nil, price: UnitPrice? = nil, start: CalendarDate? = nil, termMonths: Int? = nil,
        minimumTake: Ratio? = nil, location: String? = nil, others: [String: String] = [:]
    ) {
        self.quantity = quantity
        self.price = price
        self.start = start
        self.termMonths = termMonths
        self.minimumTake = minimumTake
        self.location = location
        self.others = others
    }

    /// These statements, with what `changes` says of the same matters in their place.
    func corrected(by changes: TermChanges) -> TermChanges {
        TermChanges(
            quantity: quantity.map { changes.quantity ?? $0 }, price: price.map { changes.price ?? $0 },
            start: start.map { changes.start ?? $0 }, termMonths: termMonths.map { changes.termMonths ?? $0 },
            minimumTake: minimumTake.map { changes.minimumTake ?? $0 },
            location: location.map { changes.location ?? $0 }, others: others.merging(changes.others) { _, new in new })
    }

    /// `terms` with what is stated here in place of what it says.
    public func applied(to terms: DealTerms) -> DealTerms {
        var changed = terms
        changed.quantity = quantity ?? terms.quantity
        changed.price = price ?? terms.price
        changed.start = start ?? terms.start
        changed.termMonths = termMonths ?? terms.termMonths
        changed.minimumTake = minimumTake ?? terms.minimumTake
        changed.location = location ?? terms.location
        changed.others = terms.others.merging(others) { _, new in new }
        return changed
    }
}
