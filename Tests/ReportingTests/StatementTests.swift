import Foundation
import StargateCapital
import StargateEngine
import StargateLedger
import StargateQuantities
import StargateTesting
import Testing

@testable import StargateReporting

@Suite("A statement")
struct StatementTests {
    /// The campus with revenue, a budget and a loan that is repaid.
    static let rehearsal: Rehearsal? = {
        let capital = """
            capital:
              revenue: { tariff: 9 M USD/MW-year, distributions_from: 2027-06-01 }
              budgets: { building: { works: [construction, chips], from: 2026-01-05, amount: 40 M USD } }
            """
        let loan =
            "sites: [north], completion: { phase: north.hall-a }, repayment: annuity, repayment_months: 24,"
            + " construction_interest: drawn }"
        guard let text = try? Examples.text("campus") else { return nil }
        return try? Rehearsal(
            text.replacing("capital:", with: capital).replacing("sites: [north] }", with: loan))
    }()

    private let run: Rehearsal
    private var ends: [CalendarDate] { run.state.quarters.map { $0.at.date.advanced(byDays: -1) } }

    init() throws { run = try #require(Self.rehearsal) }

    private func view(_ day: CalendarDate? = nil, knownAt: CalendarDate? = nil, effective: Bool = false) -> BookView {
        BookView(run.state, asOf: day, knownAt: knownAt, byEffectiveDay: effective)
    }

    private func amount(_ statement: Statement, _ label: String, _ column: Int = 0) -> Int64? {
        guard let row = statement.rows.last(where: { $0.label == label }),
            case .amount(let units, _) = row.cells[column]
        else { return nil }
        return units
    }

    @Test("adds up at the end of every quarter, by booked and by effective day", arguments: [false, true])
    func adds(effective: Bool) {
        let start = run.state.programme.start
        for day in ends {
            let view = view(day, effective: effective)
            for statement in [
                view.balanceSheet(), view.cashFlow(from: start), view.sourcesAndUses(from: start), view.debt(),
                view.trialBalance(under: "", depth: 3), view.closedPeriods(),
            ] { #expect(statement.faults == [], "\(statement.name) as of \(day)") }
        }
        #expect(view().budget().faults == [])
    }

    @Test("of income for the quarters sums to that of the whole")
    func income() throws {
        var (first, sum) = (run.state.programme.start, Int64(0))
        for day in ends {
            sum += try #require(amount(view(day).incomeStatement(from: first), "Result"))
            first = day.advanced(byDays: 1)
        }
        let last = try #require(ends.last)
        let whole = view(last).incomeStatement(from: run.state.programme.start)
        #expect(amount(whole, "Result") == sum && sum != 0)
        #expect(amount(view(last).balanceSheet(), "result so far") == sum)
    }

    @Test("as of a closed day never changes, whatever became known later")
    func closed() {
        var late = 0
        for mark in run.state.books.ledger.periods.dropLast() {
            let day = CalendarDate(dayNumber: Int(mark.closedThrough))
            let known = Instant(milliseconds: mark.recordedAt).date
            #expect(view(day).balanceSheet().rows == view(day, knownAt: known).balanceSheet().rows, "\(day)")
            late += view(day).balanceSheet().rows == view(day, effective: true).balanceSheet().rows ? 0 : 1
        }
        // The engine books what belongs to a quarter before it closes it.
        #expect(late == 0)
    }

    @Test("of cash counts what the events of the period say")
    func cash() throws {
        let (from, to) = (try #require(CalendarDate("2026-07-01")), try #require(CalendarDate("2027-03-31")))
        var (contributed, net) = (Int64(0), Int64(0))
        for batch in run.batches where batch.at.date >= from && batch.at.date <= to {
            for case .capital(let event) in batch.events {
                switch event {
                case .contributed(_, _, let amount): contributed += amount.cents
                case .paid(_, let work, _, let amount, let draws):
                    net += draws.map(\.amount.cents).reduce(0, +)
                    if work.category == .principal { net -= amount.cents }
                default: break
                }
            }
        }
        let statement = view(to).cashFlow(from: from)
        #expect(amount(statement, "contributions of funders") == contributed && contributed > 0)
        #expect(amount(statement, "loans drawn and repaid") == net)
    }

    @Test("of owners shares out everything, and the register ends at the balance sheet's figure")
    func owners() throws {
        let table = view().capTable()
        let shares = table.rows.dropLast().map { row -> Int64 in
            if case .share(let parts) = row.cells[4] { parts } else { 0 }
        }
        #expect(abs(shares.reduce(0, +) - 1_000_000) <= Int64(shares.count))
        #expect(amount(table, "Total", 3) == run.state.capital.contributed.cents)
        let register = view().register(of: "assets:cash", from: run.state.programme.start)
        #expect(register.rows.last?.cells[5] == .amount(run.state.capital.cash.cents, scale: 2))
    }

    @Test("has the same figures as text, CSV and JSON")
    func formats() throws {
        for statement in [
            view().balanceSheet(), view().budget(), view().returns(rate: Ratio(units: 80_000), residual: .bookValue),
        ] {
            let lines = statement.csv.split(separator: "\r\n").dropFirst()
            #expect(lines.count == statement.rows.count)
            let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(statement)) as? [String: Any]
            let rows = try #require(json?["rows"] as? [[String: Any]])
            for (row, (line, object)) in zip(statement.rows, zip(lines, rows)) {
                for (column, cell) in zip(statement.columns, row.cells) {
                    guard case .amount(let units, let scale) = cell else { continue }
                    let number = try #require(object[column.key] as? NSNumber).doubleValue
                    #expect(Int64((number * pow(10, Double(scale))).rounded()) == units)
                    #expect(line.contains(Statement.plain(cell)))
                    #expect(statement.text().contains(Format.fixed(units, scale: scale, decimals: scale)))
                }
            }
        }
    }
}
