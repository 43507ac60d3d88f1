public import StargateQuantities

/// A party and what it is to the programme, in words.
public struct PartyTerms: Hashable, Sendable {
    public let id: PartyID
    public let name: String
    public let role: String?
}
