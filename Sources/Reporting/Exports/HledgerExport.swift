import StargateEngine
import StargateLedger
import StargateQuantities

/// The books as an hledger journal (hledger.org/hledger.html) that `hledger check -s` accepts: every account and commodity
/// declared, every transaction balanced to the unit, and every balance asserted at the end.
public enum HledgerExport {
    public static func text(_ view: BookView) -> String {
        let ledger = view.ledger
        var lines = ["; The books of a programme, \(view.asOfWords). Reservations are not posted and not in here.", ""]
        for commodity in Exported.commodities(ledger) {
            let sample = Format.fixed(0, scale: commodity.scale, decimals: commodity.scale)
            lines.append("commodity \(commodity.scale == 0 ? sample + "." : sample) \(symbol(commodity))")
        }
        lines.append("")
        for terms in ledger.terms.sorted(by: { $0.name < $1.name }) {
            lines.append("account \(terms.name)" + (letter(terms.accountClass).map { "  ; type: \($0)" } ?? ""))
        }
        lines.append("")
        for mark in ledger.prices.prefix(while: { Int($0.sequence) <= view.known }) {
            let price = mark.price
            let each = Format.fixed(
                price.amount.scaled(1_000_000, over: max(1, price.quantity)),
                scale: price.money.scale + 6 - price.goods.scale, decimals: price.money.scale + 6 - price.goods.scale,
                grouped: false)
            lines.append(
                "P \(CalendarDate(dayNumber: Int(mark.effectiveDay))) \(symbol(price.goods)) \(each) "
                    + symbol(price.money))
        }
        let entries = Exported.entries(view)
        for entry in entries {
            let (debit, credit) = (ledger.terms[Int(entry.debit.value)], ledger.terms[Int(entry.credit.value)])
            let late =
                entry.effectiveDay == entry.bookedDay ? "" : "=\(CalendarDate(dayNumber: Int(entry.effectiveDay)))"
            lines.append("\(view.day(of: entry))\(late) * \(BookView.label(of: entry))  ; event:\(entry.cause)")
            lines.append("    \(debit.name)  \(amount(entry.amount, debit.commodity))")
            lines.append("    \(credit.name)  \(amount(-entry.amount, credit.commodity))")
        }
        lines += ["", "\(view.day) * balances as the books have them"]
        for (terms, sums) in zip(ledger.terms, view.balances(view.day)) where sums != Balance() {
            let zero = amount(0, terms.commodity)
            lines.append("    \(terms.name)  \(zero) = \(amount(sums.posted(.debit), terms.commodity))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func symbol(_ commodity: Commodity) -> String {
        commodity.code.allSatisfy(\.isLetter) ? commodity.code : "\"\(commodity.code)\""
    }

    private static func amount(_ units: Int64, _ commodity: Commodity) -> String {
        Format.fixed(units, scale: commodity.scale, decimals: commodity.scale, grouped: false) + " " + symbol(commodity)
    }

    private static func letter(_ accountClass: AccountClass) -> String? {
        switch accountClass {
        case .asset: "A"
        case .liability: "L"
        case .equity: "E"
        case .income: "R"
        case .expense: "X"
        case .memorandumDebit, .memorandumCredit, .trading: nil
        }
    }
}

/// What leaves the house for other accounting programs.
enum Exported {
    /// Posted entries up to the view's day, by day, then in order of recording.
    static func entries(_ view: BookView) -> [Entry] {
        view.entries.filter { $0.isPosting && view.day(of: $0) <= view.day }.enumerated()
            .sorted { (view.day(of: $0.element), $0.offset) < (view.day(of: $1.element), $1.offset) }
            .map(\.element)
    }

    static func commodities(_ ledger: Ledger) -> [Commodity] {
        Set(ledger.terms.map(\.commodity)).sorted { $0.code < $1.code }
    }
}
