public import StargateQuantities

/// A contract about where compute may be bought, as declared.
public struct AgreementTerms: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// In-scope capacity comes from the holder alone.
        case exclusivity
        /// `party` may be used although `exclusivity` says otherwise, up to `capacity`.
        case waiver(of: AgreementID, party: PartyID, capacity: Power)
        /// The holder must be offered in-scope capacity first.
        case rightOfFirstRefusal(RefusalRight)
    }

    /// What a right of first refusal gives, and how its holder is assumed to use it.
    public struct RefusalRight: Hashable, Sendable {
        public let noticePeriod: Span
        /// Assumed behaviour of the holder in simulation.
        public let answer: HolderAnswer
        /// The most accelerators the holder takes when it accepts; `nil` takes all.
        public let acceptsUpTo: Int64?

        public init(noticePeriod: Span, answer: HolderAnswer, acceptsUpTo: Int64?) {
            self.noticePeriod = noticePeriod
            self.answer = answer
            self.acceptsUpTo = acceptsUpTo
        }
    }

    public let id: AgreementID
    public let kind: Kind
    public let grantor: PartyID
    public let holder: PartyID
    public let from: CalendarDate
    /// The first day it no longer holds.
    public let until: CalendarDate
    public let clause: String
    public let text: String
    /// Ways of getting capacity that the agreement leaves free.
    public let carveOuts: [CapacityKind]

    public init(
        id: AgreementID, kind: Kind, grantor: PartyID, holder: PartyID, from: CalendarDate, until: CalendarDate,
        clause: String, text: String, carveOuts: [CapacityKind]
    ) {
        self.id = id
        self.kind = kind
        self.grantor = grantor
        self.holder = holder
        self.from = from
        self.until = until
        self.clause = clause
        self.text = text
        self.carveOuts = carveOuts
    }

    public func isInForce(on date: CalendarDate) -> Bool { from <= date && date < until }

    /// `azure-rofr § 3.1`
    public var reference: ClauseReference { ClauseReference(agreement: id, clause: clause) }
}

/// How capacity is got.
public enum CapacityKind: String, Hashable, Sendable, Codable, CaseIterable {
    case cloud
    case ownBuild = "own_build"
}

/// What the holder of a right of first refusal does with a notice.
public enum HolderAnswer: String, Hashable, Sendable, Codable, CaseIterable {
    case accepts, declines
    /// Says nothing; the deadline passes and the right lapses.
    case silent
}

/// The clause a decision rests on.
public struct ClauseReference: Hashable, Sendable, Codable, CustomStringConvertible {
    public let agreement: AgreementID
    public let clause: String

    public init(agreement: AgreementID, clause: String) {
        self.agreement = agreement
        self.clause = clause
    }

    public var description: String { "\(agreement) § \(clause)" }
}
