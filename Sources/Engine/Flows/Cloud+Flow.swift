import StargateAgreements
import StargateBuildOut
import StargateCapital
import StargateProgramme
import StargateQuantities
import StargateScheduling
import StargateSourcing

/// Clouds: what own capacity will lack is rented from the cheapest lawful supplier; where an agreement wants the
/// holder asked first, the case runs by itself and the rental follows.
extension Engine {
    /// Rentals that are older than the programme go on.
    mutating func adoptRentals(_ now: Instant) throws(EngineBreach) {
        for supplier in state.programme.suppliers {
            for rental in supplier.contracted where Instant(rental.until) > now {
                try record(
                    .sourcing(
                        .rentalSigned(
                            rental: rental.id, supplier: supplier.id, offer: nil, chip: rental.chip,
                            price: rental.price, accelerators: rental.accelerators,
                            from: max(Instant(rental.from), now),
                            until: Instant(rental.until))), now)
            }
        }
    }

    /// The monthly search for what will be lacking.
    mutating func rentCapacity(_ now: Instant) throws(EngineBreach) {
        var lacking = state.lackingRate(at: now)
        var heldByCapital = Power.zero
        var refused: (power: Power, clause: ClauseReference)?
        for (offer, chip) in state.offersByPrice where lacking > .zero {
            let wanted = (lacking.gigaflops + chip.peak.gigaflops - 1) / chip.peak.gigaflops
            let count = min(wanted, state.sourcing.remaining(of: offer, at: now))
            guard count > 0 else { continue }
            let power = Power(watts: count * chip.facilityPower.watts)
            let need = Need(kind: .cloud, provider: offer.party, power: power)
            switch state.agreements.verdict(on: need, terms: state.programme.agreements, at: now) {
            case .refused(let clause):
                refused = (max(power, refused?.power ?? .zero), refused?.clause ?? clause)
            case .afterNotice(let agreement, let holder, _, let waivers):
                try giveNotice(agreement, holder, offer, count, now)
                try draw(waivers, power, now)
                lacking -= state.rate(of: chip.id, count)
            case .allowed(let waivers):
                guard try sign(offer, count, now) else {
                    heldByCapital += power
                    continue
                }
                try draw(waivers, power, now)
                lacking -= state.rate(of: chip.id, count)
            }
        }
        var heldByContract = state.agreements.openCases.reduce(Power.zero) { $0 + state.power(of: $1) }
        if lacking > .zero, let refused {
            heldByContract += refused.power
        }
        guard heldByContract != state.sourcing.heldByContract || heldByCapital != state.sourcing.heldByCapital else {
            return
        }
        let clause = lacking > .zero ? refused.map { "\($0.clause)" } : nil
        try record(
            .sourcing(.reviewed(heldByContract: heldByContract, clause: clause, heldByCapital: heldByCapital)), now)
    }

    mutating func draw(_ waivers: [AgreementID], _ power: Power, _ now: Instant) throws(EngineBreach) {
        for waiver in waivers { try record(.agreements(.waiverDrawn(agreement: waiver, power: power)), now) }
    }

    private mutating func giveNotice(
        _ agreement: AgreementID, _ holder: PartyID, _ offer: OfferTerms, _ count: Int64, _ now: Instant
    ) throws(EngineBreach) {
        guard case .rightOfFirstRefusal(let right) = state.programme.agreement(agreement)?.kind else { return }
        try record(
            .agreements(
                .noticeGiven(
                    number: state.agreements.nextNumber, agreement: agreement, holder: holder, offer: offer.id,
                    accelerators: count, deadline: right.noticePeriod.after(now))), now)
        try record(
            .sourcing(.offerTaken(offer: offer.id, quarter: Quarter(now.date), accelerators: count)), now)
    }

    /// Signs a rental if its rent can be set aside.
    private mutating func sign(
        _ offer: OfferTerms, _ count: Int64, with supplier: SupplierID? = nil, isNoticed: Bool = false, _ now: Instant
    ) throws(EngineBreach) -> Bool {
        let supplier = supplier ?? offer.supplier
        let start = offer.lead.after(now)
        let end = offer.term.after(start)
        let id = RentalID("\(supplier).\(state.sourcing.signed + 1)")
        let work = Work(category: .cloud, subject: id.text, site: nil)
        let events: [CapitalEvent]
        do throws(CapitalRefusal) {
            events = try state.capital.decideEncumbrance(
                work, cost: offer.rent(count, from: start, to: end), terms: state.programme.capital, at: now)
        } catch { return false }
        for event in events { try record(.capital(event), now) }
        if !isNoticed {
            try record(
                .sourcing(.offerTaken(offer: offer.id, quarter: Quarter(now.date), accelerators: count)), now)
        }
        try record(
            .sourcing(
                .rentalSigned(
                    rental: id, supplier: supplier, offer: offer.id, chip: offer.chip, price: offer.price,
                    accelerators: count, from: start, until: end)), now)
        return true
    }

    /// The holder answered: it takes the capacity itself, or lets the third party have it.
    mutating func settle(
        _ number: Int, _ answer: HolderAnswer, _ count: Int64, _ now: Instant
    ) throws(EngineBreach) {
        guard let matter = state.agreements.openCases.first(where: { $0.number == number }),
            let offer = state.programme.offer(matter.offer)
        else { return }
        guard answer == .accepts, count > 0 else {
            try record(.agreements(.holderDeclined(number: number)), now)
            _ = try sign(offer, matter.accelerators, isNoticed: true, now)
            return
        }
        let taken = min(count, matter.accelerators)
        try record(.agreements(.holderAccepted(number: number, accelerators: taken)), now)
        let holder = state.programme.suppliers.first { $0.party == matter.holder }?.id
        _ = try sign(offer, taken, with: holder, isNoticed: true, now)
        if taken < matter.accelerators { _ = try sign(offer, matter.accelerators - taken, isNoticed: true, now) }
    }

    /// Silence past the deadline lets the right lapse.
    mutating func lapseRights(_ now: Instant) throws(EngineBreach) {
        for matter in state.agreements.openCases where matter.deadline <= now {
            try record(.agreements(.rightLapsed(number: matter.number)), now)
            guard let offer = state.programme.offer(matter.offer) else { continue }
            _ = try sign(offer, matter.accelerators, isNoticed: true, now)
        }
    }

    mutating func bringRentalOnline(_ id: RentalID, _ now: Instant) throws(EngineBreach) {
        guard let rental = state.sourcing.rental(id) else { return }
        try record(.sourcing(.rentalLive(rental: id)), now)
        let pool = EngineState.rentedPool(rental.supplier, rental.chip)
        try record(.scheduling(.poolGrew(pool: pool, chip: rental.chip, accelerators: rental.accelerators)), now)
    }

    /// Rentals end; jobs that no longer fit queue again with what is left to do.
    mutating func endRentals(_ now: Instant) throws(EngineBreach) {
        for rental in state.sourcing.rentals where rental.until <= now {
            let id = EngineState.rentedPool(rental.supplier, rental.chip)
            if rental.isLive {
                try makeRoom(id, for: rental.accelerators, now)
                // The last hours are paid when the month is read.
                try readMeters(now)
                try payRent(rental, now)
                try record(.scheduling(.poolShrank(pool: id, accelerators: rental.accelerators)), now)
            }
            try record(.sourcing(.rentalEnded(rental: rental.id)), now)
        }
    }
}

extension EngineState {
    /// Peak arithmetic that demand will exceed supply by, at the end of the sourcing horizon; own accelerators that
    /// are promised by then count.
    func lackingRate(at now: Instant) -> ComputeRate {
        let horizon = programme.policy.sourcingHorizon.after(now)
        let wanted = needs(on: horizon.date)
        let need = wanted.inference + wanted.research + wanted.training
        var supply = rateOnline
        for rental in sourcing.rentals where !rental.isLive { supply += rate(of: rental.chip, rental.accelerators) }
        for matter in agreements.openCases {
            if let offer = programme.offer(matter.offer) { supply += rate(of: offer.chip, matter.accelerators) }
        }
        for site in programme.sites {
            for phase in site.phases {
                let standing = buildOut[phase.id]
                guard let live = buildOut.energisation(of: phase.id), live <= horizon,
                    let chips = standing.chipsExpected, chips <= horizon
                else { continue }
                supply += rate(of: phase.chip, standing.target - standing.online)
            }
        }
        return programme.policy.cloudShare.of(max(need - supply, .zero))
    }

    /// Offers with their chips, cheapest arithmetic first, ties in declared order.
    var offersByPrice: [(offer: OfferTerms, chip: ChipTerms)] {
        let offers = programme.suppliers.flatMap(\.offers).compactMap { offer in
            programme.chip(offer.chip).map { (offer: offer, chip: $0) }
        }
        return offers.enumerated().sorted { a, b in
            let left = Int128(a.element.offer.price.units) * Int128(b.element.chip.peak.units)
            let right = Int128(b.element.offer.price.units) * Int128(a.element.chip.peak.units)
            return (left, a.offset) < (right, b.offset)
        }.map(\.element)
    }

    func power(of matter: Agreements.Case) -> Power {
        let chip = programme.offer(matter.offer).flatMap { programme.chip($0.chip) }
        return Power(watts: matter.accelerators * (chip?.facilityPower.watts ?? 0))
    }
}
