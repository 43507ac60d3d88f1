extension CalendarDate {
    /// Whether this weekday is a federal holiday of the United States, as observed: 5 U.S.C. § 6103(a), with
    /// Juneteenth by Public Law 117-17 of 17 June 2021; § 6103(b) for Saturdays, Executive Order 11582 for Sundays.
    var isUSFederalHoliday: Bool {
        if isFixedFederalHoliday || isFederalMonday || isThanksgiving { return true }
        return switch weekday {
        case 5: advanced(byDays: 1).isFixedFederalHoliday
        case 1: advanced(byDays: -1).isFixedFederalHoliday
        default: false
        }
    }

    /// A holiday with a fixed day of the month, which may fall on a weekend.
    private var isFixedFederalHoliday: Bool {
        let (year, month, day) = civil
        return switch (month, day) {
        case (1, 1), (7, 4), (11, 11), (12, 25): true
        case (6, 19): year >= 2021
        default: false
        }
    }

    private var isFederalMonday: Bool {
        guard weekday == 1 else { return false }
        let (_, month, day) = civil
        let week = (day - 1) / 7 + 1
        return switch month {
        case 1, 2: week == 3  // Martin Luther King Jr.; Washington's Birthday
        case 5: day > 24  // Memorial Day
        case 9: week == 1  // Labor Day
        case 10: week == 2  // Columbus Day
        default: false
        }
    }

    private var isThanksgiving: Bool {
        let (_, month, day) = civil
        return month == 11 && weekday == 4 && (22...28).contains(day)
    }
}
