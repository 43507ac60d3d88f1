import StargateQuantities

/// A deal that was left free because it was small.
struct SmallDeal: Hashable, Sendable, Codable {
    let number: Int
    let at: Instant
    let quantity: Power
}

extension Agreements {
    /// Whether a right reaches a deal, and whom it must be offered to: first whether the right is in force, then what
    /// it leaves free, then who holds it (reference: agreements, section 4, first row).
    func scope(
        of deal: Deal, under agreement: AgreementTerms, _ terms: FirstRefusalTerms, in book: AgreementBook,
        at now: Instant
    ) -> ScopeFinding {
        let standing = standing(agreement.id)
        func free(_ ground: Freedom.Ground, _ rule: ClauseRule) -> ScopeFinding {
            .outOfScope(Freedom(ground: ground, clause: agreement.reference(rule)))
        }
        let right = RightInUse(agreement: agreement, terms: terms, standing: standing)
        guard right.isInForce(at: now) else { return free(.notInForce, .scope) }
        if let carveOut = agreement.carveOut(for: deal) { return free(.carveOut(carveOut.id), .carveOuts) }
        if smallSum(deal, under: agreement.id, at: now) <= terms.deMinimis { return free(.deMinimis, .deMinimis) }
        if let waiver = waiver(of: agreement.id, for: deal, in: book, at: now) {
            return .outOfScope(Freedom(ground: .waiver(waiver.id), clause: waiver.reference()))
        }
        let holders = terms.holders.map { HolderStanding($0, party: standing.holder(for: $0.party)) }
        // A bidder that holds the right itself is not asked, and who ranks below it has no right against it.
        let bidder = holders.first { $0.party == deal.counterparty }
        let others = holders.filter { holder in
            holder.party != deal.counterparty && bidder.map { holder.rank <= $0.rank } ?? true
        }
        guard !others.isEmpty else { return free(.holderIsBidder, .scope) }
        let awake = others.filter { !standing.suspended.contains($0.party) }
        return awake.isEmpty ? free(.suspended, .suspension) : .inScope(awake)
    }

    /// A waiver in force that covers the whole deal.
    func waiver(of id: AgreementID, for deal: Deal, in book: AgreementBook, at now: Instant) -> AgreementTerms? {
        book.all.first { candidate in
            guard let terms = candidate.waiver, terms.of == id, terms.party == deal.counterparty else { return false }
            return candidate.isInForce(at: now) && deal.quantity <= room(of: candidate)
        }
    }

    /// The deal together with the small ones of the same counterparty and site in the 90 days before: an offer is not
    /// made small by splitting it.
    private func smallSum(_ deal: Deal, under id: AgreementID, at now: Instant) -> Power {
        let start = now.advanced(byDays: -90)
        let earlier = small[Agreements.smallKey(id, deal)] ?? []
        return earlier.filter { $0.at >= start && cases[$0.number - 1].state != .withdrawn }
            .reduce(deal.quantity) { $0 + $1.quantity }
    }

    mutating func noteSmall(_ matter: RightCase) {
        guard matter.freedom?.ground == .deMinimis else { return }
        let deal = SmallDeal(number: matter.number, at: matter.opened, quantity: matter.deal.quantity)
        small[Agreements.smallKey(matter.agreement, matter.deal), default: []].append(deal)
    }

    private static func smallKey(_ id: AgreementID, _ deal: Deal) -> String {
        "\(id)/\(deal.counterparty)/\(deal.site ?? "")"
    }
}
