public import StargateQuantities

/// The state of what was bought and rented: the vendors' delivery books and the rental contracts.
public struct Sourcing: Hashable, Sendable, Codable {
    public struct RentalState: Hashable, Sendable, Codable {
        public let id: RentalID
        public let supplier: SupplierID
        /// The offer it was signed under; `nil` if it is older than the programme.
        public let offer: OfferID?
        public let chip: ChipID
        public internal(set) var price: UnitPrice
        public let accelerators: Int64
        public let from: Instant
        public let until: Instant
        public internal(set) var isLive = false
        /// When most-favoured terms raised the price after the rent was set aside, in order.
        public internal(set) var repricings: [Repricing] = []

        public struct Repricing: Hashable, Sendable, Codable {
            public let at: Instant
            public let former: UnitPrice
        }

        /// Rent from `start` to `end`, each part at the price it was used at.
        public func rent(from start: Instant, to end: Instant) -> Money {
            func cost(_ price: UnitPrice, _ start: Instant, _ end: Instant) -> Money {
                price.cost(of: accelerators * (max(0, end.since(start)) / 1000), per: 3600)
            }
            var (sum, begin) = (Money.zero, start)
            for repricing in repricings where repricing.at > start && repricing.at < end {
                sum += cost(repricing.former, begin, repricing.at)
                begin = repricing.at
            }
            return sum + cost(price, begin, end)
        }
    }

    public internal(set) var rentals: [RentalState] = []
    /// Rentals signed so far, ended ones included.
    public internal(set) var signed = 0
    /// Accelerators booked in a month, by chip; the month is counted from 1970.
    public internal(set) var booked: [ChipID: [Int: Int64]] = [:]
    /// Accelerators signed or noticed in a quarter, by offer.
    public internal(set) var taken: [OfferID: [Int: Int64]] = [:]
    /// Offers that wait for the holders of rights, in order of opening.
    public internal(set) var pursuits: [Pursuit] = []
    /// Pursuits so far, ended ones included.
    public internal(set) var pursued = 0
    /// Facility power wanted and withheld by agreements at the last review.
    public internal(set) var heldByContract = Power.zero
    public internal(set) var heldByCapital = Power.zero

    public init() {}

    public func pursuit(_ deal: DealID) -> Pursuit? { pursuits.first { $0.deal == deal } }

    public func rental(_ id: RentalID) -> RentalState? { rentals.first { $0.id == id } }
}

/// A promised delivery of accelerators.
public struct Lot: Hashable, Sendable, Codable {
    public let number: Int
    public let accelerators: Int64
    public let promised: CalendarDate

    public init(number: Int, accelerators: Int64, promised: CalendarDate) {
        self.number = number
        self.accelerators = accelerators
        self.promised = promised
    }
}

public enum SourcingEvent: Hashable, Sendable, Codable {
    case chipsBooked(phase: PhaseID, chip: ChipID, lots: [Lot])
    case rentalSigned(
        rental: RentalID, supplier: SupplierID, offer: OfferID?, chip: ChipID, price: UnitPrice, accelerators: Int64,
        from: Instant, until: Instant)
    case rentalLive(rental: RentalID)
    case rentalEnded(rental: RentalID)
    /// Capacity of an offer is spoken for while its case is open; less than zero gives it back.
    case offerTaken(offer: OfferID, quarter: Quarter, accelerators: Int64)
    /// An offer is put to the holders of rights under this name.
    case pursued(Pursuit)
    /// A holder signed for a part: it is to be rented from that supplier.
    case shareDue(deal: DealID, share: Pursuit.Share)
    /// A part of what was pursued is rented; `share` if it was a holder's.
    case pursuitRented(deal: DealID, accelerators: Int64, share: Pursuit.Share?)
    case pursuitEnded(deal: DealID)
    /// A party with most-favoured terms is paid more for a rental from now on.
    case rentalRepriced(rental: RentalID, price: UnitPrice, at: Instant)
    /// What the last review wanted and could not sign; `clause` is the one that refuses, if one does.
    case reviewed(heldByContract: Power, clause: String?, heldByCapital: Power)
}

extension Sourcing {
    public mutating func evolve(_ event: SourcingEvent) {
        switch event {
        case .chipsBooked(_, let chip, let lots):
            for lot in lots {
                booked[chip, default: [:]][Sourcing.month(of: lot.promised), default: 0] += lot.accelerators
            }
        case .rentalSigned(
            let rental, let supplier, let offer, let chip, let price, let accelerators, let from, let until):
            signed += 1
            rentals.append(
                RentalState(
                    id: rental, supplier: supplier, offer: offer, chip: chip, price: price,
                    accelerators: accelerators, from: from, until: until))
        case .rentalLive(let rental):
            if let index = rentals.firstIndex(where: { $0.id == rental }) { rentals[index].isLive = true }
        case .rentalEnded(let rental): rentals.removeAll { $0.id == rental }
        case .offerTaken(let offer, let quarter, let accelerators):
            taken[offer, default: [:]][quarter.index, default: 0] += accelerators
        case .pursued(let pursuit):
            pursued += 1
            pursuits.append(pursuit)
        case .shareDue(let deal, let share): change(deal) { $0.due.append(share) }
        case .pursuitRented(let deal, let accelerators, let share):
            change(deal) { pursuit in
                pursuit.accelerators -= accelerators
                if let place = pursuit.due.firstIndex(where: { $0 == share }) { pursuit.due.remove(at: place) }
            }
        case .pursuitEnded(let deal): pursuits.removeAll { $0.deal == deal }
        case .rentalRepriced(let rental, let price, let at):
            guard let index = rentals.firstIndex(where: { $0.id == rental }) else { return }
            rentals[index].repricings.append(.init(at: at, former: rentals[index].price))
            rentals[index].price = price
        case .reviewed(let contract, _, let capital):
            heldByContract = contract
            heldByCapital = capital
        }
    }

    private mutating func change(_ deal: DealID, _ body: (inout Pursuit) -> Void) {
        guard let index = pursuits.firstIndex(where: { $0.deal == deal }) else { return }
        body(&pursuits[index])
    }

    static func month(of date: CalendarDate) -> Int { date.months(since: CalendarDate(dayNumber: 0)) }

    /// Deliveries a vendor can promise for `count` accelerators ordered at `now`: from the end of the lead time on,
    /// each month takes what earlier orders left, in whole nodes, until all are placed or `limit` months have passed.
    public func promise(_ count: Int64, of chip: ChipTerms, at now: Instant, limit: Int = 120) -> [Lot] {
        let first = max(chip.lead.after(now).date, chip.available)
        var left = count
        var lots: [Lot] = []
        for offset in 0..<limit where left > 0 {
            let date = offset == 0 ? first : first.startOfMonth.advanced(byMonths: offset)
            let used = booked[chip.id]?[Sourcing.month(of: date)] ?? 0
            let free = max(0, chip.supplyPerMonth.value(on: date) - used) / chip.node * chip.node
            let taken = min(left, free)
            guard taken > 0 else { continue }
            lots.append(Lot(number: lots.count + 1, accelerators: taken, promised: date))
            left -= taken
        }
        return lots
    }

    /// Accelerators an offer can still add in the quarter of `now`.
    public func remaining(of offer: OfferTerms, at now: Instant) -> Int64 {
        let used = taken[offer.id]?[Quarter(now.date).index] ?? 0
        return max(0, offer.capacity.value(on: now.date) - used)
    }
}
