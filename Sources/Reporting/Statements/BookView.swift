public import StargateEngine
public import StargateLedger
import StargateProgramme
public import StargateQuantities

/// The books of a programme as of a day, as they were known at an instant.
public struct BookView: Sendable {
    public let ledger: Ledger
    let programme: Programme
    /// The last day that counts.
    public let day: CalendarDate
    /// True to count late entries under the day they are about, not the day they were booked under.
    public let byEffectiveDay: Bool
    /// How many entries were known.
    let known: Int
    private let knownWords: String

    /// - Parameters:
    ///   - state: a run, replayed as far as needed.
    ///   - day: the last day that counts; the last day of the run if absent.
    ///   - knownAt: the last day whose knowledge counts; all that is known if absent.
    public init(
        _ state: EngineState, asOf day: CalendarDate? = nil, knownAt: CalendarDate? = nil, byEffectiveDay: Bool = false
    ) {
        ledger = state.books.ledger
        programme = state.programme
        self.day = day ?? state.now.date
        self.byEffectiveDay = byEffectiveDay
        let limit = knownAt.map { Instant($0.advanced(byDays: 1)).milliseconds - 1 }
        known = limit.map { state.books.ledger.known(at: $0) } ?? state.books.ledger.entries.count
        knownWords = knownAt.map { ", as known at the end of \($0)" } ?? ""
    }

    var entries: ArraySlice<Entry> { ledger.entries.prefix(known) }

    /// The day an entry counts under.
    func day(of entry: Entry) -> CalendarDate {
        CalendarDate(dayNumber: Int(byEffectiveDay ? entry.effectiveDay : entry.bookedDay))
    }

    /// Posted sums of all accounts at the end of `day`.
    func balances(_ day: CalendarDate) -> [Balance] {
        let number = Int32(day.dayNumber)
        return ledger.balances(asOf: byEffectiveDay ? .effective(number) : .booked(number), known: known)
    }

    /// Posted sums within `from` … `day`.
    func movements(from: CalendarDate) -> [Int64] {
        let (before, after) = (balances(from.advanced(byDays: -1)), balances(day))
        return zip(ledger.terms, zip(before, after)).map { terms, sums in
            sums.1.posted(terms.normalSide) - sums.0.posted(terms.normalSide)
        }
    }

    var asOfWords: String { "as of \(day)\(byEffectiveDay ? " by effective day" : "")\(knownWords)" }

    func periodWords(_ from: CalendarDate) -> String { "\(from) to \(day)\(knownWords)" }

    /// Accounts whose name begins with `prefix` and that count `commodity`, in order of name.
    func accounts(_ prefix: String, _ commodity: Commodity = .usd) -> [(index: Int, terms: AccountTerms)] {
        ledger.terms.enumerated().map { ($0.offset, $0.element) }
            .filter { $0.1.name.hasPrefix(prefix) && $0.1.commodity == commodity }
            .sorted { $0.1.name < $1.1.name }
    }
}

extension Statement.Cell {
    static func usd(_ cents: Int64) -> Statement.Cell { .amount(cents, scale: 2) }

    /// `part` of `whole`; nothing if there is no whole.
    static func share(_ part: Int64, of whole: Int64) -> Statement.Cell {
        guard whole != 0 else { return .none }
        return .share(Int64(clamping: Int128(part) * 1_000_000 / Int128(whole)))
    }
}
