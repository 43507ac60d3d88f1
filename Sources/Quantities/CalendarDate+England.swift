extension CalendarDate {
    /// Whether this weekday is a bank holiday in England and Wales, from 1995 on.
    ///
    /// Good Friday and Christmas Day are holidays by common law, the others by the Banking and Financial Dealings
    /// Act 1971 or proclaimed each year; one that falls on a weekend is kept on the next weekday that is free.
    var isEnglishBankHoliday: Bool {
        let (year, month, day) = civil
        let isMonday = weekday == 1
        return switch month {
        case 1: day == 1 || (isMonday && day <= 3)
        case 3, 4: isEasterHoliday || isOneOff
        case 5: (isMonday && (day <= 7 ? year != 1995 && year != 2020 : day > 24 && !isSpringMoved)) || isOneOff
        case 8: isMonday && day > 24
        case 12:
            day == 25 || day == 26 || ((day == 27 || day == 28) && weekday <= 2) || isOneOff
        default: isOneOff
        }
    }

    /// Years whose spring holiday was moved to June for a jubilee.
    private var isSpringMoved: Bool { [2002, 2012, 2022].contains(civil.year) }

    /// Holidays proclaimed for one year: commemorations, jubilees, a wedding, a funeral and a coronation.
    private var isOneOff: Bool {
        let (year, month, day) = civil
        return switch (year, month, day) {
        case (1995, 5, 8), (2020, 5, 8): true  // Early May, moved to Victory in Europe Day
        case (1999, 12, 31): true  // Millennium
        case (2002, 6, 3), (2012, 6, 5), (2022, 6, 3): true  // Golden, Diamond and Platinum Jubilee
        case (2002, 6, 4), (2012, 6, 4), (2022, 6, 2): true  // Spring, moved to join the jubilee
        case (2011, 4, 29): true  // Wedding of Prince William
        case (2022, 9, 19): true  // Funeral of Elizabeth II
        case (2023, 5, 8): true  // Coronation of Charles III
        default: false
        }
    }
}
