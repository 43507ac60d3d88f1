extension CalendarDate {
    /// Whether the TARGET system of the Eurosystem is closed on this weekday, from 2002 on: New Year's Day, Good
    /// Friday, Easter Monday, 1 May, 25 and 26 December. None is moved if it falls on a weekend.
    var isTargetClosingDay: Bool {
        let (_, month, day) = civil
        return switch (month, day) {
        case (1, 1), (5, 1), (12, 25), (12, 26): true
        default: isEasterHoliday
        }
    }
}
