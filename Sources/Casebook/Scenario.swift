public import StargateAgreements
public import StargateQuantities

/// A timeline under one right of first refusal: what the parties do, and what is expected of it.
public struct Scenario: Sendable {
    public let id: String
    public let title: String
    /// The right, and waivers of it.
    public let book: AgreementBook
    public let events: [ScenarioEvent]
    /// What each offer is expected to have come to, by its name.
    public let outcomes: [(offer: String, expected: [Expectation])]
    /// The right's name in `book`.
    static let right: AgreementID = "right"
}

/// One line of a timeline.
public struct ScenarioEvent: Sendable {
    public enum Action: Sendable {
        case offer(Deal)
        case step(DealID, CaseCommand)
        case suspend(PartyID)
        case resume(PartyID)
        case assign(from: PartyID, to: PartyID, isAffiliate: Bool)
        case end
        case tick
        /// What was written cannot be done: a code and a sentence.
        case unreadable(code: String, reason: String)
    }

    public let at: Instant
    public let action: Action
    /// As it is written: `accept O1`.
    public let label: String
    /// The refusal expected; `nil` expects none.
    public let refusal: String?
    /// The deadlines expected to run afterwards.
    public let deadlines: [(holder: PartyID, instant: Instant)]
    public let line: Int
}

/// One thing expected at the end.
public struct Expectation: Sendable {
    public enum Fact: Sendable {
        case state, why, round
        case closed, released, contracted
        case contractedBy(PartyID)
        case status(PartyID)
        /// Written down by nobody but the file.
        case unknown(String)
    }

    public let fact: Fact
    public let value: String
}
