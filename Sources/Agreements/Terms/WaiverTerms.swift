public import StargateQuantities

/// Permission to use `party` although another agreement says otherwise, up to a capacity that is drawn down.
public struct WaiverTerms: Hashable, Sendable {
    /// The exclusivity or right that is waived.
    public let of: AgreementID
    public let party: PartyID
    public let capacity: Power
    /// True if it is used up by the first deal it is drawn for.
    public let isOneOff: Bool

    public init(of: AgreementID, party: PartyID, capacity: Power, isOneOff: Bool = false) {
        self.of = of
        self.party = party
        self.capacity = capacity
        self.isOneOff = isOneOff
    }
}
