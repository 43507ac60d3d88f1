import Foundation
import StargateQuantities
import StargateTesting
import Testing

@Suite("A holiday calendar")
struct HolidayCalendarTests {
    /// Closed on two Mondays besides; open on Independence Day and on a Saturday.
    private let calendar = HolidayCalendar(
        .usFederal, closed: [day("2025-12-22"), day("2025-07-07"), day("2025-12-22")],
        open: [day("2025-07-05"), day("2025-07-04")], version: "works council 2025")

    @Test("that names no days is its base", arguments: BusinessCalendar.allCases)
    func plain(base: BusinessCalendar) {
        let plain = HolidayCalendar(base)
        #expect(plain.version == base.version)
        for number in day("2025-01-01").dayNumber...day("2026-12-31").dayNumber {
            let date = CalendarDate(dayNumber: number)
            #expect(plain.isBusinessDay(date) == base.isBusinessDay(date))
            #expect(plain.isHoliday(date) == base.isHoliday(date))
            #expect(plain.rolledForward(date) == base.rolledForward(date))
        }
    }

    @Test("closes and opens on the days it names, and keeps to its base on all others")
    func named() {
        let changed = (day("2025-01-01").dayNumber...day("2025-12-31").dayNumber)
            .map { CalendarDate(dayNumber: $0) }
            .filter { calendar.isBusinessDay($0) != BusinessCalendar.usFederal.isBusinessDay($0) }
        #expect(changed == ["2025-07-04", "2025-07-05", "2025-07-07", "2025-12-22"].map(day))
        #expect(!calendar.isHoliday(day("2025-07-04")))
        #expect(calendar.isHoliday(day("2025-07-07")))
        #expect(!calendar.isHoliday(day("2025-07-06")))
    }

    @Test("counts and rolls over the days it names")
    func counting() {
        // Thursday 3 July, day zero; Friday and Saturday are open, Sunday and Monday closed.
        let dates = (0...4).map { calendar.date($0, businessDaysAfter: day("2025-07-03")).description }
        #expect(dates == ["2025-07-03", "2025-07-04", "2025-07-05", "2025-07-08", "2025-07-09"])
        #expect(calendar.rolledForward(day("2025-07-05")) == day("2025-07-05"))
        #expect(calendar.rolledForward(day("2025-07-06")) == day("2025-07-08"))
        #expect(calendar.rolledForward(day("2025-12-20")) == day("2025-12-23"))
    }

    @Test("counts ten thousand days as one does on one's fingers")
    func far() {
        // 2,000 weeks of five days, none of them closed.
        let weekdays = HolidayCalendar(.weekdays)
        #expect(
            weekdays.date(10_000, businessDaysAfter: day("2025-01-06")) == day("2025-01-06").advanced(byDays: 14_000))
    }

    @Test("is closed on a day named both closed and open")
    func both() {
        let torn = HolidayCalendar(.weekdays, closed: [day("2025-07-01")], open: [day("2025-07-01")])
        #expect(!torn.isBusinessDay(day("2025-07-01")))
    }

    @Test("is the same whatever the order its days were named in, in memory and stored")
    func coding() throws {
        let again = HolidayCalendar(
            .usFederal, closed: [day("2025-07-07"), day("2025-12-22")], open: [day("2025-07-04"), day("2025-07-05")],
            version: "works council 2025")
        #expect(again == calendar)
        let text = """
            {"base":"us_federal","closed":["2025-07-07","2025-12-22"],"open":["2025-07-04","2025-07-05"],\
            "version":"works council 2025"}
            """
        #expect(try json(calendar) == text)
        #expect(try roundTrip(calendar) == calendar)
        let disordered = text.replacingOccurrences(
            of: #""2025-07-04","2025-07-05""#, with: #""2025-07-05","2025-07-04","2025-07-05""#)
        #expect(try JSONDecoder().decode(HolidayCalendar.self, from: Data(disordered.utf8)) == calendar)
    }
}
