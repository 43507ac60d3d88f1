import StargateCapital
import StargateEngine
import StargateLedger
import StargateQuantities

/// How the money moved, read from the books: calls with their dates, sums month by month, and where it came from and
/// went.
struct MoneyHistory {
    struct Call {
        let noticed: CalendarDate
        /// The first day after the notice has run.
        let due: CalendarDate
        var lines: [(funder: String, amount: Money)]
    }

    /// Sums so far at the end of a month.
    struct Point {
        let month: CalendarDate
        var called = Money.zero
        var contributed = Money.zero
        var drawn = Money.zero
        var spent = Money.zero
        var promised = Money.zero
    }

    private(set) var calls: [Call] = []
    private(set) var months: [Point] = []

    /// Reads the books from the first entry to the last.
    ///
    /// - Parameter start: the programme's first day; months without an entry keep the sums before.
    init(_ ledger: Ledger, from start: CalendarDate, to end: CalendarDate) {
        let kinds = ledger.terms.map { Account($0) }
        var now = Point(month: start.startOfMonth)
        var isTurned = false
        for entry in ledger.entries {
            let day = Instant(milliseconds: entry.recordedAt).date
            while now.month < day.startOfMonth { keep(&now) }
            let (debit, credit) = (kinds[Int(entry.debit.value)], kinds[Int(entry.credit.value)])
            note(entry, debit, credit, on: day, in: ledger, isTurned, &now)
            // An order that takes a requisition's place is no new promise.
            isTurned = entry.kind == .void && entry.isLinked
        }
        while now.month < end.startOfMonth { keep(&now) }
        months.append(now)
    }

    private mutating func note(
        _ entry: Entry, _ debit: Account, _ credit: Account, on day: CalendarDate, in ledger: Ledger, _ isTurned: Bool,
        _ now: inout Point
    ) {
        let amount = Money(cents: entry.amount)
        switch entry.kind {
        case .pending where entry.code == EntryCode.call.rawValue && credit == .equity:
            addLine(ledger[entry.credit].terms.dimensions.funder ?? "", amount, noticed: day, entry)
            now.called += amount
        case .pending where debit == .budget && !isTurned: now.promised += amount
        case .posted, .post:
            if credit == .equity { now.contributed += amount }
            if credit == .debt { now.drawn += amount }
            let isCapitalised = entry.code == EntryCode.capitalisedInterest.rawValue && credit == .debt
            let isPaid = credit == .cash && EntryCode.paying.contains(entry.code)
            if isPaid || isCapitalised { now.spent += amount }
        case .pending, .void: break
        }
    }

    private mutating func addLine(_ funder: String, _ amount: Money, noticed: CalendarDate, _ entry: Entry) {
        let due = CalendarDate(dayNumber: Int(entry.effectiveDay))
        let isNew = calls.last.map { $0.noticed != noticed || $0.due != due } ?? true
        if isNew { calls.append(Call(noticed: noticed, due: due, lines: [])) }
        calls[calls.count - 1].lines.append((funder, amount))
    }

    private mutating func keep(_ now: inout Point) {
        months.append(now)
        now = Point(
            month: now.month.startOfNextMonth, called: now.called, contributed: now.contributed, drawn: now.drawn,
            spent: now.spent, promised: now.promised)
    }

    /// What an account is to this history.
    private enum Account {
        case cash, equity, debt, budget, other

        init(_ terms: AccountTerms) {
            self =
                if terms.name == "assets:cash" { .cash } else if terms.name.hasPrefix("equity:contributed:") {
                    .equity
                } else if terms.name.hasPrefix("liabilities:debt:") { .debt } else if terms.commodity == .budget {
                    .budget
                } else { .other }
        }
    }
}

extension EntryCode {
    fileprivate static let paying: Set<UInt16> = [EntryCode.payment.rawValue, EntryCode.repayment.rawValue]
}
