import StargateQuantities

/// A right as it stands when a case is decided: its terms, who holds it now, and who may not use it.
struct RightInUse {
    let agreement: AgreementTerms
    let terms: FirstRefusalTerms
    let standing: RightStanding

    func isInForce(at instant: Instant) -> Bool {
        agreement.isInForce(at: instant) && standing.ended.map { instant < $0 } ?? true
    }

    /// False while a holder's right sleeps.
    func isAwake(_ party: PartyID) -> Bool { !standing.suspended.contains(party) }
}

/// One decision in one case: a copy of the case that each step is folded into before the next is decided.
struct CaseDecision {
    private(set) var matter: RightCase
    private(set) var steps: [CaseStep] = []
    let right: RightInUse
    let now: Instant

    init(_ matter: RightCase, _ right: RightInUse, at now: Instant) {
        self.matter = matter
        self.right = right
        self.now = now
    }

    var terms: FirstRefusalTerms { right.terms }

    mutating func record(_ step: CaseStep) {
        matter.evolve(step)
        steps.append(step)
    }

    func refusal(_ problem: AgreementRefusal.Problem) -> AgreementRefusal {
        AgreementRefusal(problem, under: right.agreement)
    }

    /// What has passed takes effect, then the command is judged.
    mutating func decide(_ command: CaseCommand) throws(AgreementRefusal) {
        passDeadlines()
        switch command {
        case .notice(let content, let changes): try notice(content, changes)
        case .supplement(let content):
            let isCompletion = matter.state == .deficient
            try notice(isCompletion ? matter.said.supplemented(by: content) : content, TermChanges())
        case .amend(let changes): try amend(changes)
        case .accept(let holder, let quantity, let changes): try accept(holder, quantity, changes)
        case .decline(let holder):
            _ = try pending(holder)
            record(.declined(holder: holder))
            settle(on: now)
        case .waive(let holder):
            _ = try pending(holder)
            record(.waived(holder: holder))
            settle(on: now)
        case .sign(let holder): try sign(holder)
        case .close(let quantity, let changes): try close(quantity, changes)
        case .withdraw: try withdraw()
        case .tick: break
        }
    }

    /// The holder, if an answer is expected of it.
    func pending(_ party: PartyID) throws(AgreementRefusal) -> HolderStanding {
        guard let holder = matter.holder(party), matter.state == .open, holder.status == .pending else {
            throw refusal(.notOpen)
        }
        guard right.isAwake(party) else { throw refusal(.suspended) }
        return holder
    }

    private mutating func sign(_ party: PartyID) throws(AgreementRefusal) {
        guard let holder = matter.holder(party), ![.open, .breach].contains(matter.state), holder.signBy != nil else {
            throw refusal(.nothingToSign)
        }
        record(.signed(holder: party, quantity: holder.allocated))
        if matter.state == .accepted && !matter.holders.contains(where: { $0.signBy != nil }) { record(.contracted) }
    }

    private mutating func withdraw() throws(AgreementRefusal) {
        guard !matter.holders.contains(where: { $0.status == .accepted }) else {
            throw refusal(.bindingAcceptance)
        }
        switch matter.state {
        case .draft, .deficient, .open, .released, .reofferRequired, .outOfScope: record(.withdrawn)
        case .accepted, .contracted, .closed, .withdrawn, .breach: throw refusal(.notWithdrawable(matter.state))
        }
    }
}
