/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Midnight UTC at the start of `date`.
    public init(_ date: CalendarDate) {
        milliseconds = Int64(date.dayNumber) * Instant.millisecondsPerDay
    }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public static let millisecondsPerDay: Int64 = 86_400_000

    /// The UTC calendar day that holds this instant.
    public var date: CalendarDate {
        CalendarDate(dayNumber: Int(milliseconds.floorDivided(by: Instant.millisecondsPerDay)))
    }

    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    /// Milliseconds from `earlier` to this instant.
    public func since(_ earlier: Instant) -> Int64 { milliseconds - earlier.milliseconds }

    public func advanced(byMilliseconds span: Int64) -> Instant { Instant(milliseconds: milliseconds + span) }

    public func advanced(byDays days: Int) -> Instant {
        advanced(byMilliseconds: Int64(days) * Instant.millisecondsPerDay)
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC: `2025-01-21` at midnight, else `2025-01-21T09:30:00Z`.
    public var description: String {
        let rest = milliseconds - Int64(date.dayNumber) * Instant.millisecondsPerDay
        guard rest != 0 else { return date.description }
        let seconds = rest / 1000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
        return "\(date)T\(clock.joined(separator: ":"))Z"
    }
}
