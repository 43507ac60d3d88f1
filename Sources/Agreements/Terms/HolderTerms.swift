public import StargateQuantities

/// Somebody who must be asked, and how it is assumed to answer in simulation.
public struct HolderTerms: Hashable, Sendable {
    public let party: PartyID
    /// 1 is asked first.
    public let rank: Int
    /// For sharing out what several want.
    public let weight: Int64
    /// Where it sits: its notices and deadlines run on its own clock.
    public let zone: Zone
    public let conduct: HolderConduct

    public init(
        party: PartyID, rank: Int = 1, weight: Int64 = 1, zone: Zone, conduct: HolderConduct = HolderConduct()
    ) {
        self.party = party
        self.rank = rank
        self.weight = weight
        self.zone = zone
        self.conduct = conduct
    }
}

/// Assumed behaviour of a holder in simulation.
public struct HolderConduct: Hashable, Sendable {
    public let answer: HolderAnswer
    /// The most accelerators it takes of a case; `nil` takes all.
    public let acceptsUpTo: Int64?
    /// False for a holder that accepts and then does not sign.
    public let signs: Bool

    public init(answer: HolderAnswer = .declines, acceptsUpTo: Int64? = nil, signs: Bool = true) {
        self.answer = answer
        self.acceptsUpTo = acceptsUpTo
        self.signs = signs
    }
}

/// What the holder of a right does with a notice.
public enum HolderAnswer: String, Hashable, Sendable, Codable, CaseIterable {
    case accepts, declines
    /// Says nothing; the deadline passes and the right lapses.
    case silent
}
