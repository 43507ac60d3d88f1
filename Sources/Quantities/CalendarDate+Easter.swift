extension CalendarDate {
    /// Easter Sunday of the Gregorian calendar ("Anonymous Gregorian", Meeus, Astronomical Algorithms, chapter 8).
    static func easter(of year: Int) -> CalendarDate {
        let golden = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekdays = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekdays) / 451
        let index = epact + weekdays - 7 * late + 114
        return CalendarDate(year, index / 31, index % 31 + 1)
    }

    /// Whether this is Good Friday or Easter Monday.
    var isEasterHoliday: Bool {
        let (year, month, _) = civil
        guard month == 3 || month == 4, weekday == 1 || weekday == 5 else { return false }
        let days = dayNumber - CalendarDate.easter(of: year).dayNumber
        return days == -2 || days == 1
    }
}
