import StargateQuantities
import Testing

@Suite("The federal calendar")
struct FederalHolidayTests {
    @Test("closes on the weekdays that the Python package holidays names as observed, and on no other, 2021 to 2029")
    func observed() {
        let expected = Set(
            FederalHolidayTests.holidays.flatMap { $0.split(separator: " ") }.map { day(String($0)) })
        var wrong: [String] = []
        for number in day("2021-01-01").dayNumber...day("2029-12-31").dayNumber {
            let date = CalendarDate(dayNumber: number)
            guard date.weekday <= 5 else { continue }
            if BusinessCalendar.usFederal.isHoliday(date) != expected.contains(date) { wrong.append("\(date)") }
            if BusinessCalendar.usFederal.isBusinessDay(date) == expected.contains(date) { wrong.append("\(date)") }
        }
        #expect(wrong.isEmpty)
    }

    @Test("is closed on every Saturday and Sunday")
    func weekends() {
        let monday = day("2025-01-06")
        for week in 0..<300 {
            let saturday = monday.advanced(byDays: week * 7 + 5)
            #expect(!BusinessCalendar.usFederal.isBusinessDay(saturday))
            #expect(!BusinessCalendar.usFederal.isBusinessDay(saturday.advanced(byDays: 1)))
        }
    }

    @Test("knows no Juneteenth before the law of 2021, and no holiday for inaugurations")
    func exceptions() {
        #expect(BusinessCalendar.usFederal.isBusinessDay(day("2020-06-19")))
        #expect(BusinessCalendar.usFederal.isBusinessDay(day("2021-01-20")))
        #expect(!BusinessCalendar.usFederal.isBusinessDay(day("2021-06-18")))
    }

    /// `holidays.UnitedStates(categories=("public",))`, weekdays only.
    static let holidays = [
        "2021-01-01 2021-01-18 2021-02-15 2021-05-31 2021-06-18 2021-07-05 2021-09-06 2021-10-11 2021-11-11",
        "2021-11-25 2021-12-24 2021-12-31",
        "2022-01-17 2022-02-21 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-11 2022-11-24",
        "2022-12-26",
        "2023-01-02 2023-01-16 2023-02-20 2023-05-29 2023-06-19 2023-07-04 2023-09-04 2023-10-09 2023-11-10",
        "2023-11-23 2023-12-25",
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
    ]
}
