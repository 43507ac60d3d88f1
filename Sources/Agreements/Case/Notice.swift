public import StargateQuantities

/// What a notice may have to say (reference: agreements, section 1, "Notice content").
public enum NoticeField: String, Hashable, Sendable, Codable, CaseIterable {
    case counterparty
    case quantity = "qtyMW"
    case price, start, termMonths, location, minimumTake
    /// The price of the burdened part of a bundle.
    case allocatedPrice
    /// What is given in kind, in money.
    case cashEquivalent

    /// Who, how much, for how much, from when, for how long, where.
    public static let material: [NoticeField] = [.counterparty, .quantity, .price, .start, .termMonths, .location]
}

/// What a notice says.
public struct NoticeContent: Hashable, Sendable, Codable {
    public var counterparty: PartyID?
    public var terms: TermChanges
    public var allocatedPrice: UnitPrice?
    public var cashEquivalent: Money?

    public init(
        counterparty: PartyID? = nil, terms: TermChanges = TermChanges(), allocatedPrice: UnitPrice? = nil,
        cashEquivalent: Money? = nil
    ) {
        self.counterparty = counterparty
        self.terms = terms
        self.allocatedPrice = allocatedPrice
        self.cashEquivalent = cashEquivalent
    }

    /// A notice that says everything there is to say of a deal.
    public init(of deal: Deal, at terms: DealTerms, location: String) {
        self.init(
            counterparty: deal.counterparty,
            terms: TermChanges(
                quantity: terms.quantity, price: terms.price, start: terms.start, termMonths: terms.termMonths,
                minimumTake: terms.minimumTake, location: terms.location ?? location))
    }

    func states(_ field: NoticeField) -> Bool {
        switch field {
        case .counterparty: counterparty != nil
        case .quantity: terms.quantity != nil
        case .price: terms.price != nil
        case .start: terms.start != nil
        case .termMonths: terms.termMonths != nil
        case .location: terms.location != nil
        case .minimumTake: terms.minimumTake != nil
        case .allocatedPrice: allocatedPrice != nil
        case .cashEquivalent: cashEquivalent != nil
        }
    }

    /// This content with a supplement's statements added.
    func supplemented(by other: NoticeContent) -> NoticeContent {
        NoticeContent(
            counterparty: other.counterparty ?? counterparty,
            terms: TermChanges(
                quantity: other.terms.quantity ?? terms.quantity, price: other.terms.price ?? terms.price,
                start: other.terms.start ?? terms.start, termMonths: other.terms.termMonths ?? terms.termMonths,
                minimumTake: other.terms.minimumTake ?? terms.minimumTake,
                location: other.terms.location ?? terms.location,
                others: terms.others.merging(other.terms.others) { _, new in new }),
            allocatedPrice: other.allocatedPrice ?? allocatedPrice,
            cashEquivalent: other.cashEquivalent ?? cashEquivalent)
    }

    /// The fields that are required of a notice of `deal` and missing here, in the order required.
    func missing(_ required: [NoticeField], of deal: Deal, bundle: FirstRefusalTerms.Bundle) -> [NoticeField] {
        var needed = required
        if deal.isBundle && bundle == .allocate && !needed.contains(.allocatedPrice) { needed.append(.allocatedPrice) }
        if deal.isNonCash && !needed.contains(.cashEquivalent) { needed.append(.cashEquivalent) }
        return needed.filter { !states($0) }
    }
}
