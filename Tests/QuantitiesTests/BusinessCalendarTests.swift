import Foundation
import StargateQuantities
import StargateTesting
import Testing

@Suite("A business calendar")
struct BusinessCalendarTests {
    /// Weekdays in `years` on which `calendar` is closed.
    private func closings(_ calendar: BusinessCalendar, _ years: ClosedRange<Int>) -> [String] {
        (day("\(years.lowerBound)-01-01").dayNumber...day("\(years.upperBound)-12-31").dayNumber)
            .map { CalendarDate(dayNumber: $0) }
            .filter { $0.weekday <= 5 && !calendar.isBusinessDay($0) }
            .map(\.description)
    }

    @Test("of the United States closes on the days observed by federal offices, 2024 to 2030")
    func federal() {
        #expect(closings(.usFederal, 2024...2030) == BusinessCalendarTests.federal.flatMap(\.words))
    }

    /// The Python package `holidays` 0.109, for https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/
    static let federal = [
        "2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-10-14 2024-11-11",
        "2024-11-28 2024-12-25",
        "2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11",
        "2025-11-27 2025-12-25",
        "2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11",
        "2026-11-26 2026-12-25",
        "2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11",
        "2027-11-25 2027-12-24 2027-12-31",
        "2028-01-17 2028-02-21 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-10-09 2028-11-10 2028-11-23",
        "2028-12-25",
        "2029-01-01 2029-01-15 2029-02-19 2029-05-28 2029-06-19 2029-07-04 2029-09-03 2029-10-08 2029-11-12",
        "2029-11-22 2029-12-25",
        "2030-01-01 2030-01-21 2030-02-18 2030-05-27 2030-06-19 2030-07-04 2030-09-02 2030-10-14 2030-11-11",
        "2030-11-28 2030-12-25",
    ]

    @Test("of England and Wales closes on the bank holidays of gov.uk, 2019 to 2026, and of earlier special years")
    func england() {
        #expect(closings(.englandAndWales, 2019...2026) == BusinessCalendarTests.england.flatMap(\.words))
        let earlier = [1995, 1999, 2002, 2011, 2012].flatMap { closings(.englandAndWales, $0...$0) }
        #expect(earlier == BusinessCalendarTests.earlier.flatMap(\.words))
    }

    /// https://www.gov.uk/bank-holidays; checked against the Python package `holidays` 0.109.
    static let england = [
        "2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26",
        "2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28",
        "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28",
        "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26",
        "2022-12-27",
        "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26",
        "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26",
        "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26",
        "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28",
    ]

    /// The Python package `holidays` 0.109.
    static let earlier = [
        "1995-01-02 1995-04-14 1995-04-17 1995-05-08 1995-05-29 1995-08-28 1995-12-25 1995-12-26",
        "1999-01-01 1999-04-02 1999-04-05 1999-05-03 1999-05-31 1999-08-30 1999-12-27 1999-12-28 1999-12-31",
        "2002-01-01 2002-03-29 2002-04-01 2002-05-06 2002-06-03 2002-06-04 2002-08-26 2002-12-25 2002-12-26",
        "2011-01-03 2011-04-22 2011-04-25 2011-04-29 2011-05-02 2011-05-30 2011-08-29 2011-12-26 2011-12-27",
        "2012-01-02 2012-04-06 2012-04-09 2012-05-07 2012-06-04 2012-06-05 2012-08-27 2012-12-25 2012-12-26",
    ]

    @Test("of TARGET closes on six days a year, less those that fall on a weekend")
    func target() {
        #expect(
            closings(.target, 2025...2026) == [
                "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-01", "2025-12-25", "2025-12-26", "2026-01-01",
                "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25",
            ])
        // 26 December 2026 and 1 January 2028 are Saturdays; nothing takes their place.
        #expect(BusinessCalendar.target.isBusinessDay(day("2026-12-28")))
        #expect(BusinessCalendar.target.isBusinessDay(day("2027-12-31")))
        #expect(BusinessCalendar.target.isBusinessDay(day("2028-01-03")))
    }

    @Test("of weekdays closes on Saturday and Sunday alone")
    func weekdays() {
        #expect(closings(.weekdays, 2024...2026) == [])
        let week = (0..<7).map { BusinessCalendar.weekdays.isBusinessDay(day("2025-12-22").advanced(byDays: $0)) }
        #expect(week == [true, true, true, true, true, false, false])
    }

    @Test("moves with Easter", arguments: BusinessCalendarTests.easters)
    func easter(sunday: String) {
        #expect(day(sunday).weekday == 7)
        for calendar in [BusinessCalendar.englandAndWales, .target] {
            #expect(calendar.isHoliday(day(sunday).advanced(byDays: -2)))
            #expect(calendar.isHoliday(day(sunday).advanced(byDays: 1)))
            #expect(calendar.isBusinessDay(day(sunday).advanced(byDays: -3)))
            #expect(calendar.isBusinessDay(day(sunday).advanced(byDays: 2)))
        }
    }

    /// `dateutil.easter.easter(year)`: the earliest and latest of this century, and some between.
    static let easters = [
        "2000-04-23", "2008-03-23", "2011-04-24", "2027-03-28", "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19",
        "2100-03-28",
    ]

    @Test("rolls a date forward to the next open day, and leaves an open one", arguments: BusinessCalendarTests.rolled)
    func rolledForward(id: String, from: String, to: String) {
        #expect(BusinessCalendar(rawValue: id)?.rolledForward(day(from)) == day(to))
    }

    static let rolled = [
        ("us_federal", "2025-07-04", "2025-07-07"), ("us_federal", "2025-07-03", "2025-07-03"),
        ("us_federal", "2021-12-24", "2021-12-27"), ("england_and_wales", "2021-12-25", "2021-12-29"),
        ("england_and_wales", "2022-06-02", "2022-06-06"), ("target", "2025-04-18", "2025-04-22"),
        ("target", "2025-12-25", "2025-12-29"), ("weekdays", "2025-07-04", "2025-07-04"),
        ("weekdays", "2025-07-05", "2025-07-07"),
    ]

    @Test("is found by its id and by what people call it", arguments: BusinessCalendarTests.spellings)
    func named(text: String, calendar: BusinessCalendar) {
        #expect(BusinessCalendar.named(text) == calendar)
    }

    static let spellings: [(String, BusinessCalendar)] = [
        ("us_federal", .usFederal), ("US federal", .usFederal), ("us-federal", .usFederal), ("usfederal", .usFederal),
        ("england_and_wales", .englandAndWales), ("England & Wales", .englandAndWales), ("UK", .englandAndWales),
        ("england", .englandAndWales), ("target", .target), ("TARGET", .target), ("TARGET2", .target),
        ("weekdays", .weekdays), ("none", .weekdays), ("Weekdays", .weekdays),
    ]

    @Test("by an unknown name is none", arguments: ["", "scotland", "lunar", "us_federal_reserve", "-"])
    func unknown(text: String) {
        #expect(BusinessCalendar.named(text) == nil)
    }

    @Test("is stored as its id, which stays as it is")
    func coding() throws {
        let ids = #"["us_federal","england_and_wales","target","weekdays"]"#
        #expect(try json(BusinessCalendar.allCases) == ids)
        #expect(try roundTrip(BusinessCalendar.allCases) == BusinessCalendar.allCases)
        #expect(Set(BusinessCalendar.allCases.map(\.version)).count == BusinessCalendar.allCases.count)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([BusinessCalendar].self, from: Data(#"["usFederal"]"#.utf8))
        }
    }
}

extension String {
    fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
