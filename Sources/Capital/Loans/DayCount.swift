import StargateQuantities

/// How a period becomes a fraction of a year.
///
/// ACTUS technical specification, section "Year Fraction Convention".
public enum DayCount: String, Hashable, Sendable, CaseIterable {
    /// Actual days over the days of the year they fall in.
    case actualActual = "AA"
    case actual360 = "A360"
    case actual365 = "A365"
    /// Months of 30 days; a 31st counts as the 30th.
    case thirtyE360 = "30E360"
    /// The same, and the last of February counts as the 30th unless the loan matures on it.
    case thirtyE360ISDA = "30E360ISDA"
    /// Business days over 252.
    case business252 = "B252"

    /// Y(s, t): the fraction of a year from `start` to `end`; negative if `end` comes first.
    public func yearFraction(
        from start: LoanTime, to end: LoanTime, calendar: LoanCalendar = .noHoliday, maturity: LoanTime? = nil
    ) -> Double {
        if end < start { return -yearFraction(from: end, to: start, calendar: calendar, maturity: maturity) }
        let (from, to) = (start.countingDate, end.countingDate)
        let days = Double(to.dayNumber - from.dayNumber)
        switch self {
        case .actualActual: return DayCount.actualActual(from, to)
        case .actual360: return days / 360
        case .actual365: return days / 365
        case .thirtyE360: return DayCount.thirty(from, to, { min($0.civil.day, 30) }, { min($0.civil.day, 30) })
        case .thirtyE360ISDA:
            let matures = maturity?.countingDate
            return DayCount.thirty(
                from, to, { $0.isLastOfMonth ? 30 : $0.civil.day },
                { $0.isLastOfMonth && !($0 == matures && $0.civil.month == 2) ? 30 : $0.civil.day })
        case .business252:
            let open = (from.dayNumber..<to.dayNumber).count {
                calendar.isBusinessDay(CalendarDate(dayNumber: $0))
            }
            return Double(open) / 252
        }
    }

    private static func actualActual(_ from: CalendarDate, _ to: CalendarDate) -> Double {
        let (first, last) = (from.civil.year, to.civil.year)
        guard first != last else { return Double(to.dayNumber - from.dayNumber) / daysOfYear(first) }
        let head = Double(newYear(first + 1) - from.dayNumber) / daysOfYear(first)
        let tail = Double(to.dayNumber - newYear(last)) / daysOfYear(last)
        return head + Double(last - first - 1) + tail
    }

    private static func newYear(_ year: Int) -> Int {
        let epoch = CalendarDate(dayNumber: 0)
        return epoch.advanced(byMonths: (year - 1970) * 12).dayNumber
    }

    private static func daysOfYear(_ year: Int) -> Double { Double(newYear(year + 1) - newYear(year)) }

    private static func thirty(
        _ from: CalendarDate, _ to: CalendarDate, _ first: (CalendarDate) -> Int, _ last: (CalendarDate) -> Int
    ) -> Double {
        let (a, b) = (from.civil, to.civil)
        let months = (b.year - a.year) * 12 + b.month - a.month
        let days = last(to) - first(from)
        return Double(months * 30 + days) / 360
    }
}
