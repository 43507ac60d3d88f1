public import StargateQuantities

/// How an agreement counts time (reference: agreements, section 3): whose clock, until what hour of the day, on which
/// days offices are open.
public struct ContractTime: Hashable, Sendable {
    public let zone: Zone
    /// Close of business, in milliseconds of the local day.
    public let cutoff: Int64
    public let calendar: HolidayCalendar

    public init(zone: Zone, cutoff: Int64 = 17 * 3_600_000, calendar: HolidayCalendar) {
        self.zone = zone
        self.cutoff = cutoff
        self.calendar = calendar
    }

    /// The day on which something that arrives at `instant` counts as received in `zone`: that day if it is a business
    /// day and not after close of business, else the next business day (rule 2).
    public func receipt(at instant: Instant, in zone: Zone) -> CalendarDate {
        let local = zone.local(instant)
        if calendar.isBusinessDay(local.date) && local.millisecondOfDay <= cutoff { return local.date }
        return calendar.date(1, businessDaysAfter: local.date)
    }

    /// The end of the time to answer a notice that arrives at `instant`; its day of receipt is day zero.
    public func answerBy(_ period: Span, noticed instant: Instant, in zone: Zone) -> Deadline {
        deadline(period, from: receipt(at: instant, in: zone), at: instant, in: zone)
    }

    /// The end of a time that runs from something done at `instant`; its local day is day zero.
    public func endOf(_ period: Span, since instant: Instant, in zone: Zone) -> Deadline {
        deadline(period, from: zone.local(instant).date, at: instant, in: zone)
    }

    /// Close of business on the last day (rule 3): the N-th business day after day zero; or day zero plus days or
    /// months, rolled forward to a business day. Times that are no whole days run by the clock.
    private func deadline(_ period: Span, from day: CalendarDate, at instant: Instant, in zone: Zone) -> Deadline {
        let last: CalendarDate
        switch period {
        case .businessDays(let count): last = calendar.date(count, businessDaysAfter: day)
        case .months(let count): last = calendar.rolledForward(day.advanced(byMonths: count))
        case .milliseconds(let length):
            guard length % Instant.millisecondsPerDay == 0 else {
                let end = instant.advanced(byMilliseconds: length)
                return Deadline(
                    end, period: period, from: instant, dayZero: day, lastDay: zone.local(end).date, time: self, zone)
            }
            last = calendar.rolledForward(day.advanced(byDays: Int(length / Instant.millisecondsPerDay)))
        }
        let end = close(of: last, in: zone)
        guard end < instant else {
            return Deadline(end, period: period, from: instant, dayZero: day, lastDay: last, time: self, zone)
        }
        // No time at all, begun after close of business, ends with the next business day.
        let next = calendar.date(1, businessDaysAfter: last)
        return Deadline(
            close(of: next, in: zone), period: period, from: instant, dayZero: day, lastDay: next, time: self, zone)
    }

    private func close(of day: CalendarDate, in zone: Zone) -> Instant {
        zone.instant(LocalTime(date: day, millisecondOfDay: cutoff))
    }
}
