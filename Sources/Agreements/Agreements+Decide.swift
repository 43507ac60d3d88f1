public import StargateQuantities

extension Agreements {
    /// Puts a deal before a right: a case opens, and a waiver that leaves it free is set aside for it.
    public func decideOffer(
        _ deal: Deal, under agreement: AgreementTerms, in book: AgreementBook, at now: Instant
    ) -> [AgreementEvent] {
        guard let terms = agreement.firstRefusal else { return [] }
        let finding = scope(of: deal, under: agreement, terms, in: book, at: now)
        let opening = AgreementEvent.opened(number: nextNumber, agreement: agreement.id, deal: deal, scope: finding)
        guard case .outOfScope(let freedom) = finding, case .waiver(let id) = freedom.ground,
            let waiver = book[id]?.waiver
        else { return [opening] }
        return [
            opening,
            .waiverReserved(waiver: id, deal: deal.id, power: deal.quantity, capacity: waiver.capacity),
        ]
    }

    /// Judges what a party does in a case. Deadlines that have passed take effect first.
    ///
    /// - Throws: `AgreementRefusal` with the clause that says no; nothing has changed then.
    public func decide(
        _ command: CaseCommand, in number: Int, of book: AgreementBook, at now: Instant
    ) throws(AgreementRefusal) -> [AgreementEvent] {
        let matter = cases[number - 1]
        guard let agreement = book[matter.agreement], let terms = agreement.firstRefusal else { return [] }
        let right = RightInUse(agreement: agreement, terms: terms, standing: standing(agreement.id))
        var decision = CaseDecision(matter, right, at: now)
        try decision.decide(command)
        var events = decision.steps.map { AgreementEvent.progressed(number: number, step: $0) }
        for step in decision.steps { events += draws(after: step, matter) + rivals(after: step, matter, book, now) }
        return events
    }

    /// A waiver is drawn when its deal closes and given back when it is withdrawn.
    private func draws(after step: CaseStep, _ matter: RightCase) -> [AgreementEvent] {
        guard matter.state == .outOfScope, case .waiver(let waiver) = matter.freedom?.ground else { return [] }
        switch step {
        case .closed(let quantity, _):
            let posted = AgreementEvent.waiverPosted(waiver: waiver, deal: matter.deal.id, power: quantity)
            let aside = waivers[waiver]?.setAside(for: matter.deal.id) ?? .zero
            return quantity < aside ? [posted, .waiverVoided(waiver: waiver, deal: matter.deal.id)] : [posted]
        case .withdrawn: return [.waiverVoided(waiver: waiver, deal: matter.deal.id)]
        default: return []
        }
    }

    /// Once a deal is contracted, the others for the same need are withdrawn as far as nobody's acceptance binds.
    private func rivals(
        after step: CaseStep, _ matter: RightCase, _ book: AgreementBook, _ now: Instant
    ) -> [AgreementEvent] {
        guard let need = matter.deal.need else { return [] }
        switch step {
        case .contracted, .closed: break
        default: return []
        }
        let others = cases(for: need).filter { $0.deal.id != matter.deal.id && !$0.isSettled && $0.state != .closed }
        return others.flatMap { other in
            (try? decide(.withdraw, in: other.number, of: book, at: now)) ?? []
        }
    }

    /// The holder's right sleeps, as while it is in default under its main contract, or awakes.
    public func decideSuspension(
        of holder: PartyID, under agreement: AgreementTerms, isSuspended: Bool
    ) throws(AgreementRefusal) -> [AgreementEvent] {
        let standing = try standing(of: holder, under: agreement)
        guard standing.suspended.contains(holder) != isSuspended else { return [] }
        return [
            isSuspended
                ? .holderSuspended(agreement: agreement.id, holder: holder)
                : .holderResumed(agreement: agreement.id, holder: holder)
        ]
    }

    /// A holder passes its right on; deadlines that run go on unchanged.
    public func decideAssignment(
        from holder: PartyID, to party: PartyID, isAffiliate: Bool, under agreement: AgreementTerms
    ) throws(AgreementRefusal) -> [AgreementEvent] {
        let standing = try standing(of: holder, under: agreement)
        let holders = agreement.firstRefusal?.holders ?? []
        // Nobody holds one right twice, and nobody holds it against itself.
        let isStranger = party != agreement.grantor && !holders.contains { standing.holder(for: $0.party) == party }
        let isAllowed =
            switch agreement.firstRefusal?.assignment {
            case .free where !isStranger, .affiliates where !isStranger: false
            case .free: true
            case .affiliates: isAffiliate
            case .none?, nil: false
            }
        guard isAllowed else { throw AgreementRefusal(.assignmentNotAllowed, under: agreement) }
        return [.rightAssigned(agreement: agreement.id, from: holder, to: party)]
    }

    private func standing(
        of holder: PartyID, under agreement: AgreementTerms
    ) throws(AgreementRefusal) -> RightStanding {
        let standing = standing(agreement.id)
        let holders = agreement.firstRefusal?.holders ?? []
        guard holders.contains(where: { standing.holder(for: $0.party) == holder }) else {
            throw AgreementRefusal(.unknownHolder(holder), under: agreement)
        }
        return standing
    }
}
