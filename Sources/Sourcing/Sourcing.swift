public import StargateQuantities

/// The state of what was bought and rented: the vendors' delivery books and the rental contracts.
public struct Sourcing: Hashable, Sendable, Codable {
    public struct RentalState: Hashable, Sendable, Codable {
        public let id: RentalID
        public let supplier: SupplierID
        /// The offer it was signed under; `nil` if it is older than the programme.
        public let offer: OfferID?
        public let chip: ChipID
        public let price: UnitPrice
        public let accelerators: Int64
        public let from: Instant
        public let until: Instant
        public internal(set) var isLive = false
    }

    public internal(set) var rentals: [RentalState] = []
    /// Rentals signed so far, ended ones included.
    public internal(set) var signed = 0
    /// Accelerators booked in a month, by chip; the month is counted from 1970.
    public internal(set) var booked: [ChipID: [Int: Int64]] = [:]
    /// Accelerators signed or noticed in a quarter, by offer.
    public internal(set) var taken: [OfferID: [Int: Int64]] = [:]
    /// Facility power wanted and withheld by agreements at the last review.
    public internal(set) var heldByContract = Power.zero
    public internal(set) var heldByCapital = Power.zero

    public init() {}

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
        case .reviewed(let contract, _, let capital):
            heldByContract = contract
            heldByCapital = capital
        }
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
