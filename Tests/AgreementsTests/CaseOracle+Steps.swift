import StargateAgreements
import StargateQuantities

extension CaseOracle {
    /// Judges one step of a case against the table of section 4. `old` is the case just before it.
    mutating func watch(
        _ step: CaseStep, _ number: Int, _ old: RightCase, _ rules: FirstRefusalTerms, _ timed: TimedMove,
        on date: Instant
    ) {
        let now = timed.at
        require(date <= now, "a step is dated after now")
        switch step {
        case .foundDeficient: from([.draft, .released, .reofferRequired, .withdrawn, .deficient], old, step)
        case .noticed(let terms, let asks, let isShort):
            from([.draft, .released, .reofferRequired, .withdrawn, .deficient], old, step)
            require(isShort == (old.state == .released && terms != old.noticed), "the re-offer period runs wrongly")
            raise(number, terms)
            records[number]?.answerBy = [:]
            records[number]?.free = nil
            let period = isShort ? rules.reofferPeriod : rules.offerPeriod
            for ask in asks { watch(ask, number, old, rules, period, now) }
        case .asked(let ask):
            from([.open], old, step)
            watch(ask, number, old, rules, rules.offerPeriod, date)
        case .amended(let terms, let asks):
            from([.open], old, step)
            raise(number, terms)
            let earlier = records[number]?.answerBy ?? [:]
            for holder in old.holders where holder.status != .accepted { records[number]?.answerBy[holder.party] = nil }
            for ask in asks { watch(ask, number, old, rules, rules.reofferPeriod, now, earlier[ask.holder]) }
        case .accepted(let party, let quantity, let at):
            require(at == now, "an acceptance is dated \(at)")
            records[number]?.acceptedAt[party] = now
            watch(acceptance: party, quantity, number, old, rules, timed)
        case .declined(let party), .waived(let party):
            from([.open], old, step)
            require(records[number]?.answerBy[party].map { now <= $0 } == true, "A4: an answer after the deadline")
        case .lapsed(let party, let on):
            from([.open], old, step)
            require(records[number]?.answerBy[party] == on && on < now, "\(party) lapses at the wrong time")
            require(old.holders.contains { $0.party == party && $0.status == .pending }, "\(party) had answered")
        case .allocated(let shares, _): watch(shares, number, old, rules, date)
        case .forfeited:
            from([.open], old, step)
            require(rules.leastPart == nil, "nothing is forfeited where parts may be taken")
        case .released(let quantity, let window, let on):
            from([.open, .accepted, .released, .reofferRequired, .closed], old, step)
            let until = CaseOracle.end(of: rules.closePeriod, on, rules.time, rules.time.zone)
            require(window.instant == until, "the window ends at \(window.instant), not \(until)")
            records[number]?.free = (quantity, until)
        case .signed(let party, let quantity):
            require(records[number]?.signBy[party].map { now <= $0 } == true, "A4: a signature after its deadline")
            records[number]?.signBy[party] = nil
            records[number]?.contracted += quantity
        case .contracted: from([.accepted], old, step)
        case .defaulted(let party, let quantity, let on):
            require(records[number]?.signBy[party] == on && on < now, "\(party) defaults at the wrong time")
            require(quantity == old.holders.first { $0.party == party }?.allocated, "\(party) gives up another amount")
            records[number]?.signBy[party] = nil
        case .windowPassed(let on):
            from([.released], old, step)
            require(records[number]?.free?.until == on && on < now, "the window passes at the wrong time")
            records[number]?.free = nil
        case .freed(let freedom):
            from([.draft, .deficient, .withdrawn, .reofferRequired, .released], old, step)
            watch(freedom, old.deal, old.agreement, now)
        case .closed(let quantity, let terms): watch(closing: quantity, terms, number, old, rules, now)
        case .breached:
            require(rules.breach == .record, "a breach is recorded although it is to be refused")
            require(![.released, .outOfScope, .closed, .breach].contains(old.state), "no breach while \(old.state)")
        case .withdrawn:
            from([.draft, .deficient, .open, .released, .reofferRequired, .outOfScope], old, step)
            require(records[number]?.signBy.isEmpty == true, "an acceptance binds the grantor")
            records[number]?.free = nil
        }
    }

    mutating func from(_ states: [RightCase.State], _ old: RightCase, _ step: CaseStep) {
        require(states.contains(old.state), "no way leads from \(old.state) by \(step)")
    }

    private mutating func raise(_ number: Int, _ terms: DealTerms) {
        let most = records[number]?.inScope ?? .zero
        records[number]?.inScope = max(most, terms.quantity)
    }

    /// A holder's time to answer is counted again; an amendment never shortens it.
    private mutating func watch(
        _ ask: HolderAsk, _ number: Int, _ old: RightCase, _ rules: FirstRefusalTerms, _ period: Span, _ date: Instant,
        _ earlier: Instant? = nil
    ) {
        guard let holder = old.holders.first(where: { $0.party == ask.holder }) else {
            return require(false, "\(ask.holder) is asked and is no holder")
        }
        let counted = CaseOracle.answer(within: period, date, rules.time, holder.zone)
        let until = max(counted, earlier ?? counted)
        require(ask.answerBy.instant == until, "\(ask.holder) may answer until \(ask.answerBy.instant), not \(until)")
        records[number]?.answerBy[ask.holder] = until
    }

    private mutating func watch(
        acceptance party: PartyID, _ quantity: Power, _ number: Int, _ old: RightCase, _ rules: FirstRefusalTerms,
        _ timed: TimedMove
    ) {
        require(old.state == .open, "an acceptance while \(old.state)")
        require(records[number]?.answerBy[party].map { timed.at <= $0 } == true, "A4: an acceptance after its deadline")
        guard let noticed = old.noticed, case .step(_, .accept(_, _, let changes)) = timed.move else {
            return require(false, "an acceptance that nobody gave")
        }
        require(
            CaseOracle.mayReplace(noticed, with: changes.applied(to: noticed), rules.side),
            "an acceptance on worse terms")
        let isPart = quantity < noticed.quantity
        require(quantity > .zero && quantity <= noticed.quantity, "an acceptance of \(quantity)")
        if isPart && rules.bundle == .takeAll && old.deal.isBundle {
            require(old.holders.contains { $0.status == .accepted }, "a part of a bundle that goes as one")
        }
    }

    /// A10, and the deadlines to sign.
    private mutating func watch(
        _ shares: [HolderShare], _ number: Int, _ old: RightCase, _ rules: FirstRefusalTerms, _ date: Instant
    ) {
        require(old.state == .open && !old.holders.contains { $0.status == .pending }, "shared out before all answered")
        let takers = old.holders.filter { $0.status == .accepted }
        let wanted = takers.map(\.accepted).sum()
        let given = shares.map(\.quantity).sum()
        let all = old.noticed?.quantity ?? .zero
        require(given == min(all, wanted), "A10: \(given) of \(all) is shared out, \(wanted) is wanted")
        require(rules.leastPart != nil || given == all, "less than all is shared out, and all was wanted")
        func share(_ holder: HolderStanding) -> Power { shares.first { $0.holder == holder.party }?.quantity ?? .zero }
        for holder in takers {
            require(share(holder) <= holder.accepted, "A10: \(holder.party) gets more than it took")
            for other in takers {
                let isRanked = rules.mode == .ranked
                if isRanked && holder.rank < other.rank && share(other) > .zero {
                    require(share(holder) == holder.accepted, "A10: a better rank goes short")
                }
                guard holder.accepted == other.accepted && (!isRanked || holder.rank == other.rank) else { continue }
                if holder.weight == other.weight {
                    require(abs(share(holder).watts - share(other).watts) <= 1, "A10: equals get unequal shares")
                } else if holder.weight > other.weight {
                    require(share(holder).watts >= share(other).watts, "A10: more weight gets less")
                }
            }
        }
        for share in shares {
            guard let zone = takers.first(where: { $0.party == share.holder })?.zone else {
                require(false, "\(share.holder) gets a share and took nothing")
                continue
            }
            // From the acceptance; if that is over before there was anything to sign, from now.
            let accepted = records[number]?.acceptedAt[share.holder] ?? date
            var until = CaseOracle.end(of: rules.signPeriod, accepted, rules.time, zone)
            if until < date { until = CaseOracle.end(of: rules.signPeriod, date, rules.time, zone) }
            require(share.signBy.instant == until, "\(share.holder) signs by \(share.signBy.instant), not \(until)")
            records[number]?.signBy[share.holder] = until
        }
    }

    /// A1.
    private mutating func watch(
        closing quantity: Power, _ terms: DealTerms, _ number: Int, _ old: RightCase, _ rules: FirstRefusalTerms,
        _ now: Instant
    ) {
        records[number]?.closed += quantity
        if old.state == .outOfScope {
            return require(old.freedom != nil, "A1: closed out of scope for no reason")
        }
        from([.released], old, .closed(quantity: quantity, terms: terms))
        guard let free = records[number]?.free, let noticed = old.noticed else {
            return require(false, "A1: closed and nothing is released")
        }
        require(now <= free.until, "A1: closed after the window")
        require(CaseOracle.mayReplace(noticed, with: terms, rules.side), "A1: closed on terms better for the other")
        require(CaseOracle.isNear(quantity, free.quantity, rules), "A1: closed \(quantity) of \(free.quantity)")
        records[number]?.free = nil
    }
}
