/// A date and a time of day as a clock on the wall shows them; which instant that is, a `Zone` says.
///
/// ```swift
/// LocalTime(day, hour: 17, minute: 0)  // 2025-03-17 17:00
/// ```
public struct LocalTime: Hashable, Comparable, Sendable {
    /// The day on the calendar on the wall.
    public let date: CalendarDate
    /// Milliseconds on the clock since its midnight: 0 to 86,399,999. Not elapsed time where clocks change that day.
    public let millisecondOfDay: Int64

    /// The time so many milliseconds by the clock after midnight of `date`, which must stay within the day.
    public init(date: CalendarDate, millisecondOfDay: Int64) {
        precondition((0..<Instant.millisecondsPerDay).contains(millisecondOfDay), "a time of day stays within its day")
        self.date = date
        self.millisecondOfDay = millisecondOfDay
    }

    /// The time that a clock shows as `hour:minute:second`; 0 to 23, 0 to 59, 0 to 59.
    public init(_ date: CalendarDate, hour: Int, minute: Int, second: Int = 0) {
        precondition(
            (0..<24).contains(hour) && (0..<60).contains(minute) && (0..<60).contains(second), "no clock shows that")
        self.init(date: date, millisecondOfDay: Int64((hour * 60 + minute) * 60 + second) * 1000)
    }

    /// The time shown `milliseconds` after 1970-01-01 00:00 by a clock that is never changed.
    init(sinceEpoch milliseconds: Int64) {
        let day = milliseconds.floorDivided(by: Instant.millisecondsPerDay)
        date = CalendarDate(dayNumber: Int(day))
        millisecondOfDay = milliseconds - day * Instant.millisecondsPerDay
    }

    /// Milliseconds since 1970-01-01 00:00 by a clock that is never changed.
    var sinceEpoch: Int64 { Int64(date.dayNumber) * Instant.millisecondsPerDay + millisecondOfDay }

    /// Earlier on the wall; around a clock change that need not be earlier in time.
    public static func < (a: LocalTime, b: LocalTime) -> Bool {
        (a.date, a.millisecondOfDay) < (b.date, b.millisecondOfDay)
    }
}

extension LocalTime: CustomStringConvertible {
    /// `2025-03-17 17:00`; with seconds, `17:00:05`, and thousandths, `17:00:05.250`, only where they are not zero.
    public var description: String {
        let seconds = millisecondOfDay / 1000
        var text = "\(date) \((seconds / 3600).padded(to: 2)):\((seconds / 60 % 60).padded(to: 2))"
        guard millisecondOfDay % 60_000 != 0 else { return text }
        text += ":" + (seconds % 60).padded(to: 2)
        guard millisecondOfDay % 1000 != 0 else { return text }
        return text + "." + (millisecondOfDay % 1000).padded(to: 3)
    }
}

extension LocalTime: Codable {
    private enum CodingKeys: String, CodingKey {
        case date, millisecondOfDay
    }

    /// Refuses a time of day beyond the day.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let millisecond = try container.decode(Int64.self, forKey: .millisecondOfDay)
        guard (0..<Instant.millisecondsPerDay).contains(millisecond) else {
            throw DecodingError.dataCorruptedError(
                forKey: .millisecondOfDay, in: container, debugDescription: "not a time of day")
        }
        self.init(date: try container.decode(CalendarDate.self, forKey: .date), millisecondOfDay: millisecond)
    }
}
