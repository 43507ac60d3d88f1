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
        var blocked: [(cause: HoldingCause, chip: ChipTerms, count: Int64, clause: String?)] = []
        for (offer, chip) in state.offersByPrice where lacking > .zero {
            let wanted = (lacking.gigaflops + chip.peak.gigaflops - 1) / chip.peak.gigaflops
            let count = min(wanted, state.sourcing.remaining(of: offer, at: now))
            guard count > 0 else { continue }
            let power = chip.power(of: count)
            let need = Need(kind: .cloud, provider: offer.party, power: power)
            switch state.agreements.verdict(on: need, terms: state.programme.agreements, at: now) {
            case .refused(let clause): blocked.append((.contract, chip, count, "\(clause)"))
            case .afterNotice(let agreement, let holder, _, let waivers):
                try giveNotice(agreement, holder, offer, count, now)
                try draw(waivers, power, now)
                lacking -= state.rate(of: chip.id, count)
            case .allowed(let waivers):
                guard try sign(offer, count, now) else {
                    blocked.append((.capital, chip, count, nil))
                    continue
                }
                try draw(waivers, power, now)
                lacking -= state.rate(of: chip.id, count)
            }
        }
        // What is still lacking is put down to the offers that could not be used, cheapest first, once.
        var held = [HoldingCause.contract: state.agreements.openCases.map { state.power(of: $0) }.sum()]
        for obstacle in blocked where lacking > .zero {
            let peak = obstacle.chip.peak.gigaflops
            let count = min(obstacle.count, (lacking.gigaflops + peak - 1) / peak)
            held[obstacle.cause, default: .zero] += obstacle.chip.power(of: count)
            lacking -= state.rate(of: obstacle.chip.id, count)
        }
        try hold(held[.contract] ?? .zero, blocked.lazy.compactMap(\.clause).first, held[.capital] ?? .zero, now)
    }

    private mutating func hold(
        _ contract: Power, _ clause: String?, _ capital: Power, _ now: Instant
    ) throws(EngineBreach) {
        guard contract != state.sourcing.heldByContract || capital != state.sourcing.heldByCapital else { return }
        try record(
            .sourcing(.reviewed(heldByContract: contract, clause: clause, heldByCapital: capital)), now)
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
        let id = RentalID("\(supplier).#\(state.sourcing.signed + 1)")
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
        guard let matter = state.agreements.openCases.first(where: { $0.number == number }) else { return }
        guard answer == .accepts, count > 0 else {
            try record(.agreements(.holderDeclined(number: number)), now)
            return try release(matter, matter.accelerators, now)
        }
        let taken = min(count, matter.accelerators)
        try record(.agreements(.holderAccepted(number: number, accelerators: taken)), now)
        let holder = state.programme.suppliers.first { $0.party == matter.holder }?.id
        try release(matter, taken, to: holder, now)
        if taken < matter.accelerators { try release(matter, matter.accelerators - taken, now) }
    }

    /// Silence past the deadline lets the right lapse.
    mutating func lapseRights(_ now: Instant) throws(EngineBreach) {
        for matter in state.agreements.openCases where matter.deadline <= now {
            try record(.agreements(.rightLapsed(number: matter.number)), now)
            try release(matter, matter.accelerators, now)
        }
    }

    /// Signs what a settled case was about; if money is lacking, the capacity goes back to the offer.
    private mutating func release(
        _ matter: Agreements.Case, _ count: Int64, to supplier: SupplierID? = nil, _ now: Instant
    ) throws(EngineBreach) {
        let contract = state.agreements.openCases.map { state.power(of: $0) }.sum()
        guard let offer = state.programme.offer(matter.offer),
            try !sign(offer, count, with: supplier, isNoticed: true, now)
        else { return try hold(contract, nil, state.sourcing.heldByCapital, now) }
        try record(
            .sourcing(.offerTaken(offer: offer.id, quarter: Quarter(matter.noticed.date), accelerators: -count)), now)
        let power = state.programme.chip(offer.chip)?.power(of: count) ?? .zero
        try hold(contract, nil, state.sourcing.heldByCapital + power, now)
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
        for rental in sourcing.rentals {
            // A rental counts if it will be live on that day.
            if rental.isLive && rental.until <= horizon { supply -= rate(of: rental.chip, rental.accelerators) }
            if !rental.isLive && rental.from <= horizon && horizon < rental.until {
                supply += rate(of: rental.chip, rental.accelerators)
            }
        }
        for matter in agreements.openCases {
            if let offer = programme.offer(matter.offer) { supply += rate(of: offer.chip, matter.accelerators) }
        }
        for site in programme.sites {
            for phase in site.phases {
                let standing = buildOut[phase.id]
                guard let live = buildOut.energisation(of: phase.id), live <= horizon,
                    let chips = standing.chipsExpected, chips <= horizon
                else { continue }
                supply += rate(of: standing.chip ?? phase.chip, standing.target - standing.online)
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
        programme.offer(matter.offer).flatMap { programme.chip($0.chip) }?.power(of: matter.accelerators) ?? .zero
    }
}
