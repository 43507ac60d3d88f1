public import StargateQuantities

/// What fund agreements say of capital calls (reference: agreements, section 6).
public struct CallRules: Hashable, Sendable {
    /// Business days after the due date in which a late funder may still pay before it is in default.
    public let cure: Int
    /// Interest on late payments, a year.
    public let defaultRate: Ratio
    /// How much more than its own line a funder may be asked for another's, as a share of that line.
    public let overCall: Ratio

    public init(cure: Int = 10, defaultRate: Ratio = Ratio(partsPerMillion: 120_000), overCall: Ratio = .zero) {
        self.cure = cure
        self.defaultRate = defaultRate
        self.overCall = overCall
    }

    /// Where one funder's line of a call stands.
    public enum Standing: String, Hashable, Sendable {
        case noticed, due, late, paid, defaulted, remedied
    }

    /// A line due on `due`, as of `day`; `paid` is when it was paid, if it was. Payment within the cure period leaves no
    /// default behind; after it a default stands until `remedied`.
    public func standing(
        due: CalendarDate, paid: CalendarDate?, remedied: CalendarDate? = nil, on day: CalendarDate,
        calendar: BusinessCalendar = .usFederal
    ) -> Standing {
        let last = calendar.date(cure, businessDaysAfter: due)
        if let paid, paid <= day, paid <= last { return .paid }
        if day > last { return remedied.map { last < $0 && $0 <= day } ?? false ? .remedied : .defaulted }
        return day < due ? .noticed : day == due ? .due : .late
    }

    /// Interest on a line paid late: ACT/365 from its due date, to the nearest cent (row C3).
    public func lateInterest(on amount: Money, due: CalendarDate, paid: CalendarDate) -> Money {
        let days = Int64(max(0, paid.dayNumber - due.dayNumber))
        return Money(cents: amount.cents.scaled(defaultRate.units * days, over: 365_000_000, .nearest))
    }
}

/// What a funder has promised and been called for so far.
public struct CallableFunder: Hashable, Sendable {
    public let id: FunderID
    public let commitment: Money
    public let called: Money
    /// True if it need not pay this call.
    public let isExcused: Bool

    public init(id: FunderID, commitment: Money, called: Money = .zero, isExcused: Bool = false) {
        self.id = id
        self.commitment = commitment
        self.called = called
        self.isExcused = isExcused
    }

    var uncalled: Money { max(commitment - called, .zero) }
}

/// Why a call was refused; nobody is called.
public enum CallRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case beyondCommitments(asked: Money, uncalled: Money)
    /// Those left may not be asked for all that the excused leave open.
    case beyondOverCall(missing: Money)

    public var description: String {
        switch self {
        case .beyondCommitments(let asked, let uncalled):
            "\(asked) is asked, \(uncalled) is left of the commitments; call no more than that"
        case .beyondOverCall(let missing):
            "\(missing) of what excused funders leave open is beyond the over-call limit; raise the limit or excuse fewer"
        }
    }
}

extension CallRules {
    /// The lines of a call: pro rata to commitments, to the cent by largest remainder (row C1). What excused funders
    /// leave open is called from the others, pro rata again, each no more than the over-call limit and its commitment
    /// allow.
    ///
    /// - Throws: `beyondCommitments` refuses the whole call (row C5); `beyondOverCall` what cannot be covered.
    public func lines(_ amount: Money, from funders: [CallableFunder]) throws(CallRefusal) -> [CallLine] {
        let uncalled = funders.map(\.uncalled).sum()
        guard amount <= uncalled else { throw .beyondCommitments(asked: amount, uncalled: uncalled) }
        let (lines, missing) = linesAsFarAsAllowed(amount, from: funders)
        guard missing == .zero else { throw .beyondOverCall(missing: missing) }
        return lines
    }

    /// The lines of a call of no more than is uncalled, and what of it the over-call limit keeps from being called.
    public func linesAsFarAsAllowed(
        _ amount: Money, from funders: [CallableFunder]
    ) -> (lines: [CallLine], missing: Money) {
        let weights = funders.map(\.commitment.cents)
        let parts = largestRemainder(amount.cents, by: weights, caps: funders.map(\.uncalled.cents))
            .map { Money(cents: $0) }
        let gap = zip(funders, parts).filter { $0.0.isExcused }.map(\.1).sum()
        let rooms = zip(funders, parts).map { funder, part -> Money in
            funder.isExcused ? .zero : min(overCall.of(part), funder.uncalled - part)
        }
        let more = largestRemainder(min(gap, rooms.sum()).cents, by: weights, caps: rooms.map(\.cents))
        let lines = funders.indices.compactMap { index -> CallLine? in
            let line = (funders[index].isExcused ? .zero : parts[index]) + Money(cents: more[index])
            return line > .zero ? CallLine(funder: funders[index].id, amount: line) : nil
        }
        return (lines, gap - min(gap, rooms.sum()))
    }
}
