import StargateCapital
import StargateLedger
public import StargateQuantities

extension BookView {
    /// What came into the account and left it, by what it was for (direct method; interest paid is operating, as under US
    /// GAAP, ASC 230-10-45).
    public func cashFlow(from: CalendarDate) -> Statement {
        var statement = Statement(
            name: "cash-flow", title: "Cash flow", basis: "\(periodWords(from)), USD", subject: "Flow",
            columns: [.init("USD", "usd")])
        var flows: [CashFlowSection: [String: Int64]] = [:]
        for entry in entries where entry.isPosting && day(of: entry) >= from && day(of: entry) <= day {
            let (to, source) = (isCash(entry.debit), isCash(entry.credit))
            guard to != source else { continue }
            let other = ledger.terms[Int((to ? entry.credit : entry.debit).value)]
            let (section, label) = CashFlowSection.of(other)
            flows[section, default: [:]][label, default: 0] += to ? entry.amount : -entry.amount
        }
        var net: Int64 = 0
        for section in CashFlowSection.allCases {
            statement.add(section.rawValue, .heading, [])
            let lines = flows[section] ?? [:]
            for label in lines.keys.sorted() { statement.add(label, level: 1, [.usd(lines[label] ?? 0)]) }
            let total = lines.values.reduce(0, +)
            statement.add("Net, \(section.rawValue.lowercased())", .total, [.usd(total)])
            net += total
        }
        let (opening, closing) = (cash(balances(from.advanced(byDays: -1))), cash(balances(day)))
        statement.add("Change in cash", .total, [.usd(net)])
        statement.add("Cash before", [.usd(opening)])
        statement.add("Cash after", .total, [.usd(closing)])
        statement.check(opening + net == closing, "the flows are not the change of the account")
        return statement
    }

    /// Where the money came from and what it went into, as paid; interest that was drawn on loans counts on both sides (K3).
    public func sourcesAndUses(from: CalendarDate) -> Statement {
        var statement = Statement(
            name: "sources-and-uses", title: "Sources and uses", basis: "\(periodWords(from)), USD, as paid",
            subject: "Flow", columns: [.init("USD", "usd"), .init("share", "share")])
        var (sources, uses): ([String: Int64], [String: Int64]) = ([:], [:])
        for entry in entries where entry.isPosting && day(of: entry) >= from && day(of: entry) <= day {
            let (to, source) = (isCash(entry.debit), isCash(entry.credit))
            let (debit, credit) = (ledger.terms[Int(entry.debit.value)], ledger.terms[Int(entry.credit.value)])
            let isCapitalised = debit.name.hasPrefix("assets:interest:")
            if to && !source || isCapitalised { sources[Self.label(of: credit), default: 0] += entry.amount }
            if source && !to || isCapitalised { uses[Self.label(of: debit), default: 0] += entry.amount }
        }
        let change = cash(balances(day)) - cash(balances(from.advanced(byDays: -1)))
        uses["kept in the account"] = change
        let (total, used) = (sources.values.reduce(0, +), uses.values.reduce(0, +))
        func add(_ title: String, _ lines: [String: Int64], _ sum: Int64) {
            statement.add(title, .heading, [])
            for label in lines.keys.sorted() where lines[label] != 0 {
                statement.add(label, level: 1, [.usd(lines[label] ?? 0), .share(lines[label] ?? 0, of: sum)])
            }
            statement.add("Total \(title.lowercased())", .total, [.usd(sum), .share(sum, of: sum)])
        }
        add("Sources", sources, total)
        add("Uses", uses, used)
        statement.check(total == used, "sources are not uses")
        return statement
    }

    /// Cash in the account, free or kept for debt service.
    private func isCash(_ number: AccountNumber) -> Bool { Self.isCash(ledger.terms[Int(number.value)]) }

    private static func isCash(_ terms: AccountTerms) -> Bool {
        terms.name == "assets:cash" || terms.name == "assets:reserve"
    }

    private func cash(_ sums: [Balance]) -> Int64 {
        zip(ledger.terms, sums).reduce(0) { Self.isCash($1.0) ? $0 + $1.1.posted(.debit) : $0 }
    }

    private static func label(of terms: AccountTerms) -> String {
        let path = terms.name.split(separator: ":").map(String.init)
        return switch (path[0], path.count > 1 ? path[1] : "") {
        case ("equity", "contributed"): "equity: \(path[2])"
        case ("equity", let what): what
        case ("liabilities", "debt"): "debt: \(path[2])"
        case ("liabilities", _): path.last ?? ""
        case ("assets", "interest"): "interest during construction"
        case (_, let category): category
        }
    }
}

/// The three parts of a cash flow statement.
enum CashFlowSection: String, CaseIterable {
    case operating = "Operating"
    case investing = "Investing"
    case financing = "Financing"

    /// Where a movement between cash and an account belongs, and what it is called.
    static func of(_ terms: AccountTerms) -> (CashFlowSection, String) {
        let path = terms.name.split(separator: ":").map(String.init)
        let second = path.count > 1 ? path[1] : ""
        // A bill is what it is for.
        let what = second == "payables" ? path.last ?? "" : second
        return switch terms.accountClass {
        case .equity: (.financing, second == "contributed" ? "contributions of funders" : "paid out to funders")
        case .liability where second == "debt": (.financing, "loans drawn and repaid")
        case .asset, .liability, .income, .expense, .memorandumDebit, .memorandumCredit, .trading:
            (what == "construction" || what == "chips" ? .investing : .operating, what)
        }
    }
}
