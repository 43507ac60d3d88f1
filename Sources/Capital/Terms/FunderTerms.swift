public import StargateQuantities

/// One funder's commitment to contribute equity when called.
public struct FunderTerms: Hashable, Sendable {
    public let id: FunderID
    public let party: PartyID
    public let commitment: Money
    public let from: CalendarDate
    /// Certified before it may be called; `nil` if nothing need be.
    public let release: Milestone?
    /// The day from which it is assumed to pay no call; `nil` for a funder that keeps its word.
    public let defaultsFrom: CalendarDate?

    public init(
        id: FunderID, party: PartyID, commitment: Money, from: CalendarDate, release: Milestone? = nil,
        defaultsFrom: CalendarDate? = nil
    ) {
        self.id = id
        self.party = party
        self.commitment = commitment
        self.from = from
        self.release = release
        self.defaultsFrom = defaultsFrom
    }
}
