import StargateAgreements
import StargateCapital
import StargateProgramme
import StargateQuantities
import StargateSourcing

/// What agreements oblige to beside asking: most-favoured prices, committed spending, shared revenue, products first.
extension Engine {
    /// A party with most-favoured terms is paid as much as the supplier that was just signed.
    mutating func favour(after id: RentalID, _ now: Instant) throws(EngineBreach) {
        guard let signed = state.sourcing.rental(id) else { return }
        guard let party = state.programme.suppliers.first(where: { $0.id == signed.supplier })?.party,
            let chip = state.programme.chip(signed.chip)
        else { return }
        let deal = Deal(
            id: DealID(id.text), counterparty: party, kind: .cloud,
            terms: DealTerms(
                quantity: chip.power(of: signed.accelerators), price: signed.price, start: signed.from.date,
                termMonths: 1))
        let events = state.agreements.decideFavouredPrices(
            after: deal, at: signed.price,
            paid: { state.rentals(of: $0, signed.chip).map(\.price).min() },
            in: state.programme.agreements, at: now)
        for event in events {
            try record(.agreements(event), now)
            guard case .favouredPrice(let agreement, _, let price) = event,
                let holder = state.programme.agreements[agreement]?.holder
            else { continue }
            for rental in state.rentals(of: holder, signed.chip) where rental.price < price {
                try record(.sourcing(.rentalRepriced(rental: rental.id, price: price, at: now)), now)
            }
        }
    }

    /// Rent counts towards what was promised to its supplier.
    mutating func countTowardsCommitments(
        _ rent: Money, _ supplier: SupplierID, _ now: Instant
    ) throws(EngineBreach) {
        guard rent > .zero, let party = state.programme.suppliers.first(where: { $0.id == supplier })?.party else {
            return
        }
        for agreement in state.programme.agreements.all where agreement.holder == party {
            guard case .commitment = agreement.kind, agreement.isInForce(at: now.advanced(byMilliseconds: -1)) else {
                continue
            }
            try record(
                .agreements(.commitmentTaken(agreement: agreement.id, counting: "rent", units: rent.cents)), now)
        }
    }

    /// Sets what a supplier owes back, from shortfalls that were made up, against a bill for older rentals; those signed
    /// since have their rent set aside.
    mutating func useCredit(
        _ supplier: SupplierID, upTo rent: Money, _ now: Instant
    ) throws(EngineBreach) -> Money {
        let party = state.programme.suppliers.first { $0.id == supplier }?.party
        var used = Money.zero
        for agreement in state.programme.agreements.all where agreement.holder == party {
            let amount = min(state.agreements.commitments[agreement.id]?.credit ?? .zero, rent - used)
            guard case .commitment(let terms) = agreement.kind, terms.isBorneByProgramme, amount > .zero else {
                continue
            }
            try record(.agreements(.commitmentCredited(agreement: agreement.id, amount: amount)), now)
            used += amount
        }
        return used
    }

    /// Periods of commitments that have ended are settled; a shortfall is invoiced.
    mutating func settleCommitments(_ now: Instant) throws(EngineBreach) {
        for agreement in state.programme.agreements.all {
            guard case .commitment(let terms) = agreement.kind else { continue }
            while let event = state.agreements.decideSettlement(of: agreement, at: now) {
                try record(.agreements(event), now)
                guard terms.isBorneByProgramme, case .commitmentSettled(_, let settlement) = event else { continue }
                let supplier = state.programme.supplier(of: agreement.holder)?.id.text ?? agreement.holder.text
                let work = Work(category: .cloud, subject: "\(supplier).\(agreement.id)", site: nil)
                // A rise in price is paid with the rent, which is billed in full; see `PeriodSettlement.relief`.
                try owe(work, nil, settlement.invoice, due: now, now)
            }
        }
    }

    /// The quarter's revenue as declared, and the holders' share of it. The grantor pays it, not the programme.
    mutating func shareRevenue(_ now: Instant) throws(EngineBreach) {
        let quarter = Quarter(now.advanced(byMilliseconds: -1).date)
        for agreement in state.programme.agreements.all where agreement.isInForce(at: Instant(quarter.start)) {
            guard case .revenueShare(let sharing) = agreement.kind else { continue }
            let revenue = Money(cents: sharing.yearlyRevenue.value(on: quarter.start) / 4)
            let due = sharing.terms.due(of: revenue, paid: state.agreements.shared[agreement.id] ?? .zero)
            guard due > .zero else { continue }
            try record(.agreements(.revenueShared(agreement: agreement.id, revenue: revenue, due: due)), now)
        }
    }

    /// A trained model is about to ship as a product.
    mutating func shipProduct(_ model: ModelID, _ now: Instant) throws(EngineBreach) {
        try apply(state.agreements.decideProduct(model.text, in: state.programme.agreements, at: now), now)
    }
}

extension EngineState {
    /// What a party rents out to the programme, of one class.
    func rentals(of party: PartyID, _ chip: ChipID) -> [Sourcing.RentalState] {
        let suppliers = programme.suppliers.filter { $0.party == party }.map(\.id)
        return sourcing.rentals.filter { $0.chip == chip && suppliers.contains($0.supplier) }
    }
}
