import StargateQuantities

extension CaseDecision {
    /// A holder takes the offer up, if it matches every term and the quantity rule.
    mutating func accept(
        _ party: PartyID, _ quantity: Power?, _ changes: TermChanges
    ) throws(AgreementRefusal) {
        let holder = try pending(party)
        guard let noticed = matter.noticed else { throw refusal(.notOpen) }
        // What a holder takes of a bundle it takes at the price allocated to it.
        var offered = noticed
        offered.price = noticed.allocatedPrice ?? noticed.price
        guard changes.applied(to: offered).worseForGrantor(than: offered, side: terms.side) == nil else {
            throw refusal(.nonConforming(.terms))
        }
        let free = noticed.quantity - taken(above: holder.rank)
        let wanted = quantity ?? changes.quantity ?? free
        guard wanted > .zero, wanted <= free else { throw refusal(.nonConforming(.quantity)) }
        if wanted < free {
            guard !matter.deal.isBundle || terms.bundle != .takeAll else { throw refusal(.nonConforming(.bundle)) }
            if let least = terms.leastPart {
                guard wanted >= least else { throw refusal(.nonConforming(.minPartial)) }
            } else {
                // Several of one rank may take all together.
                guard isShared(holder.rank) else { throw refusal(.nonConforming(.partial)) }
            }
        }
        record(.accepted(holder: party, quantity: wanted, at: now))
        settle(on: now)
    }

    /// True if more than one holder was asked with this rank.
    private func isShared(_ rank: Int) -> Bool {
        matter.holders.count { $0.status != .unasked && (terms.mode == .concurrent || $0.rank == rank) } > 1
    }

    /// What holders of better rank have taken.
    private func taken(above rank: Int) -> Power {
        guard terms.mode == .ranked else { return .zero }
        return matter.holders.filter { $0.rank < rank && $0.status == .accepted }.map(\.accepted).sum()
    }

    /// Draws the consequence once all whose turn it was have answered: the next rank is asked, what was accepted is
    /// shared out, what nobody took is released. Everything counts from `date`.
    mutating func settle(on date: Instant) {
        guard matter.state == .open, let noticed = matter.noticed,
            !matter.holders.contains(where: { $0.status == .pending })
        else { return }
        let takers = matter.holders.filter { $0.status == .accepted }
        let taken = takers.map(\.accepted).sum()
        if taken < noticed.quantity, let rank = nextRank {
            for holder in matter.holders
            where holder.status == .unasked && holder.rank == rank && right.isAwake(holder.party) {
                record(.asked(ask(holder, terms.offerPeriod, date)))
            }
            return
        }
        guard taken >= noticed.quantity || terms.leastPart != nil else {
            if !takers.isEmpty { record(.forfeited(on: date)) }
            return release(noticed.quantity, on: date)
        }
        let shares = allocation(noticed.quantity, among: takers, on: date)
        guard !shares.isEmpty else { return release(noticed.quantity, on: date) }
        record(.allocated(shares: shares, on: date))
        let left = noticed.quantity - shares.map(\.quantity).sum()
        if left > .zero { release(left, on: date) }
    }

    private var nextRank: Int? {
        matter.holders.filter { $0.status == .unasked && right.isAwake($0.party) }.map(\.rank).min()
    }

    /// Better ranks get all they took; within a rank, what is left is shared by weight.
    private func allocation(_ quantity: Power, among takers: [HolderStanding], on date: Instant) -> [HolderShare] {
        var left = quantity
        var shares: [HolderShare] = []
        let ranks = terms.mode == .ranked ? Array(Set(takers.map(\.rank))).sorted() : [0]
        for rank in ranks {
            let group = terms.mode == .ranked ? takers.filter { $0.rank == rank } : takers
            let parts = Allocation.byWeight(left, caps: group.map(\.accepted), weights: group.map(\.weight))
            for (holder, part) in zip(group, parts) where part > .zero {
                shares.append(HolderShare(holder: holder.party, quantity: part, signBy: signBy(holder, date)))
                left -= part
            }
        }
        return shares
    }

    /// The time to sign runs from the acceptance; if it was over before there was anything to sign, from then.
    private func signBy(_ holder: HolderStanding, _ date: Instant) -> Deadline {
        let deadline = terms.time.endOf(terms.signPeriod, since: holder.acceptedAt ?? date, in: holder.zone)
        guard deadline.instant < date else { return deadline }
        return terms.time.endOf(terms.signPeriod, since: date, in: holder.zone)
    }

    mutating func release(_ quantity: Power, on date: Instant) {
        let window = terms.time.endOf(terms.closePeriod, since: date, in: terms.time.zone)
        record(.released(quantity: quantity, window: window, on: date))
    }
}
