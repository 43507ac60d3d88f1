public import StargateQuantities

extension Agreements {
    /// The gate that every sourcing decision passes: exclusivity and its waivers, then rights of first offer, then
    /// rights of first refusal. Every answer names its clause.
    public func verdict(on deal: Deal, in book: AgreementBook, at now: Instant) -> Verdict {
        var waivers: [AgreementID] = []
        var steps: [GateStep] = []
        for agreement in book.all where agreement.isInForce(at: now) && agreement.holder != deal.counterparty {
            switch agreement.kind {
            case .exclusivity:
                guard agreement.carveOut(for: deal) == nil else { continue }
                guard let waiver = waiver(of: agreement.id, for: deal, in: book, at: now) else {
                    return .refused(objection(of: agreement, to: deal, in: book, at: now))
                }
                waivers.append(waiver.id)
            case .firstOffer(let terms):
                guard agreement.carveOut(for: deal) == nil else { continue }
                switch firstOffer(terms, agreement, deal, now) {
                case .free: continue
                case .ask(let step): steps.append(step)
                case .bound(let objection): return .refused(objection)
                }
            case .firstRefusal, .waiver, .mostFavoured, .productFirst, .commitment, .revenueShare: continue
            }
        }
        // A right of first refusal is judged by its holders, of whom the first declared may be the bidder.
        for agreement in book.all {
            guard let terms = agreement.firstRefusal,
                case .inScope(let holders) = scope(of: deal, under: agreement, terms, in: book, at: now)
            else { continue }
            steps.append(notice(to: holders, terms, agreement, now))
        }
        return steps.isEmpty ? .allowed(waivers: waivers) : .afterSteps(steps, waivers: waivers)
    }

    /// True if an exclusivity in force forbids a deal, and none of the waivers set aside for it lifts that.
    public func isExcluded(
        _ deal: Deal, but waivers: [AgreementID], in book: AgreementBook, at now: Instant
    ) -> Bool {
        let waived = waivers.compactMap { book[$0]?.waiver?.of }
        return book.all.contains { agreement in
            agreement.kind == .exclusivity && agreement.isInForce(at: now) && agreement.holder != deal.counterparty
                && agreement.carveOut(for: deal) == nil && !waived.contains(agreement.id)
        }
    }

    /// What the agreements say to each of several offers for one need.
    public func verdicts(on deals: [Deal], in book: AgreementBook, at now: Instant) -> [Verdict] {
        deals.map { verdict(on: $0, in: book, at: now) }
    }

    private func notice(
        to holders: [HolderStanding], _ terms: FirstRefusalTerms, _ agreement: AgreementTerms, _ now: Instant
    ) -> GateStep {
        let best = holders.map(\.rank).min()
        let asked = holders.filter { terms.mode == .concurrent || $0.rank == best }
        let asks = asked.map {
            HolderAsk(
                holder: $0.party, answerBy: terms.time.answerBy(terms.offerPeriod, noticed: now, in: $0.zone))
        }
        return GateStep(
            kind: .notice, agreement: agreement.id, clause: agreement.reference(.notice), asks: asks)
    }

    /// An exclusivity says no (invariant A13): only its holder, or a waiver with room.
    private func objection(
        of agreement: AgreementTerms, to deal: Deal, in book: AgreementBook, at now: Instant
    ) -> Objection {
        let waivers = book.waivers(of: agreement.id).filter {
            $0.isInForce(at: now) && $0.waiver?.party == deal.counterparty
        }
        let reason = "capacity comes from \(agreement.holder) alone"
        guard let waiver = waivers.max(by: { room(of: $0) < room(of: $1) }) else {
            return Objection(
                clause: agreement.reference(), reason: reason,
                cure: "buy from \(agreement.holder), or get a waiver for \(deal.counterparty)", atMost: nil)
        }
        let left = room(of: waiver)
        return Objection(
            clause: waiver.reference(), reason: "\(reason), and the waiver for \(deal.counterparty) has \(left) left",
            cure: left > .zero ? "take no more than \(left)" : "buy from \(agreement.holder), or get a larger waiver",
            atMost: left > .zero ? left : nil)
    }

    private enum FirstOfferFinding {
        case free
        case ask(GateStep)
        case bound(Objection)
    }

    private func firstOffer(
        _ terms: FirstOfferTerms, _ agreement: AgreementTerms, _ deal: Deal, _ now: Instant
    ) -> FirstOfferFinding {
        let round = firstOffers[FirstOfferRound.key(agreement.id, deal.kind)] ?? FirstOfferRound()
        guard round.isFree(at: now) else {
            let answerBy =
                round.answerBy ?? terms.time.answerBy(terms.answerPeriod, noticed: now, in: terms.time.zone)
            return .ask(
                GateStep(
                    kind: .firstOffer, agreement: agreement.id, clause: agreement.reference(.notice),
                    asks: [HolderAsk(holder: agreement.holder, answerBy: answerBy)]))
        }
        guard var offer = round.offer else { return .free }
        // It stands while the window is open, so it can be taken up for a later start, too.
        offer.start = max(offer.start, deal.terms.start)
        guard !deal.terms.isBetterForGrantor(than: offer, side: terms.side) else { return .free }
        let until = round.freeUntil.map { "\($0.lastDay)" } ?? ""
        return .bound(
            Objection(
                clause: agreement.reference(.closing),
                reason: "\(agreement.holder) offered \(offer.price), and this is not better",
                cure: "take that offer, find better terms, or ask again after \(until)", atMost: nil))
    }
}
