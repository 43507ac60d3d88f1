import StargateAgreements
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateSourcing

/// Watches, from the events alone, whether rentals keep to the agreements.
public struct LawAuditor {
    public private(set) var complaints: [String] = []
    /// Rentals that had to wait for a right, and cases seen, so that a test can tell it saw something.
    public private(set) var released = 0
    public private(set) var cases = 0

    private let programme: Programme
    private var setAside: [String: Power] = [:]
    private var drawn: [AgreementID: Power] = [:]
    private var deals: [Int: (agreement: AgreementID, party: PartyID)] = [:]
    private var free: [Int: Power] = [:]
    private var signed: [PartyID: Power] = [:]

    public init(_ programme: Programme) { self.programme = programme }

    public mutating func audit(_ batch: Batch) {
        for event in batch.events {
            switch event {
            case .agreements(let event): audit(event, batch.at)
            case .sourcing(.rentalSigned(let rental, let supplier, let offer?, let chip, _, let count, _, _)):
                audit(rental, supplier, offer, chip, count, batch.at)
            default: break
            }
        }
    }

    private mutating func complain(_ at: Instant, _ text: String) { complaints.append("\(at): \(text)") }

    private mutating func audit(_ event: AgreementEvent, _ at: Instant) {
        switch event {
        case .opened(let number, let agreement, let deal, let scope):
            cases += 1
            deals[number] = (agreement, deal.counterparty)
            if case .outOfScope = scope { free[number] = deal.quantity }
        case .progressed(let number, let step):
            switch step {
            case .released(let power, _, let on):
                free[number] = power
                if on > at { complain(at, "released in the future") }
            case .noticed, .withdrawn, .windowPassed, .breached, .closed: free[number] = nil
            case .signed(let holder, let power): signed[holder, default: .zero] += power
            default: break
            }
        case .waiverReserved(let waiver, let deal, let power, let capacity):
            setAside["\(waiver)/\(deal)", default: .zero] += power
            let pending = setAside.filter { $0.key.hasPrefix("\(waiver)/") }.map(\.value).sum()
            if pending + (drawn[waiver] ?? .zero) > capacity { complain(at, "\(waiver) is overdrawn") }
        case .waiverPosted(let waiver, let deal, let power):
            guard let pending = setAside.removeValue(forKey: "\(waiver)/\(deal)") else {
                return complain(at, "\(waiver) is drawn twice for \(deal)")
            }
            if power > pending { complain(at, "\(waiver) is drawn beyond what was set aside") }
            if power < pending { setAside["\(waiver)/\(deal)"] = pending - power }
            drawn[waiver, default: .zero] += power
        case .waiverVoided(let waiver, let deal):
            if setAside.removeValue(forKey: "\(waiver)/\(deal)") == nil { complain(at, "\(waiver): nothing to void") }
        default: break
        }
    }

    /// A rental from a party that an agreement does not favour needs a waiver or a release (A1, A13).
    private mutating func audit(
        _ rental: RentalID, _ supplier: SupplierID, _ offer: OfferID, _ chip: ChipID, _ count: Int64, _ at: Instant
    ) {
        guard let party = programme.suppliers.first(where: { $0.id == supplier })?.party,
            let power = programme.chip(chip)?.power(of: count)
        else { return complain(at, "\(rental) is from nobody") }
        // A holder that has signed for it takes what was another's offer.
        if programme.offer(offer)?.party != party {
            let left = (signed[party] ?? .zero) - power
            if left < .zero { complain(at, "\(rental) was never signed for by \(party)") }
            signed[party] = left
            return
        }
        for agreement in programme.agreements.all where agreement.isInForce(at: at) {
            switch agreement.kind {
            case .firstRefusal(let terms):
                if terms.holders.contains(where: { $0.party == party }) || power <= terms.deMinimis { continue }
                if programme.agreements.waivers(of: agreement.id).contains(where: { $0.waiver?.party == party }) {
                    continue
                }
                let release = deals.keys.sorted().first {
                    deals[$0]?.agreement == agreement.id && deals[$0]?.party == party && (free[$0] ?? .zero) >= power
                }
                guard release != nil else {
                    complain(at, "\(rental) from \(party) was never released under \(agreement.id)")
                    continue
                }
                released += 1
            default: continue
            }
        }
    }
}
