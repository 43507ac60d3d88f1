import StargateQuantities

extension CaseDecision {
    /// A complete notice opens the case and starts the clock; an incomplete one starts none.
    mutating func notice(_ content: NoticeContent, _ changes: TermChanges) throws(AgreementRefusal) {
        if let freedom = matter.freedom { throw refusal(.outOfScope(freedom.code)) }
        switch matter.state {
        case .draft, .deficient, .withdrawn, .reofferRequired, .released: break
        case .open, .accepted, .contracted, .closed, .breach, .outOfScope:
            throw refusal(.notNoticeable(matter.state))
        }
        guard !matter.holders.contains(where: { $0.signBy != nil }) else { throw refusal(.bindingAcceptance) }
        if let freedom = freedomByNow { return record(.freed(freedom)) }
        let offered = changes.applied(to: matter.current)
        let missing = content.missing(terms.requiredFields, of: matter.deal, bundle: terms.bundle)
        guard missing.isEmpty else {
            var said = content
            said.terms = content.terms.corrected(by: changes)
            return record(.foundDeficient(missing: missing, said: said, offered: offered))
        }
        // `terms` say what the counterparty offers now; where they are silent, the notice's own words hold.
        var stated = changes.applied(to: content.terms.applied(to: offered))
        stated.allocatedPrice = matter.deal.isBundle && terms.bundle == .allocate ? content.allocatedPrice : nil
        stated.quantity = capped(stated.quantity)
        guard stated.quantity > .zero else { throw refusal(.notNoticeable(matter.state)) }
        let asked = firstRank(of: matter.holders.filter { right.isAwake($0.party) })
        let isShort = matter.state == .released && stated != matter.noticed
        let period = isShort ? terms.reofferPeriod : terms.offerPeriod
        record(.noticed(terms: stated, asks: asked.map { ask($0, period, now) }, isShort: isShort))
        // If every holder's right sleeps, nobody is waited for.
        settle(on: now)
    }

    /// What has been signed for or closed is no longer there to be offered.
    private func capped(_ quantity: Power) -> Power {
        matter.contracted + matter.closed == .zero ? quantity : min(quantity, matter.left)
    }

    /// A right that ended, or sleeps, before a deal was first noticed no longer reaches it.
    var freedomByNow: Freedom? {
        guard matter.noticed == nil || matter.state == .withdrawn else { return nil }
        if !right.isInForce(at: now) {
            return Freedom(ground: .notInForce, clause: right.agreement.reference(.scope))
        }
        let isAwake = matter.holders.contains { right.isAwake($0.party) }
        return isAwake ? nil : Freedom(ground: .suspended, clause: right.agreement.reference(.suspension))
    }

    /// The holders whose turn is first: the best rank, or all if they are asked together.
    private func firstRank(of holders: [HolderStanding]) -> [HolderStanding] {
        guard terms.mode == .ranked, let best = holders.map(\.rank).min() else { return holders }
        return holders.filter { $0.rank == best }
    }

    func ask(_ holder: HolderStanding, _ period: Span, _ instant: Instant) -> HolderAsk {
        HolderAsk(
            holder: holder.party, answerBy: terms.time.answerBy(period, noticed: instant, in: holder.zone))
    }

    /// Replaces the terms: who was asked and said no or nothing is asked again, and nobody's time gets shorter. An
    /// acceptance stands if the new terms are no worse for the holder that gave it.
    mutating func amend(_ changes: TermChanges) throws(AgreementRefusal) {
        guard matter.state == .open, let noticed = matter.noticed else { throw refusal(.notOpen) }
        var amended = changes.applied(to: noticed)
        amended.quantity = capped(amended.quantity)
        let mirrored: FirstRefusalTerms.Side = terms.side == .buyer ? .seller : .buyer
        let isNoWorse =
            amended.worseForGrantor(than: noticed, side: mirrored) == nil && amended.quantity == noticed.quantity
        guard isNoWorse || !matter.holders.contains(where: { $0.status == .accepted }) else {
            throw refusal(.bindingAcceptance)
        }
        let again = matter.holders.filter {
            ![.accepted, .unasked].contains($0.status) && right.isAwake($0.party)
        }
        let asks = again.map { holder in
            let ask = self.ask(holder, terms.reofferPeriod, now)
            guard let old = holder.answerBy, old.instant > ask.answerBy.instant else { return ask }
            return HolderAsk(holder: holder.party, answerBy: old)
        }
        record(.amended(terms: amended, asks: asks))
        settle(on: now)
    }
}
