import StargateAgreements
import StargateBuildOut
import StargateCapital
import StargateProgramme
import StargateQuantities
import StargateScheduling
public import StargateSourcing

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
        try continuePursuits(now)
        var lacking = state.lackingRate(at: now)
        var blocked: [Obstacle] = []
        for (offer, chip) in state.offersByPrice where lacking > .zero {
            // Whole nodes: gangs have no use for a part of one.
            let wanted = (lacking.gigaflops + chip.peak.gigaflops - 1) / chip.peak.gigaflops
            let nodes = min(
                (wanted + chip.node - 1) / chip.node, state.sourcing.remaining(of: offer, at: now) / chip.node)
            let count = nodes * chip.node
            guard count > 0 else { continue }
            let (got, obstacle) = try seek(count, of: chip, from: offer, now)
            if let obstacle { blocked.append(obstacle) }
            lacking -= state.rate(of: chip.id, got)
        }
        // What is still lacking is put down to the offers that could not be used, cheapest first, once.
        var held = [HoldingCause.contract: state.powerPursued]
        for obstacle in blocked where lacking > .zero {
            let peak = obstacle.chip.peak.gigaflops
            let count = min(obstacle.count, (lacking.gigaflops + peak - 1) / peak)
            held[obstacle.cause, default: .zero] += obstacle.chip.power(of: count)
            lacking -= state.rate(of: obstacle.chip.id, count)
        }
        try hold(held[.contract] ?? .zero, blocked.lazy.compactMap(\.clause).first, held[.capital] ?? .zero, now)
    }

    private typealias Obstacle = (cause: HoldingCause, chip: ChipTerms, count: Int64, clause: String?)

    /// Gets so many accelerators of one offer as far as the agreements allow: at once, or once holders were asked.
    ///
    /// - Returns: how many are rented or on their way, and what stands in the way of the rest.
    private mutating func seek(
        _ count: Int64, of chip: ChipTerms, from offer: OfferTerms, _ now: Instant
    ) throws(EngineBreach) -> (got: Int64, Obstacle?) {
        let deal = state.deal(for: offer, count, of: chip, now)
        switch state.agreements.verdict(on: deal, in: state.programme.agreements, at: now) {
        case .refused(let objection):
            let less = (objection.atMost ?? .zero).watts / max(1, chip.facilityPower.watts) / chip.node * chip.node
            guard less > 0, less < count else { return (0, (.contract, chip, count, "\(objection.clause)")) }
            let (got, obstacle) = try seek(less, of: chip, from: offer, now)
            return (got, obstacle ?? (.contract, chip, count - less, "\(objection.clause)"))
        case .afterSteps(let steps, let waivers):
            if let first = steps.first(where: { $0.kind == .firstOffer }) {
                try askFirstOffers(for: deal, under: steps, now)
                return (0, (.contract, chip, count, "\(first.clause)"))
            }
            let pursuit = Pursuit(
                deal: deal.id, offer: offer.id, accelerators: count, opened: now, waivers: waivers)
            try record(.sourcing(.pursued(pursuit)), now)
            try record(
                .sourcing(.offerTaken(offer: offer.id, quarter: Quarter(now.date), accelerators: count)), now)
            try reserve(waivers, deal, now)
            try giveNotice(of: deal, now)
            return (count, nil)
        case .allowed(let waivers):
            guard try sign(offer, count, now) else { return (0, (.capital, chip, count, nil)) }
            try reserve(waivers, deal, now)
            try draw(waivers, deal.id, deal.quantity, now)
            try closeFree(deal, now)
            return (count, nil)
        }
    }

    /// Draws for good what was set aside, or a part of it.
    mutating func draw(
        _ waivers: [AgreementID], _ deal: DealID, _ power: Power, _ now: Instant
    ) throws(EngineBreach) {
        for waiver in waivers {
            try record(.agreements(.waiverPosted(waiver: waiver, deal: deal, power: power)), now)
        }
    }

    /// Sets aside what a deal draws of waivers.
    mutating func reserve(_ waivers: [AgreementID], _ deal: Deal, _ now: Instant) throws(EngineBreach) {
        for waiver in waivers {
            guard let terms = state.programme.agreements[waiver]?.waiver else { continue }
            try record(
                .agreements(
                    .waiverReserved(
                        waiver: waiver, deal: deal.id, power: deal.quantity, capacity: terms.capacity)), now)
        }
    }

    private mutating func hold(
        _ contract: Power, _ clause: String?, _ capital: Power, _ now: Instant
    ) throws(EngineBreach) {
        guard contract != state.sourcing.heldByContract || capital != state.sourcing.heldByCapital else { return }
        try record(
            .sourcing(.reviewed(heldByContract: contract, clause: clause, heldByCapital: capital)), now)
    }

    /// Signs a rental if its rent can be set aside.
    mutating func sign(
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
        try favour(after: id, now)
        return true
    }

    mutating func bringRentalOnline(_ id: RentalID, _ now: Instant) throws(EngineBreach) {
        guard let rental = state.sourcing.rental(id) else { return }
        try record(.sourcing(.rentalLive(rental: id)), now)
        let pool = EngineState.rentedPool(rental.supplier, rental.chip)
        try growPool(pool, of: rental.chip, by: rental.accelerators, now)
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
        for pursuit in sourcing.pursuits {
            if let offer = programme.offer(pursuit.offer) { supply += rate(of: offer.chip, pursuit.accelerators) }
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
    public var offersByPrice: [(offer: OfferTerms, chip: ChipTerms)] {
        let offers = programme.suppliers.flatMap(\.offers).compactMap { offer in
            programme.chip(offer.chip).map { (offer: offer, chip: $0) }
        }
        return offers.enumerated().sorted { a, b in
            let left = Int128(a.element.offer.price.units) * Int128(b.element.chip.peak.units)
            let right = Int128(b.element.offer.price.units) * Int128(a.element.chip.peak.units)
            return (left, a.offset) < (right, b.offset)
        }.map(\.element)
    }

    /// Facility power of what waits for holders.
    var powerPursued: Power {
        sourcing.pursuits.map { pursuit in
            programme.offer(pursuit.offer).flatMap { programme.chip($0.chip) }?.power(of: pursuit.accelerators) ?? .zero
        }.sum()
    }
}
