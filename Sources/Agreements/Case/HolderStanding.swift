public import StargateQuantities

/// One holder in one case.
public struct HolderStanding: Hashable, Sendable, Codable {
    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        /// Its turn has not come.
        case unasked
        case pending, accepted, declined, waived, lapsed, forfeited, defaulted, contracted
    }

    public internal(set) var party: PartyID
    public let rank: Int
    public let weight: Int64
    public let zone: Zone
    public internal(set) var status = Status.unasked
    public internal(set) var answerBy: Deadline?
    /// What it said it takes.
    public internal(set) var accepted = Power.zero
    public internal(set) var acceptedAt: Instant?
    /// What it was given of that and has still to sign for.
    public internal(set) var allocated = Power.zero
    public internal(set) var signBy: Deadline?
    /// Signed so far.
    public internal(set) var contracted = Power.zero

    init(_ terms: HolderTerms, party: PartyID) {
        self.party = party
        rank = terms.rank
        weight = terms.weight
        zone = terms.zone
    }
}
