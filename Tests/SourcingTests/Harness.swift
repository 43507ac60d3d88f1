import StargateQuantities
import StargateSourcing

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

/// A day that is known to exist.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no such day: \(text)") }
    return date
}

let signing = Instant(day("2025-01-21"))

func chip(
    supply: Series = Series(constant: 10_000), node: Int64 = 72, available: String = "2025-01-01",
    lead: Span = .months(4)
) -> ChipTerms {
    ChipTerms(
        id: "gb200", name: "GB200", vendor: "nvidia", peak: ComputeRate(gigaflops: 2_500_000),
        facilityPower: Power(watts: 2000), node: node, price: Money(dollars: 50_000), available: day(available),
        lead: lead,
        supplyPerMonth: supply, life: .months(60))
}

func offer(capacity: Series = Series(constant: 16_000)) -> OfferTerms {
    OfferTerms(
        id: "oracle.gb200", supplier: "oracle", party: "oracle", chip: "gb200",
        price: UnitPrice(microdollars: 2_100_000),
        capacity: capacity, lead: .months(3), term: .months(36))
}

extension Sourcing {
    /// Orders and books what is promised.
    mutating func order(_ count: Int64, of chip: ChipTerms, at now: Instant, limit: Int = 120) -> [Lot] {
        let lots = promise(count, of: chip, at: now, limit: limit)
        evolve(.chipsBooked(phase: "abilene.1", chip: chip.id, lots: lots))
        return lots
    }
}
