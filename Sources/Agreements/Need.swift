public import StargateQuantities

/// Capacity somebody means to get, put before the agreements.
public struct Need: Hashable, Sendable, Codable {
    public let kind: CapacityKind
    /// Who would provide it.
    public let provider: PartyID
    /// Facility power of the accelerators wanted.
    public let power: Power

    public init(kind: CapacityKind, provider: PartyID, power: Power) {
        self.kind = kind
        self.provider = provider
        self.power = power
    }
}

/// What the agreements say to a need.
public enum Verdict: Hashable, Sendable {
    /// Nothing stands in the way; `waivers` are the permissions drawn on, one for each exclusivity in force.
    case allowed(waivers: [AgreementID])
    /// The holder must be asked first; `waivers` are needed beside.
    case afterNotice(AgreementID, holder: PartyID, clause: ClauseReference, waivers: [AgreementID])
    /// A clause says no; a waiver of that agreement for the provider would cure it.
    case refused(ClauseReference)
}
