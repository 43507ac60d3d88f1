/// A business calendar as one party keeps it: a common one, with days closed or declared open besides.
public struct HolidayCalendar: Hashable, Sendable {
    /// The calendar that holds on every day not named below.
    public let base: BusinessCalendar
    /// Days closed besides; ascending, each once.
    public let closed: [CalendarDate]
    /// Days declared open, holidays and weekends alike; ascending, each once. A day in `closed` too is closed.
    public let open: [CalendarDate]
    /// The edition, which an agreement records beside its deadlines.
    public let version: String

    /// The days of `base`, but for those named. `version` is that of `base` if none is given.
    public init(
        _ base: BusinessCalendar, closed: [CalendarDate] = [], open: [CalendarDate] = [], version: String? = nil
    ) {
        self.base = base
        self.closed = closed.sortedOnce
        self.open = open.sortedOnce
        self.version = version ?? base.version
    }
}

extension HolidayCalendar: BusinessDays {
    /// Whether offices are open on `date`. O(log n) in the days named.
    public func isBusinessDay(_ date: CalendarDate) -> Bool {
        if closed.holds(date) { return false }
        return open.holds(date) || base.isBusinessDay(date)
    }

    /// A weekday on which offices stay closed.
    public func isHoliday(_ date: CalendarDate) -> Bool { date.weekday <= 5 && !isBusinessDay(date) }
}

extension HolidayCalendar: Codable {
    private enum CodingKeys: String, CodingKey {
        case base, closed, open, version
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(BusinessCalendar.self, forKey: .base),
            closed: try container.decode([CalendarDate].self, forKey: .closed),
            open: try container.decode([CalendarDate].self, forKey: .open),
            version: try container.decode(String.self, forKey: .version))
    }
}

extension [CalendarDate] {
    fileprivate var sortedOnce: [CalendarDate] {
        var dates: [CalendarDate] = []
        for date in sorted() where date != dates.last { dates.append(date) }
        return dates
    }

    /// Whether `date` is among these, which ascend.
    fileprivate func holds(_ date: CalendarDate) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < date { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == date
    }
}
