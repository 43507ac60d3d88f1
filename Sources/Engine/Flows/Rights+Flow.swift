public import StargateAgreements
import StargateBuildOut
import StargateProgramme
public import StargateQuantities
public import StargateSourcing

/// Rights of first refusal and first offer, run by themselves: notice, answers and deadlines, signature or release,
/// closing with the supplier or falling to the next offer.
extension Engine {
    /// Journals what happened under agreements, and draws the consequence of each step.
    mutating func apply(_ events: [AgreementEvent], _ now: Instant) throws(EngineBreach) {
        for event in events { try record(.agreements(event), now) }
        for case .progressed(let number, let step) in events { try react(to: step, in: number, now) }
    }

    /// Has a case take a step that the rules may refuse; a refused step leaves no trace.
    mutating func instruct(_ command: CaseCommand, in number: Int, _ now: Instant) throws(EngineBreach) {
        guard state.agreements.matter(number) != nil else { return }
        let events: [AgreementEvent]
        do throws(AgreementRefusal) {
            events = try state.agreements.decide(command, in: number, of: state.programme.agreements, at: now)
        } catch { return }
        try apply(events, now)
    }

    /// Puts a deal before the next right it was not put before: one that leaves it free by size or waiver is noted, the
    /// first that reaches it has its holders told. Rights are asked one after the other, so that no two holders can both
    /// have what there is once.
    ///
    /// - Returns: true if holders were told and the deal has to wait for them.
    @discardableResult
    mutating func giveNotice(of deal: Deal, _ now: Instant) throws(EngineBreach) -> Bool {
        let book = state.programme.agreements
        for agreement in book.all where agreement.firstRefusal != nil {
            guard !state.agreements.cases(of: deal.id).contains(where: { $0.agreement == agreement.id }) else {
                continue
            }
            let opening = state.agreements.decideOffer(deal, under: agreement, in: book, at: now)
            guard case .opened(let number, _, _, let scope) = opening.first else { continue }
            switch scope {
            case .inScope:
                try apply(opening, now)
                try instruct(.notice(state.content(of: deal, at: deal.terms)), in: number, now)
                return true
            case .outOfScope(let freedom):
                switch freedom.ground {
                case .deMinimis, .waiver: try apply(opening, now)
                case .notInForce, .carveOut, .holderIsBidder, .suspended: continue
                }
            }
        }
        return false
    }

    /// Notes with every right that leaves it free by size or waiver that a deal was made.
    mutating func closeFree(_ deal: Deal, _ now: Instant) throws(EngineBreach) {
        try giveNotice(of: deal, now)
        for matter in state.agreements.cases(of: deal.id) where matter.state == .outOfScope {
            try instruct(.close(quantity: deal.quantity), in: matter.number, now)
        }
    }

    /// Asks for the first offers that a deal has to wait for, unless that was done.
    mutating func askFirstOffers(for deal: Deal, under steps: [GateStep], _ now: Instant) throws(EngineBreach) {
        for step in steps where step.kind == .firstOffer {
            guard let agreement = state.programme.agreements[step.agreement],
                !state.agreements.isAskedFirst(step.agreement, deal.kind)
            else { continue }
            try apply(state.agreements.decideAsking(deal, under: agreement, at: now), now)
        }
    }

    mutating func hear(
        _ holder: PartyID, _ answer: HolderAnswer, _ quantity: Power?, in number: Int, _ now: Instant
    ) throws(EngineBreach) {
        switch answer {
        case .accepts: try instruct(.accept(holder, quantity: quantity), in: number, now)
        case .declines: try instruct(.decline(holder), in: number, now)
        case .silent: break
        }
    }

    mutating func hear(
        _ offer: DealTerms?, of kind: CapacityKind, under agreement: AgreementID, _ now: Instant
    ) throws(EngineBreach) {
        guard let terms = state.programme.agreements[agreement] else { return }
        try apply(state.agreements.decideFirstOffer(offer, of: kind, under: terms, at: now), now)
    }

    /// Deadlines are inclusive: the engine wakes just after.
    var nextAgreementDeadline: Instant? {
        let asked = state.agreements.nextFirstOffer
        let next = [state.agreements.nextDeadline, asked].compactMap { $0 }.min()
        return next?.advanced(byMilliseconds: 1)
    }

    mutating func passDeadlines(_ now: Instant) throws(EngineBreach) {
        while let number = state.agreements.overdueCase(at: now) {
            let before = batch.count
            try instruct(.tick, in: number, now)
            guard batch.count > before else { throw EngineBreach(at: now, event: nil, problem: .noProgress) }
        }
        try apply(state.agreements.decideLapsedOffers(in: state.programme.agreements, at: now), now)
    }

    private mutating func react(to step: CaseStep, in number: Int, _ now: Instant) throws(EngineBreach) {
        guard let matter = state.agreements.matter(number) else { return }
        let deal = matter.deal.id
        if state.phase(of: deal) != nil {
            if case .released = step { try contractPhases(now) }
            return
        }
        guard let pursuit = state.sourcing.pursuit(deal) else { return }
        switch step {
        case .released: try closeWithSupplier(pursuit, now)
        case .signed(let holder, let quantity):
            let count = quantity.watts / max(1, state.unit(of: deal).watts)
            guard count > 0, let supplier = state.programme.supplier(of: holder)?.id else { return }
            let share = Pursuit.Share(supplier: supplier, accelerators: count)
            try record(.sourcing(.shareDue(deal: deal, share: share)), now)
            try rentShares(deal, now)
        case .contracted:
            // Holders of one right have it all: what others were asked is withdrawn.
            for other in state.agreements.cases(of: deal) where other.number != number {
                try instruct(.withdraw, in: other.number, now)
            }
            try endIfDone(deal, now)
        default: break
        }
    }

    /// The monthly look at what still waits: what was released and lacked money, what has to be offered anew because its
    /// price changed or its window passed.
    mutating func continuePursuits(_ now: Instant) throws(EngineBreach) {
        for pursuit in state.sourcing.pursuits {
            try rentShares(pursuit.deal, now)
            for matter in state.agreements.cases(of: pursuit.deal) { try refresh(matter, pursuit, now) }
            if let pursuit = state.sourcing.pursuit(pursuit.deal) { try closeWithSupplier(pursuit, now) }
        }
    }

    private mutating func refresh(
        _ matter: RightCase, _ pursuit: Pursuit, _ now: Instant
    ) throws(EngineBreach) {
        guard let offer = state.programme.offer(pursuit.offer), let noticed = matter.noticed else { return }
        var terms = noticed
        terms.price = offer.price
        switch matter.state {
        case .open where terms != noticed: try instruct(.amend(TermChanges(price: offer.price)), in: matter.number, now)
        case .released where terms.price > noticed.price:
            try instruct(.notice(state.content(of: matter.deal, at: terms)), in: matter.number, now)
        case .reofferRequired:
            // It is offered anew while it is wanted and not taken up by others, but not for ever.
            guard state.unpromised(of: pursuit) > 0 else { return }
            if matter.round < 4, state.lackingRate(at: now) > .zero {
                try instruct(.notice(state.content(of: matter.deal, at: terms)), in: matter.number, now)
            } else {
                try giveUp(pursuit, now)
            }
        default: break
        }
    }

    /// Rents what every right has released, if all of them have and the rent can be set aside. What one right leaves is
    /// put before the next first; an exclusivity that came since ends the pursuit.
    private mutating func closeWithSupplier(_ pursuit: Pursuit, _ now: Instant) throws(EngineBreach) {
        let cases = state.agreements.openCases(of: pursuit.deal)
        let unit = state.unit(of: pursuit.deal)
        guard let offer = state.programme.offer(pursuit.offer), let free = cases.map(\.free).min(), free > .zero else {
            return
        }
        let count = min(free.watts / max(1, unit.watts), state.unpromised(of: pursuit))
        guard count > 0, let first = cases.first else { return }
        let quantity = Power(watts: count * unit.watts)
        var deal = first.deal
        deal.terms.quantity = quantity
        guard !state.agreements.isExcluded(deal, but: pursuit.waivers, in: state.programme.agreements, at: now) else {
            return try giveUp(pursuit, now)
        }
        guard try !giveNotice(of: deal, now) else { return }
        var closings: [AgreementEvent] = []
        do throws(AgreementRefusal) {
            for matter in state.agreements.openCases(of: pursuit.deal) {
                let close = CaseCommand.close(quantity: quantity, terms: TermChanges(price: offer.price))
                closings += try state.agreements.decide(
                    close, in: matter.number, of: state.programme.agreements, at: now)
            }
        } catch { return }
        guard try sign(offer, count, isNoticed: true, now) else { return }
        try record(.sourcing(.pursuitRented(deal: pursuit.deal, accelerators: count, share: nil)), now)
        try draw(pursuit.waivers, pursuit.deal, quantity, now)
        try apply(closings, now)
        try endIfDone(pursuit.deal, now)
    }

    /// Rents from holders what they have signed for, as far as the rent can be set aside.
    private mutating func rentShares(_ deal: DealID, _ now: Instant) throws(EngineBreach) {
        guard let pursuit = state.sourcing.pursuit(deal), let offer = state.programme.offer(pursuit.offer) else {
            return
        }
        for share in pursuit.due {
            guard try sign(offer, share.accelerators, with: share.supplier, isNoticed: true, now) else { continue }
            try record(
                .sourcing(.pursuitRented(deal: deal, accelerators: share.accelerators, share: share)), now)
            // The supplier that was outbid has this capacity back.
            try giveBack(share.accelerators, pursuit, now)
        }
        try endIfDone(deal, now)
    }

    private mutating func giveBack(
        _ accelerators: Int64, _ pursuit: Pursuit, _ now: Instant
    ) throws(EngineBreach) {
        guard accelerators > 0 else { return }
        try record(
            .sourcing(
                .offerTaken(
                    offer: pursuit.offer, quarter: Quarter(pursuit.opened.date), accelerators: -accelerators)), now)
    }

    /// Ends a pursuit once nothing of it is left to rent.
    private mutating func endIfDone(_ deal: DealID, _ now: Instant) throws(EngineBreach) {
        guard let pursuit = state.sourcing.pursuit(deal), pursuit.due.isEmpty else { return }
        let isOver = state.agreements.cases(of: deal).allSatisfy { $0.isSettled || $0.state == .outOfScope }
        guard pursuit.accelerators == 0 || isOver else { return }
        try giveBack(pursuit.accelerators, pursuit, now)
        try finish(pursuit, now)
    }

    private mutating func giveUp(_ pursuit: Pursuit, _ now: Instant) throws(EngineBreach) {
        guard let left = state.sourcing.pursuit(pursuit.deal) else { return }
        try giveBack(left.accelerators, left, now)
        try finish(left, now)
    }

    private mutating func finish(_ pursuit: Pursuit, _ now: Instant) throws(EngineBreach) {
        // What nobody took up under other rights is withdrawn with it.
        for matter in state.agreements.cases(of: pursuit.deal) { try instruct(.withdraw, in: matter.number, now) }
        for waiver in pursuit.waivers
        where (state.agreements.waivers[waiver]?.setAside(for: pursuit.deal) ?? .zero) > .zero {
            try record(.agreements(.waiverVoided(waiver: waiver, deal: pursuit.deal)), now)
        }
        try record(.sourcing(.pursuitEnded(deal: pursuit.deal)), now)
    }
}

extension RightCase {
    /// What the right leaves to be closed with the counterparty at present.
    fileprivate var free: Power {
        switch state {
        case .released: released
        case .outOfScope: deal.quantity
        default: .zero
        }
    }
}

extension EngineState {
    /// Accelerators of a pursuit that no holder has signed for or accepted.
    func unpromised(of pursuit: Pursuit) -> Int64 {
        let due = pursuit.due.reduce(0) { $0 + $1.accelerators }
        let unit = max(1, unit(of: pursuit.deal).watts)
        let unsigned = agreements.cases(of: pursuit.deal).flatMap(\.holders).map(\.allocated).sum()
        return pursuit.accelerators - due - unsigned.watts / unit
    }

    /// The phase whose building a deal is.
    func phase(of deal: DealID) -> PhaseTerms? {
        deal.text.hasPrefix("build/") ? programme.phase(PhaseID(String(deal.text.dropFirst(6)))) : nil
    }

    /// Building a phase, as a deal with the site's owner.
    func deal(for phase: PhaseTerms, at site: SiteTerms, _ now: Instant) -> Deal {
        let building = phase.constructionCost.microdollars
        return Deal(
            id: DealID("build/\(phase.id)"), counterparty: site.owner, kind: .ownBuild,
            terms: DealTerms(
                quantity: phase.power, price: UnitPrice(microdollars: building), start: phase.energisation,
                termMonths: 12 * 15, location: site.region),
            site: site.id.text)
    }

    /// Renting accelerators of an offer, as a deal with its supplier.
    public func deal(
        for offer: OfferTerms, _ accelerators: Int64, of chip: ChipTerms, purpose: Purpose? = nil, _ now: Instant
    ) -> Deal {
        let start = offer.lead.after(now)
        let month = 30 * Instant.millisecondsPerDay
        let months =
            if case .months(let count) = offer.term { count } else { Int(offer.term.milliseconds(from: start) / month) }
        return Deal(
            id: DealID("rent/\(sourcing.pursued + sourcing.signed + 1)"), counterparty: offer.party, kind: .cloud,
            terms: DealTerms(
                quantity: chip.power(of: accelerators), price: offer.price, start: start.date,
                termMonths: max(1, months), location: offer.supplier.text),
            purpose: purpose)
    }

    /// A notice that says everything there is to say.
    func content(of deal: Deal, at terms: DealTerms) -> NoticeContent {
        NoticeContent(of: deal, at: terms, location: terms.location ?? "not set")
    }
}
