/// A length of time as contracts and plans state it: months and business days keep their calendar meaning.
public enum Span: Hashable, Sendable, Codable {
    /// Elapsed time, whatever the calendar says.
    case milliseconds(Int64)
    /// Calendar months: the same day of a later month.
    case months(Int)
    /// Days on which offices are open in the calendar used; the first day counts as zero.
    case businessDays(Int)

    public static func days(_ count: Int) -> Span { .milliseconds(Int64(count) * Instant.millisecondsPerDay) }

    /// The instant this span after `start`. Business days end at midnight after the last of them, so that the
    /// whole last day counts.
    public func after(_ start: Instant, calendar: BusinessCalendar = .usFederal) -> Instant {
        switch self {
        case .milliseconds(let length): start.advanced(byMilliseconds: length)
        case .months(let count):
            Instant(start.date.advanced(byMonths: count))
                .advanced(byMilliseconds: start.since(Instant(start.date)))
        case .businessDays(let count):
            Instant(calendar.date(count, businessDaysAfter: start.date).advanced(byDays: 1))
        }
    }

    /// Milliseconds this span lasts when it begins at `start`.
    public func milliseconds(from start: Instant) -> Int64 { after(start).since(start) }
}

extension Span: CustomStringConvertible {
    public var description: String {
        switch self {
        case .milliseconds(let length):
            if length % Instant.millisecondsPerDay == 0 { return "\(length / Instant.millisecondsPerDay) days" }
            if length % 3_600_000 == 0 { return "\(length / 3_600_000) hours" }
            if length % 60_000 == 0 { return "\(length / 60_000) minutes" }
            return "\(length / 1000) seconds"
        case .months(let count): return "\(count) months"
        case .businessDays(let count): return "\(count) business days"
        }
    }
}
