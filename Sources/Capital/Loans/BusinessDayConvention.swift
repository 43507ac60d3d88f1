public import StargateQuantities

/// The days on which payments are made.
///
/// ACTUS technical specification, section "Business Day Calendar".
public enum LoanCalendar: String, Hashable, Sendable, CaseIterable {
    case noHoliday = "NC"
    case mondayToFriday = "MF"

    public func isBusinessDay(_ date: CalendarDate) -> Bool {
        switch self {
        case .noHoliday: true
        case .mondayToFriday: date.weekday <= 5
        }
    }
}

/// Where an event goes that falls on a holiday, and whether its amounts are calculated for the day it goes to (shift,
/// then calculate) or for the day it comes from (calculate, then shift).
///
/// ACTUS technical specification, section "Business Day Shift Convention".
public enum BusinessDayConvention: String, Hashable, Sendable, CaseIterable {
    case none = "NULL"
    case shiftFollowing = "SCF"
    case shiftModifiedFollowing = "SCMF"
    case calculateFollowing = "CSF"
    case calculateModifiedFollowing = "CSMF"
    case shiftPreceding = "SCP"
    case shiftModifiedPreceding = "SCMP"
    case calculatePreceding = "CSP"
    case calculateModifiedPreceding = "CSMP"

    /// When an event takes place that is due at `time`.
    public func eventTime(_ time: LoanTime, _ calendar: LoanCalendar) -> LoanTime {
        guard !calendar.isBusinessDay(time.date) else { return time }
        let date: CalendarDate
        switch self {
        case .none: return time
        case .shiftFollowing, .calculateFollowing: date = nearest(time.date, 1, calendar)
        case .shiftPreceding, .calculatePreceding: date = nearest(time.date, -1, calendar)
        case .shiftModifiedFollowing, .calculateModifiedFollowing: date = modified(time.date, 1, calendar)
        case .shiftModifiedPreceding, .calculateModifiedPreceding: date = modified(time.date, -1, calendar)
        }
        return LoanTime(date, second: time.second)
    }

    /// The time its amounts are calculated for.
    public func calculationTime(_ time: LoanTime, _ calendar: LoanCalendar) -> LoanTime {
        switch self {
        case .none, .calculateFollowing, .calculateModifiedFollowing, .calculatePreceding,
            .calculateModifiedPreceding:
            time
        case .shiftFollowing, .shiftModifiedFollowing, .shiftPreceding, .shiftModifiedPreceding:
            eventTime(time, calendar)
        }
    }

    private func nearest(_ date: CalendarDate, _ step: Int, _ calendar: LoanCalendar) -> CalendarDate {
        var date = date
        while !calendar.isBusinessDay(date) { date = date.advanced(byDays: step) }
        return date
    }

    /// The nearest in that direction, unless another month begins before it.
    private func modified(_ date: CalendarDate, _ step: Int, _ calendar: LoanCalendar) -> CalendarDate {
        let found = nearest(date, step, calendar)
        return found.civil.month == date.civil.month ? found : nearest(date, -step, calendar)
    }
}
