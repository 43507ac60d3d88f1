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
        let missing = content.missing(terms.requiredFields, of: matter.deal, bundle: terms.bundle)
        guard missing.isEmpty else { return record(.foundDeficient(missing: missing, said: content)) }
        var stated = changes.applied(to: content.terms.applied(to: matter.current))
        if let allocated = content.allocatedPrice { stated.price = allocated }
        // What has been signed for or closed is no longer there to be offered.
        let gone = matter.contracted + matter.closed
        if gone > .zero {
            stated.quantity = min(stated.quantity, matter.deal.quantity - gone)
            guard stated.quantity > .zero else { throw refusal(.notNoticeable(matter.state)) }
        }
        let asked = firstRank(of: matter.holders.filter { !right.standing.suspended.contains($0.party) })
        guard !asked.isEmpty else {
            return record(.freed(Freedom(ground: .suspended, clause: right.agreement.reference(.suspension))))
        }
        let isShort = matter.state == .released && stated != matter.noticed
        let period = isShort ? terms.reofferPeriod : terms.offerPeriod
        record(.noticed(terms: stated, asks: asked.map { ask($0, period, now) }, isShort: isShort))
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

    /// Replaces the terms: those who said no or nothing are asked again, and nobody's time gets shorter. An acceptance
    /// stands if the new terms are no worse for the holder that gave it.
    mutating func amend(_ changes: TermChanges) throws(AgreementRefusal) {
        guard matter.state == .open, let noticed = matter.noticed else { throw refusal(.notOpen) }
        let amended = changes.applied(to: noticed)
        let mirrored: FirstRefusalTerms.Side = terms.side == .buyer ? .seller : .buyer
        let isNoWorse =
            amended.worseForGrantor(than: noticed, side: mirrored) == nil && amended.quantity == noticed.quantity
        guard isNoWorse || !matter.holders.contains(where: { $0.status == .accepted }) else {
            throw refusal(.bindingAcceptance)
        }
        let open = matter.holders.filter { $0.status != .accepted && !right.standing.suspended.contains($0.party) }
        let asks = firstRank(of: open).map { holder in
            let ask = self.ask(holder, terms.reofferPeriod, now)
            guard let old = holder.answerBy, old.instant > ask.answerBy.instant else { return ask }
            return HolderAsk(holder: holder.party, answerBy: old)
        }
        record(.amended(terms: amended, asks: asks))
        settle(on: now)
    }
}
