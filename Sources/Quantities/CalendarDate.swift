/// A day of the proleptic Gregorian calendar, held as days since 1970-01-01.
public struct CalendarDate: Hashable, Comparable, Sendable {
    public let dayNumber: Int

    public init(dayNumber: Int) { self.dayNumber = dayNumber }

    /// `nil` for a day that does not exist, such as 30 February, and outside the years 1900 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1900...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDate.daysIn(month: month, of: year)
        else { return nil }
        self.init(year, month, day)
    }

    /// Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    init(_ year: Int, _ month: Int, _ day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = Int64(y).floorDivided(by: 400)
        let yearOfEra = y - Int(era) * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = Int(era) * 146_097 + dayOfEra - 719_468
    }

    /// The last day that can be written.
    public static let last = CalendarDate(9999, 12, 31)

    /// Reads `2025-01-21`; `nil` for another form or a day that does not exist.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month 1…12 and day 1…31.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = Int(Int64(z).floorDivided(by: 146_097))
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    public static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }

    /// 1 Monday … 7 Sunday (ISO 8601).
    public var weekday: Int {
        let day = (dayNumber + 3) % 7
        return (day < 0 ? day + 7 : day) + 1
    }

    public func advanced(byDays days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

    /// The same day `months` later, or the last day of that month if it is shorter.
    public func advanced(byMonths months: Int) -> CalendarDate {
        let (year, month, day) = civil
        let index = Int64(year * 12 + month - 1 + months)
        let newYear = Int(index.floorDivided(by: 12))
        let newMonth = Int(index) - newYear * 12 + 1
        return CalendarDate(newYear, newMonth, min(day, CalendarDate.daysIn(month: newMonth, of: newYear)))
    }

    /// The first day of this date's month.
    public var startOfMonth: CalendarDate {
        let (year, month, _) = civil
        return CalendarDate(year, month, 1)
    }

    /// The first day of the following month.
    public var startOfNextMonth: CalendarDate { startOfMonth.advanced(byMonths: 1) }

    /// Whole months from `earlier` to this date's month, ignoring days.
    public func months(since earlier: CalendarDate) -> Int {
        let (a, b) = (civil, earlier.civil)
        return (a.year - b.year) * 12 + a.month - b.month
    }
}

extension CalendarDate: CustomStringConvertible {
    public var description: String {
        let (year, month, day) = civil
        return "\(Int64(year).padded(to: 4))-\(Int64(month).padded(to: 2))-\(Int64(day).padded(to: 2))"
    }
}

extension CalendarDate: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CalendarDate(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date YYYY-MM-DD")
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
