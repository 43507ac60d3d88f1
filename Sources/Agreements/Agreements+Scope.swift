import StargateQuantities

/// A deal that counts when later ones of the same counterparty and site are held against a cap.
struct RecentDeal: Hashable, Sendable, Codable {
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
        if recentSum(deal, under: agreement.id, at: now, { _ in true }) <= terms.deMinimis {
            return free(.deMinimis, .deMinimis)
        }
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
        let isAsleep = others.allSatisfy { standing.suspended.contains($0.party) }
        return isAsleep ? free(.suspended, .suspension) : .inScope(others)
    }

    /// A waiver in force that covers the whole deal, together with what is offered beside it at the same site.
    func waiver(of id: AgreementID, for deal: Deal, in book: AgreementBook, at now: Instant) -> AgreementTerms? {
        book.all.first { candidate in
            guard let terms = candidate.waiver, terms.of == id, terms.party == deal.counterparty,
                candidate.isInForce(at: now)
            else { return false }
            // What was drawn is in the waiver's own account.
            let sum = recentSum(deal, under: id, at: now) { $0.freedom == nil }
            return sum <= room(of: candidate)
        }
    }

    /// The deal together with those of the same counterparty and site in the 90 days before that `counts`: an offer is
    /// not made small by splitting it. Where no site is named, only small deals add up.
    private func recentSum(
        _ deal: Deal, under id: AgreementID, at now: Instant, _ counts: (RightCase) -> Bool
    ) -> Power {
        let start = now.advanced(byDays: -90)
        return (recent[Agreements.recentKey(id, deal)] ?? []).reduce(deal.quantity) { sum, earlier in
            let matter = cases[earlier.number - 1]
            return earlier.at >= start && matter.state != .withdrawn && counts(matter) ? sum + earlier.quantity : sum
        }
    }

    mutating func noteRecent(_ matter: RightCase) {
        switch matter.freedom?.ground {
        case .deMinimis: break
        case .waiver, nil: guard matter.deal.site != nil else { return }
        case .notInForce, .carveOut, .holderIsBidder, .suspended: return
        }
        recent[Agreements.recentKey(matter.agreement, matter.deal), default: []].append(
            RecentDeal(number: matter.number, at: matter.opened, quantity: matter.deal.quantity))
    }

    private static func recentKey(_ id: AgreementID, _ deal: Deal) -> String {
        "\(id)/\(deal.counterparty)/\(deal.site ?? "")"
    }
}
