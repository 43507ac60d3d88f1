public import StargateQuantities

/// The last instant at which something is still in time, kept with all it was counted from: a holiday or a time zone
/// that changes later does not move it (reference: agreements, section 3, rule 6).
public struct Deadline: Hashable, Sendable, Codable {
    /// Inclusive.
    public let instant: Instant
    public let period: Span
    /// What it runs from.
    public let from: Instant
    /// The day that counts as zero.
    public let dayZero: CalendarDate
    public let lastDay: CalendarDate
    public let zone: Zone
    /// Close of business, in milliseconds of the local day.
    public let cutoff: Int64
    /// The holiday calendar and its edition.
    public let calendar: String
    /// The edition of the time zone database.
    public let zones: String

    init(
        _ instant: Instant, period: Span, from: Instant, dayZero: CalendarDate, lastDay: CalendarDate,
        time: ContractTime, _ zone: Zone
    ) {
        self.instant = instant
        self.period = period
        self.from = from
        self.dayZero = dayZero
        self.lastDay = lastDay
        self.zone = zone
        cutoff = time.cutoff
        calendar = time.calendar.version
        zones = Zone.databaseVersion
    }
}
