/// The days on which offices are open: weekdays that are no holiday.
public enum BusinessCalendar: String, Sendable, Codable {
    /// United States federal holidays as observed (5 U.S.C. § 6103): Saturday holidays are kept on Friday, Sunday
    /// holidays on Monday.
    case usFederal

    public func isBusinessDay(_ date: CalendarDate) -> Bool {
        date.weekday <= 5 && !isHoliday(date)
    }

    /// The `count`-th business day after `date`; `date` itself is day zero.
    public func date(_ count: Int, businessDaysAfter date: CalendarDate) -> CalendarDate {
        var day = date
        var left = count
        while left > 0 {
            day = day.advanced(byDays: 1)
            if isBusinessDay(day) { left -= 1 }
        }
        return day
    }

    public func isHoliday(_ date: CalendarDate) -> Bool {
        if isNominalHoliday(date) && date.weekday <= 5 { return true }
        return switch date.weekday {
        case 5: isNominalHoliday(date.advanced(byDays: 1)) && isFixed(date.advanced(byDays: 1))
        case 1: isNominalHoliday(date.advanced(byDays: -1)) && isFixed(date.advanced(byDays: -1))
        default: false
        }
    }

    /// A holiday with a fixed day of the month, which may fall on a weekend.
    private func isFixed(_ date: CalendarDate) -> Bool {
        let (year, month, day) = date.civil
        return switch (month, day) {
        case (1, 1), (7, 4), (11, 11), (12, 25): true
        case (6, 19): year >= 2021
        default: false
        }
    }

    private func isNominalHoliday(_ date: CalendarDate) -> Bool {
        if isFixed(date) { return true }
        let (_, month, day) = date.civil
        let week = (day - 1) / 7 + 1
        return switch (month, date.weekday) {
        case (1, 1), (2, 1): week == 3  // Martin Luther King Jr.; Washington's Birthday
        case (5, 1): day > 24  // Memorial Day
        case (9, 1): week == 1  // Labor Day
        case (10, 1): week == 2  // Columbus Day
        case (11, 4): week == 4  // Thanksgiving
        default: false
        }
    }
}
