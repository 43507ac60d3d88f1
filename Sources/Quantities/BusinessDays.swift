/// Something that knows on which days offices are open, and so can count business days.
public protocol BusinessDays {
    /// Whether offices are open on `date`.
    func isBusinessDay(_ date: CalendarDate) -> Bool
}

extension BusinessDays {
    /// The `count`-th business day after `date`; `date` itself is day zero. O(count).
    public func date(_ count: Int, businessDaysAfter date: CalendarDate) -> CalendarDate {
        var day = date
        var left = count
        while left > 0 {
            day = day.advanced(byDays: 1)
            if isBusinessDay(day) { left -= 1 }
        }
        return day
    }

    /// `date` itself if it is a business day, else the next one.
    public func rolledForward(_ date: CalendarDate) -> CalendarDate {
        isBusinessDay(date) ? date : self.date(1, businessDaysAfter: date)
    }
}
