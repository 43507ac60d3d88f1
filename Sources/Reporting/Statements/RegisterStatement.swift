import StargateEngine
import StargateLedger
public import StargateQuantities

extension BookView {
    /// Every entry of the accounts whose name begins with `prefix`, in order, with the balance after it.
    public func register(of prefix: String, from: CalendarDate, withReservations: Bool = false) -> Statement {
        var statement = Statement(
            name: "register", title: "Register of \(prefix)", basis: periodWords(from), subject: "Day",
            columns: [
                .init("counts for", "effective", isText: true), .init("entry", "entry", isText: true),
                .init("account", "account", isText: true), .init("against", "against", isText: true),
                .init("amount", "amount"), .init("balance", "balance"), .init("of", "commodity", isText: true),
                .init("event", "event"),
            ])
        let isOurs = ledger.terms.map { $0.isUnder(prefix) }
        var balances = [Int64](repeating: 0, count: ledger.terms.count)
        let ordered = entries.filter { isOurs[Int($0.debit.value)] || isOurs[Int($0.credit.value)] }
            .enumerated().sorted { (day(of: $0.element), $0.offset) < (day(of: $1.element), $1.offset) }
        for (_, entry) in ordered where withReservations || entry.isPosting {
            for (number, other, sign) in [(entry.debit, entry.credit, Int64(1)), (entry.credit, entry.debit, -1)]
            where isOurs[Int(number.value)] {
                let terms = ledger.terms[Int(number.value)]
                let amount = terms.normalSide == .debit ? sign * entry.amount : -sign * entry.amount
                if entry.isPosting { balances[Int(number.value)] += amount }
                guard day(of: entry) >= from, day(of: entry) <= day else { continue }
                statement.add(
                    "\(day(of: entry))",
                    [
                        .text("\(CalendarDate(dayNumber: Int(entry.effectiveDay)))"), .text(Self.label(of: entry)),
                        .text(terms.name), .text(ledger.terms[Int(other.value)].name),
                        .amount(amount, scale: terms.commodity.scale),
                        .amount(balances[Int(number.value)], scale: terms.commodity.scale), .text(terms.commodity.code),
                        .amount(Int64(entry.cause), scale: 0),
                    ])
            }
        }
        return statement
    }

    static func label(of entry: Entry) -> String {
        let business = EntryCode(rawValue: entry.code)?.label ?? "entry"
        return switch entry.kind {
        case .posted, .post: business
        case .pending: "\(business), set aside"
        case .void: "\(business), given back"
        }
    }
}
