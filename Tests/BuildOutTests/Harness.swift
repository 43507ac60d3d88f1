import StargateBuildOut
import StargateQuantities

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

/// A day that is known to exist.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no such day: \(text)") }
    return date
}

/// 200 MW wanted from 1 March 2025 on.
func phaseTerms(alreadyPaid: Ratio = .zero) -> PhaseTerms {
    PhaseTerms(
        id: "abilene.1", site: "abilene", power: Power(watts: 200_000_000), notBefore: day("2025-03-01"),
        construction: .months(12), energisation: day("2026-03-01"),
        constructionCost: UnitPrice(microdollars: 12_500_000_000_000), chip: "gb200", after: [],
        alreadyPaid: alreadyPaid)
}

let begin = Instant(day("2025-03-01"))

/// A phase in the state that a test wants, `days` being counted from `begin`.
struct Construction {
    var state = BuildOut()
    let terms = phaseTerms()

    /// Contracted for 1000 accelerators, shell and power expected after so many days.
    init(shell: Int = 300, power: Int = 360) {
        state.evolve(
            .contracted(
                phase: terms.id, power: terms.power, chip: "gb200", accelerators: 1000, shellCost: .zero,
                chipCost: .zero,
                started: begin,
                shellExpected: begin.advanced(byDays: shell), powerExpected: begin.advanced(byDays: power)), at: begin)
    }

    mutating func take(_ event: BuildOutEvent, day: Int) { state.evolve(event, at: begin.advanced(byDays: day)) }

    mutating func order(expected day: Int) {
        take(
            .chipsOrdered(phase: terms.id, chip: "gb200", accelerators: 1000, expected: begin.advanced(byDays: day)),
            day: 0)
    }

    func holding(day: Int) -> HoldingCause? { state.holding(terms, at: begin.advanced(byDays: day)) }
}
