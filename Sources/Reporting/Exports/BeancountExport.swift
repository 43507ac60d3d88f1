import StargateLedger
import StargateProgramme
import StargateQuantities

/// The books as a beancount file (beancount.github.io/docs/beancount_language_syntax.html) that `bean-check` accepts:
/// accounts opened with their one commodity before their first entry, and every balance asserted on the day after the last.
///
/// Beancount knows five kinds of account. What is counted beside the balance sheet goes under `Equity:Memorandum`, where
/// its two sides cancel.
public enum BeancountExport {
    public static func text(_ view: BookView) -> String {
        let ledger = view.ledger
        let names = Self.names(ledger.terms)
        let entries = Exported.entries(view)
        var opened = [CalendarDate?](repeating: nil, count: ledger.terms.count)
        for entry in entries {
            for account in [entry.debit, entry.credit] where opened[Int(account.value)] == nil {
                opened[Int(account.value)] = view.day(of: entry)
            }
        }
        let first = entries.first.map { view.day(of: $0) } ?? view.day
        var lines = [
            "; The books of a programme, \(view.asOfWords). Reservations are not posted and not in here.",
            "option \"title\" \"\(view.programme.name.filter { $0 != "\"" && !$0.isNewline })\"",
            "option \"operating_currency\" \"USD\"", "",
        ]
        lines += Exported.commodities(ledger).map { "\(first) commodity \($0.code)" }
        for (index, terms) in ledger.terms.enumerated() {
            if let day = opened[index] { lines.append("\(day) open \(names[index]) \(terms.commodity.code)") }
        }
        for entry in entries {
            let (debit, credit) = (Int(entry.debit.value), Int(entry.credit.value))
            lines += ["", "\(view.day(of: entry)) * \"\(BookView.label(of: entry))\"", "  event: \(entry.cause)"]
            if entry.effectiveDay != entry.bookedDay {
                lines.append("  effective: \(CalendarDate(dayNumber: Int(entry.effectiveDay)))")
            }
            lines.append("  \(names[debit])  \(amount(entry.amount, ledger.terms[debit].commodity))")
            lines.append("  \(names[credit])  \(amount(-entry.amount, ledger.terms[credit].commodity))")
        }
        lines.append("")
        let next = view.day.advanced(byDays: 1)
        for (index, sums) in view.balances(view.day).enumerated() where opened[index] != nil {
            let balance = amount(sums.posted(.debit), ledger.terms[index].commodity)
            lines.append("\(next) balance \(names[index])  \(balance)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func amount(_ units: Int64, _ commodity: Commodity) -> String {
        Format.fixed(units, scale: commodity.scale, decimals: commodity.scale, grouped: false) + " " + commodity.code
    }

    /// Names as beancount wants them: a root of its own, capitals, letters, digits and dashes; all different.
    static func names(_ terms: [AccountTerms]) -> [String] {
        var taken: Set<String> = []
        return terms.map { terms in
            let path = terms.name.split(separator: ":").map(part)
            let parts: [String] =
                switch terms.accountClass {
                case .asset: ["Assets"] + path.dropFirst()
                case .liability: ["Liabilities"] + path.dropFirst()
                case .equity: ["Equity"] + path.dropFirst()
                case .income: ["Income"] + path.dropFirst()
                case .expense: ["Expenses"] + path.dropFirst()
                case .memorandumDebit, .memorandumCredit, .trading: ["Equity", "Memorandum"] + path
                }
            var name = parts.count > 1 ? parts.joined(separator: ":") : "\(parts[0]):Other"
            while !taken.insert(name).inserted { name += "-X" }
            return name
        }
    }

    private static func part(_ text: Substring) -> String {
        let clean = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        let first = clean.first.map { $0.isLetter || $0.isNumber } ?? false ? clean : "X" + clean
        return first.prefix(1).uppercased() + first.dropFirst()
    }
}
