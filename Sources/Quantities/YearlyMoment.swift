/// A moment that comes once a year, by the clock on the wall: `M3.2.0/2` is two o'clock on the second Sunday of March.
struct YearlyMoment: Sendable {
    /// The three ways in which POSIX names a day of the year.
    enum Day: Sendable {
        /// `Mm.w.d`: weekday `d` (0 is Sunday) for the `w`-th time in month `m`; 5 means the last time.
        case weekday(month: Int, week: Int, weekday: Int)
        /// `Jn`: day 1 to 365 of a year that never counts 29 February.
        case withoutLeapDay(Int)
        /// `n`: day 0 to 365 of the year as it is.
        case counted(Int)
    }

    var day: Day
    /// Milliseconds from midnight of that day; may be less than none, or more than a day.
    var time: Int64

    /// Milliseconds from 1970-01-01 00:00 to this moment in `year`, by a clock that is never changed.
    func milliseconds(of year: Int) -> Int64 { Int64(dayNumber(of: year)) * Instant.millisecondsPerDay + time }

    private func dayNumber(of year: Int) -> Int {
        switch day {
        case .weekday(let month, let week, let weekday):
            let first = CalendarDate(year, month, 1)
            let day = first.dayNumber + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
            let end = first.dayNumber + CalendarDate.daysIn(month: month, of: year)
            return day < end ? day : day - 7
        case .withoutLeapDay(let count):
            let afterLeapDay = count >= 60 && CalendarDate.daysIn(month: 2, of: year) == 29
            return CalendarDate(year, 1, 1).dayNumber + count - (afterLeapDay ? 0 : 1)
        case .counted(let count): return CalendarDate(year, 1, 1).dayNumber + count
        }
    }
}
