public import StargateQuantities

/// Why a step in a case, or a deal, was refused: state is as before.
public struct AgreementRefusal: Error, Hashable, Sendable {
    public let problem: Problem
    /// The clause that says no.
    public let clause: ClauseReference

    public enum Problem: Hashable, Sendable {
        /// A closing although the deal was not released.
        case notReleased(RightCase.State)
        /// The closing window has passed.
        case windowExpired
        /// The holder is not asked, has answered, or was too late.
        case notOpen
        case nonConforming(Flaw)
        case betterForCounterparty(TermDimension)
        case incomparable(String)
        case quantityOutOfTolerance(asked: Power, free: Power)
        case nothingToSign
        /// A holder's acceptance binds the grantor.
        case bindingAcceptance
        case notNoticeable(RightCase.State)
        case notWithdrawable(RightCase.State)
        case outOfScope(String)
        case suspended
        case assignmentNotAllowed
        case unknownHolder(PartyID)
    }

    /// The problem, with the clause of the agreement that it rests on.
    init(_ problem: Problem, under agreement: AgreementTerms) {
        self.problem = problem
        clause = agreement.reference(AgreementRefusal.rule(of: problem))
    }

    /// What is wrong with an acceptance.
    public enum Flaw: String, Hashable, Sendable {
        case terms, partial, minPartial, quantity, bundle
    }
}

extension AgreementRefusal {
    /// A stable name: `notReleased:open`.
    public var code: String {
        switch problem {
        case .notReleased(let state): "notReleased:\(state.rawValue)"
        case .windowExpired: "windowExpired"
        case .notOpen: "notOpen"
        case .nonConforming(let flaw): "nonConforming:\(flaw.rawValue)"
        case .betterForCounterparty(let dimension): "betterForCounterparty:\(dimension.rawValue)"
        case .incomparable(let dimension): "incomparable:\(dimension)"
        case .quantityOutOfTolerance: "qtyTolerance"
        case .nothingToSign: "nothingToSign"
        case .bindingAcceptance: "bindingAcceptance"
        case .notNoticeable(let state): "notNoticeable:\(state.rawValue)"
        case .notWithdrawable(let state): "notWithdrawable:\(state.rawValue)"
        case .outOfScope(let reason): "outOfScope:\(reason)"
        case .suspended: "suspended"
        case .assignmentNotAllowed: "assignmentNotAllowed"
        case .unknownHolder: "unknownHolder"
        }
    }

    /// The kind of clause each problem rests on.
    static func rule(of problem: Problem) -> ClauseRule {
        switch problem {
        case .notReleased, .windowExpired, .betterForCounterparty, .incomparable, .quantityOutOfTolerance: .closing
        case .notOpen, .notNoticeable: .notice
        case .nonConforming: .matching
        case .nothingToSign: .signing
        case .bindingAcceptance, .notWithdrawable: .withdrawal
        case .outOfScope, .unknownHolder: .scope
        case .suspended: .suspension
        case .assignmentNotAllowed: .assignment
        }
    }
}

extension AgreementRefusal: CustomStringConvertible {
    /// What was wrong, which clause says so, and what would cure it.
    public var description: String { "\(words.problem) (\(clause)); \(words.cure)" }

    private var words: (problem: String, cure: String) {
        switch problem {
        case .notReleased(let state):
            ("the deal is not released, it is \(state.rawValue)", "wait for the holders, or give notice first")
        case .windowExpired: ("the closing window has passed", "give notice again; the full period runs")
        case .notOpen: ("the holder has nothing to answer", "it can answer once, between notice and deadline")
        case .nonConforming(.terms): ("the terms are worse than those offered", "match every term, or better it")
        case .nonConforming(.partial): ("it takes less than all", "take all")
        case .nonConforming(.minPartial): ("it takes less than the least part", "take the least part or more")
        case .nonConforming(.quantity): ("the quantity is not there to be taken", "take no more than was offered")
        case .nonConforming(.bundle): ("it takes less than the whole bundle", "take the whole")
        case .betterForCounterparty(let dimension):
            ("\(dimension.rawValue) is better for the counterparty than noticed", "give notice on these terms first")
        case .incomparable(let dimension):
            ("\(dimension) is not what was noticed", "give notice on these terms first")
        case .quantityOutOfTolerance(let asked, let free):
            ("\(asked) is not the \(free) that is free, within tolerance", "close what is free, or give notice")
        case .nothingToSign: ("there is nothing for the holder to sign", "accept in time, sign in time")
        case .bindingAcceptance: ("an acceptance binds the grantor", "wait for the signature or its deadline")
        case .notNoticeable(let state): ("no notice can be given while it is \(state.rawValue)", "amend, or wait")
        case .notWithdrawable(let state): ("it is \(state.rawValue)", "nothing is left to withdraw")
        case .outOfScope(let reason): ("the right does not reach it: \(reason)", "close it")
        case .suspended: ("the holder's right is suspended", "cure the default first")
        case .assignmentNotAllowed: ("the right may not be passed on to that party", "ask the grantor")
        case .unknownHolder(let party): ("\(party) holds no such right", "name a holder of this right")
        }
    }
}
