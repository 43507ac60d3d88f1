import StargateAgreements
import StargateQuantities

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

/// A day that is known to exist.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no such day: \(text)") }
    return date
}

let signing = Instant(day("2025-01-21"))

func megawatts(_ count: Int64) -> Power { Power(watts: count * 1_000_000) }

/// Cloud capacity from `provider`.
func cloud(from provider: PartyID, _ power: Power = megawatts(100)) -> Need {
    Need(kind: .cloud, provider: provider, power: power)
}

/// An agreement between `buyer` and `holder`, in force from 2025 to the end of 2029 unless said otherwise.
func agreement(
    _ id: AgreementID, _ kind: AgreementTerms.Kind, holder: PartyID, from: String = "2025-01-01",
    until: String = "2030-01-01", carveOuts: [CapacityKind] = []
) -> AgreementTerms {
    AgreementTerms(
        id: id, kind: kind, grantor: "buyer", holder: holder, from: day(from), until: day(until), clause: "\(id).1",
        text: "", carveOuts: carveOuts)
}

func waiver(
    _ id: AgreementID, of exclusivity: AgreementID, for party: PartyID, _ capacity: Power, from: String = "2025-01-01",
    until: String = "2030-01-01"
) -> AgreementTerms {
    agreement(
        id, .waiver(of: exclusivity, party: party, capacity: capacity), holder: "buyer", from: from, until: until)
}

let firstRefusal = AgreementTerms.Kind.rightOfFirstRefusal(
    .init(noticePeriod: .businessDays(10), answer: .declines, acceptsUpTo: nil))
