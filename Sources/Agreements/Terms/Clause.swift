public import StargateQuantities

/// A numbered passage of an agreement and its words.
public struct Clause: Hashable, Sendable, Codable {
    public let id: String
    public let text: String

    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}

/// What a clause is about; every decision rests on one of these.
public enum ClauseRule: String, Hashable, Sendable, Codable, CaseIterable {
    /// What the agreement covers, whom it binds, and when.
    case scope
    case carveOuts = "carve_outs"
    case deMinimis = "de_minimis"
    /// What a notice must say, when it counts as received, and how long the holder has.
    case notice
    /// What counts as taking an offer up.
    case matching
    case signing
    /// On what terms, and how long, a released deal may be closed with somebody else.
    case closing
    case withdrawal
    case assignment
    case suspension
}

/// The clauses of one agreement: the main one, and those that were declared for one rule.
public struct ClauseBook: Hashable, Sendable {
    public let main: Clause
    public let special: [ClauseRule: Clause]

    public init(main: Clause, special: [ClauseRule: Clause] = [:]) {
        self.main = main
        self.special = special
    }

    /// The clause a rule rests on: its own, or the main one.
    public subscript(rule: ClauseRule) -> Clause { special[rule] ?? main }

    /// Every clause, the main one first.
    public var all: [Clause] { [main] + ClauseRule.allCases.compactMap { special[$0] } }
}

/// The clause a decision rests on.
public struct ClauseReference: Hashable, Sendable, Codable, CustomStringConvertible {
    public let agreement: AgreementID
    public let clause: String

    public init(agreement: AgreementID, clause: String) {
        self.agreement = agreement
        self.clause = clause
    }

    /// `azure-rofr § 3.1`
    public var description: String { "\(agreement) § \(clause)" }
}
