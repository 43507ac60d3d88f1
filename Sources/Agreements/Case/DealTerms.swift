public import StargateQuantities

/// The terms that are compared, one dimension at a time: never as one net present value.
public struct DealTerms: Hashable, Sendable, Codable {
    public var quantity: Power
    /// For one unit of what is bought: an accelerator-hour, or whatever the offer prices.
    public var price: UnitPrice
    public var start: CalendarDate
    public var termMonths: Int
    /// The share that must be paid for, used or not.
    public var minimumTake: Ratio?
    /// Where it is; `nil` if that was not said.
    public var location: String?
    /// The price of the part of a bundle that a right reaches, for its holders.
    public var allocatedPrice: UnitPrice?
    /// Whatever else was said, word for word: security, consideration in kind, …
    public var others: [String: String]

    public init(
        quantity: Power, price: UnitPrice, start: CalendarDate, termMonths: Int, minimumTake: Ratio? = nil,
        location: String? = nil, others: [String: String] = [:]
    ) {
        self.quantity = quantity
        self.price = price
        self.start = start
        self.termMonths = termMonths
        self.minimumTake = minimumTake
        self.location = location
        self.others = others
    }
}

/// One way in which terms may differ.
public enum TermDimension: String, Hashable, Sendable, Codable, CaseIterable {
    case price, start, termMonths, minimumTake, location
}

/// Who gains by a difference in one dimension.
public enum TermAdvantage: Hashable, Sendable {
    case none, grantor, counterparty
    /// Neither better nor worse: something else.
    case incomparable
}

extension DealTerms {
    /// Who gains, in one dimension, if these terms stand in place of `others`.
    ///
    /// For capacity bought, a higher price, a later start, a longer term and a larger minimum help the supplier; for a
    /// sale it is the other way round (reference: agreements, section 4).
    func advantage(in dimension: TermDimension, over others: DealTerms, side: FirstRefusalTerms.Side) -> TermAdvantage {
        let difference: Int
        switch dimension {
        case .price: difference = DealTerms.sign(price, others.price)
        case .start: difference = DealTerms.sign(start, others.start)
        case .termMonths: difference = DealTerms.sign(termMonths, others.termMonths)
        case .minimumTake: difference = DealTerms.sign(minimumTake ?? .zero, others.minimumTake ?? .zero)
        case .location:
            guard let here = location, let there = others.location else { return .none }
            return here == there ? .none : .incomparable
        }
        if difference == 0 { return .none }
        return (difference > 0) == (side == .buyer) ? .counterparty : .grantor
    }

    /// Why these terms may not stand in place of `others`: the first dimension in which they are better for the
    /// counterparty, or cannot be compared; `nil` if they may.
    func worseForGrantor(
        than others: DealTerms, side: FirstRefusalTerms.Side
    ) -> AgreementRefusal.Problem? {
        for dimension in TermDimension.allCases {
            switch advantage(in: dimension, over: others, side: side) {
            case .none, .grantor: continue
            case .counterparty: return .betterForCounterparty(dimension)
            case .incomparable: return .incomparable(dimension.rawValue)
            }
        }
        let words = Set(self.others.keys).union(others.others.keys).sorted()
        return words.first { self.others[$0] != others.others[$0] }.map { .incomparable($0) }
    }

    /// True if these terms are worse for the grantor in no dimension and better in one.
    func isBetterForGrantor(than others: DealTerms, side: FirstRefusalTerms.Side) -> Bool {
        worseForGrantor(than: others, side: side) == nil
            && TermDimension.allCases.contains { advantage(in: $0, over: others, side: side) == .grantor }
    }

    private static func sign<Value: Comparable>(_ a: Value, _ b: Value) -> Int { a == b ? 0 : a < b ? -1 : 1 }
}
