import StargateLedger
import StargateProgramme
public import StargateQuantities

extension BookView {
    /// The programme's first day.
    public var start: CalendarDate { programme.start }

    public func hasAccount(under prefix: String) -> Bool { ledger.terms.contains { $0.isUnder(prefix) } }

    /// Every closing and reopening, with its seal; the seals are made again from the entries and compared.
    public func closedPeriods() -> Statement {
        var statement = Statement(
            name: "periods", title: "Closed periods", basis: "seals are SHA-256 over every balance",
            subject: "Closed through",
            columns: [
                .init("on", "recorded", isText: true), .init("entries known", "entries"),
                .init("seal", "seal", isText: true),
            ])
        for mark in ledger.periods {
            let day = Instant(milliseconds: mark.recordedAt).date
            statement.add(
                "\(CalendarDate(dayNumber: Int(mark.closedThrough)))\(mark.isReopening ? " (reopened)" : "")",
                [.text("\(day)"), .amount(Int64(mark.sequence), scale: 0), .text(mark.seal)])
        }
        statement.check(ledger.sealsHold, "a seal does not fit the entries it was made over")
        return statement
    }
}
