public import StargateQuantities

/// What the agreements say to a deal.
public enum Verdict: Hashable, Sendable {
    /// Nothing stands in the way; `waivers` are the permissions drawn on, one for each exclusivity in force.
    case allowed(waivers: [AgreementID])
    /// Allowed once these steps have been gone through; `waivers` are needed beside.
    case afterSteps([GateStep], waivers: [AgreementID])
    case refused(Objection)
}

/// A step that a deal has to wait for.
public struct GateStep: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Give notice to the holders of a right of first refusal.
        case notice
        /// Ask the holder of a right of first offer.
        case firstOffer
    }

    public let kind: Kind
    public let agreement: AgreementID
    public let clause: ClauseReference
    /// Who must answer, and by when if the step is taken now.
    public let asks: [HolderAsk]
}

/// A clause that says no, why, and what would cure it.
public struct Objection: Hashable, Sendable, CustomStringConvertible {
    public let clause: ClauseReference
    public let reason: String
    public let cure: String
    /// A smaller deal of this size would be allowed.
    public let atMost: Power?

    /// `2.1 of azure-exclusivity: …`
    public var description: String { "\(clause): \(reason); \(cure)" }
}
