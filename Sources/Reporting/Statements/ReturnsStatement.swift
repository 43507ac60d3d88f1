import StargateCapital
import StargateEngine
import StargateLedger
import StargateProgramme
public import StargateQuantities

extension BookView {
    /// What a venture is taken to be worth to its funders on the last day, beside what was paid out.
    public enum Residual: Sendable, Hashable {
        /// Nothing more comes.
        case nothing
        /// Equity in the balance sheet, in proportion to contributions.
        case bookValue
    }

    /// What funders paid in and got out, by party: net present value at a rate, and every internal rate of return. Only for
    /// reading: no figure of it enters the books.
    ///
    /// - Parameter rate: a year, in parts per million.
    public func returns(rate: Ratio, residual: Residual) -> Statement {
        let words = residual == .bookValue ? ", with equity at book value at the end" : ", nothing more at the end"
        var statement = Statement(
            name: "returns", title: "Returns", basis: "\(asOfWords), USD\(words)", subject: "Party",
            columns: [
                .init("paid in", "contributed"), .init("paid out", "distributed"), .init("residual", "residual"),
                .init("NPV at \(Format.fixed(rate.units, scale: 4, decimals: 1)) %", "npv"),
                .init("IRR", "irr", isText: true),
            ])
        let parties = programme.capital.funders.reduce(into: [PartyID]()) {
            if !$0.contains($1.party) { $0.append($1.party) }
        }
        let party = Dictionary(programme.capital.funders.map { ($0.id.text, $0.party) }) { first, _ in first }
        var flows: [PartyID: [DatedMoney]] = [:]
        for entry in entries where entry.isPosting && day(of: entry) <= day {
            for (account, sign) in [(entry.credit, Int64(-1)), (entry.debit, 1)] {
                let terms = ledger.terms[Int(account.value)]
                guard terms.accountClass == .equity, let owner = terms.dimensions.funder.flatMap({ party[$0] }) else {
                    continue
                }
                flows[owner, default: []].append(DatedMoney(day(of: entry), Money(cents: sign * entry.amount)))
            }
        }
        let paidIn = parties.map { -(flows[$0] ?? []).map(\.amount.cents).filter { $0 < 0 }.reduce(0, +) }
        let worth = residual == .bookValue ? max(bookEquity, 0) : 0
        let shares = largestRemainder(worth, by: paidIn)
        let names = Names(programme)
        func row(_ label: String, _ flows: [DatedMoney], _ share: Int64, _ weight: Statement.Weight) {
            let all = flows + (share > 0 ? [DatedMoney(day, Money(cents: share))] : [])
            let returns = Returns(all)
            let value = returns.npv(rate: Double(rate.units) / 1e6)
            let cells: [Statement.Cell] = [
                .usd(-flows.map(\.amount.cents).filter { $0 < 0 }.reduce(0, +)),
                .usd(flows.map(\.amount.cents).filter { $0 > 0 }.reduce(0, +)), .usd(share),
                .usd(Int64(clamping: Int128((value * 100).rounded()))), .text(Self.words(returns.internalRates())),
            ]
            if weight == .plain { statement.add(label, cells) } else { statement.add(label, weight, cells) }
        }
        for (index, party) in parties.enumerated() where flows[party] != nil {
            row(names.party(party), flows[party] ?? [], shares[index], .plain)
        }
        row("Total", parties.flatMap { flows[$0] ?? [] }, worth, .total)
        return statement
    }

    private var bookEquity: Int64 {
        zip(ledger.terms, balances(day)).reduce(0) { sum, pair in
            guard pair.0.commodity == .usd else { return sum }
            return switch pair.0.accountClass {
            case .equity, .income: sum + pair.1.posted(.credit)
            case .expense: sum - pair.1.posted(.debit)
            case .asset, .liability, .memorandumDebit, .memorandumCredit, .trading: sum
            }
        }
    }

    private static func words(_ rates: InternalRates) -> String {
        func percent(_ rate: Double) -> String {
            Format.fixed(Int64((rate * 10_000).rounded()), scale: 2, decimals: 2) + " %"
        }
        return switch rates {
        case .none: "none"
        case .unique(let rate): percent(rate)
        case .notUnique(let all): "not unique: " + all.map(percent).joined(separator: ", ")
        }
    }
}
