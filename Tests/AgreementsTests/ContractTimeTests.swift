import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

@Suite("Contract time")
struct ContractTimeTests {
    let time = ContractTime(zone: pacific, calendar: HolidayCalendar(.usFederal))

    @Test("counts a notice as received that day up to close of business, else the next business day (rule 2)")
    func receipt() {
        #expect(time.receipt(at: at("2025-03-03 17:00"), in: pacific) == day("2025-03-03"))
        #expect(time.receipt(at: at("2025-03-03 17:01"), in: pacific) == day("2025-03-04"))
        // Friday evening before Washington's Birthday.
        #expect(time.receipt(at: at("2025-02-14 17:01"), in: pacific) == day("2025-02-18"))
        #expect(time.receipt(at: at("2025-03-08 09:00"), in: pacific) == day("2025-03-10"), "a Saturday")
        // Whose zone matters: Monday 17:00 in Los Angeles is Tuesday 09:00 in Tokyo.
        #expect(time.receipt(at: at("2025-03-03 17:00"), in: zone("Asia/Tokyo")) == day("2025-03-04"))
    }

    @Test("puts N business days at close of business on the N-th after the day of receipt (rule 3)")
    func businessDays() {
        let deadline = time.answerBy(.businessDays(10), noticed: at("2025-03-03 10:00"), in: pacific)
        #expect(deadline.instant == at("2025-03-17 17:00") && deadline.dayZero == day("2025-03-03"))
        // 9 March is the change to summer time: 17:00 stays 17:00 on the wall.
        #expect(deadline.instant.since(at("2025-03-03 17:00")) == 14 * Instant.millisecondsPerDay - 3_600_000)
    }

    @Test("rolls calendar days and months forward to a business day (rule 3)")
    func calendarDays() {
        // 5 Mar + 60 days = Sun 4 May → Mon 5 May.
        #expect(time.endOf(.days(60), since: at("2025-03-05 09:00"), in: pacific).instant == at("2025-05-05 17:00"))
        // 31 Jan + 1 month = Fri 28 Feb.
        #expect(time.endOf(.months(1), since: at("2025-01-31 23:00"), in: pacific).instant == at("2025-02-28 17:00"))
        // What is no whole number of days runs by the clock.
        let hours = time.endOf(.milliseconds(36 * 3_600_000), since: at("2025-03-08 20:00"), in: pacific)
        #expect(hours.instant == at("2025-03-08 20:00").advanced(byMilliseconds: 36 * 3_600_000))
    }

    @Test("takes the next valid time where the clocks are put forward, the later where they are put back (rule 1)")
    func changes() {
        // In Los Angeles 02:30 is skipped on Sun 9 Mar 2025 and 01:30 comes twice on Sun 2 Nov.
        let night = ContractTime(
            zone: pacific, cutoff: 9_000_000, calendar: HolidayCalendar(.usFederal, open: [day("2025-03-09")]))
        #expect(night.endOf(.days(1), since: at("2025-03-08 12:00"), in: pacific).instant == at("2025-03-09 03:00"))
        let early = ContractTime(
            zone: pacific, cutoff: 5_400_000, calendar: HolidayCalendar(.usFederal, open: [day("2025-11-02")]))
        let twice = early.endOf(.days(1), since: at("2025-11-01 12:00"), in: pacific).instant
        #expect(twice == Instant(day("2025-11-02")).advanced(byMilliseconds: 9 * 3_600_000 + 1_800_000))
    }

    @Test("keeps with each deadline what it was counted from (rule 6)")
    func inputs() {
        let deadline = time.answerBy(.businessDays(5), noticed: at("2025-03-03 10:00"), in: pacific)
        #expect(deadline.zones == Zone.databaseVersion && deadline.calendar == HolidayCalendar(.usFederal).version)
        #expect(deadline.period == .businessDays(5) && deadline.from == at("2025-03-03 10:00"))
    }

    @Test("moves with whole weeks where no holiday and no clock change lies between (A7)", arguments: 1...20)
    func weeks(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let plain = ContractTime(zone: .utc, calendar: HolidayCalendar(.weekdays))
        for _ in 0..<100 {
            let start = at("2025-01-06", .utc).advanced(
                byMilliseconds: dice.number(Int64(0)...900 * Instant.millisecondsPerDay))
            let weeks = dice.number(1...60)
            let period = dice.pick([Span.businessDays(dice.number(0...30)), .days(dice.number(0...90))])
            let first = plain.answerBy(period, noticed: start, in: .utc).instant
            let second = plain.answerBy(period, noticed: start.advanced(byDays: 7 * weeks), in: .utc).instant
            #expect(second == first.advanced(byDays: 7 * weeks), "seed \(seed)")
        }
    }
}
