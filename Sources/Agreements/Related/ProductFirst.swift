public import StargateQuantities

/// A right to have products first: "products ship first on Azure, unless Microsoft cannot and chooses not to support
/// the necessary capabilities" (April 2026 wording, facts/stargate.csv).
public struct ProductFirstTerms: Hashable, Sendable {
    /// Assumed in simulation: whether the holder is able to support a product's capabilities.
    public let isAble: Bool
    /// Assumed in simulation: whether it chooses to.
    public let isWilling: Bool

    public init(isAble: Bool, isWilling: Bool) {
        self.isAble = isAble
        self.isWilling = isWilling
    }
}

/// Where a product ships first.
public enum ProductOutcome: String, Hashable, Sendable, Codable {
    case withHolder
    /// The priority lapsed for this product.
    case anywhere

    /// The priority lapses only if the holder both cannot and chooses not to: a test of capability and a choice.
    public init(isAble: Bool, isWilling: Bool) { self = !isAble && !isWilling ? .anywhere : .withHolder }
}

/// What was decided for one product.
public struct ProductJudgement: Hashable, Sendable, Codable {
    public let agreement: AgreementID
    public let product: String
    public let outcome: ProductOutcome
    public let at: Instant
}

extension Agreements {
    /// Judges a product that is about to ship, under every such right in force.
    public func decideProduct(_ product: String, in book: AgreementBook, at now: Instant) -> [AgreementEvent] {
        book.all.compactMap { agreement in
            guard case .productFirst(let terms) = agreement.kind, agreement.isInForce(at: now) else { return nil }
            let outcome = ProductOutcome(isAble: terms.isAble, isWilling: terms.isWilling)
            return .productJudged(agreement: agreement.id, product: product, outcome: outcome)
        }
    }
}
