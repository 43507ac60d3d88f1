import StargateQuantities
import StargateTesting
import Testing

@Suite("Business days")
struct BusinessDaysTests {
    @Test("are counted as numpy.busday_offset counts them", arguments: BusinessDaysTests.numpy)
    func counted(from: String, count: Int, to: String) {
        #expect(BusinessCalendar.usFederal.date(count, businessDaysAfter: day(from)) == day(to))
    }

    @Test("number exactly as many as were asked for, the last being open", arguments: seeds)
    func exact(seed: UInt64) {
        var dice = Dice(seed: seed)
        let calendar = BusinessCalendar.usFederal
        for _ in 0..<100 {
            let from = CalendarDate(dayNumber: dice.number(18_000...25_000))
            let count = dice.number(1...60)
            let to = calendar.date(count, businessDaysAfter: from)
            let open = (from.dayNumber + 1...to.dayNumber).filter {
                calendar.isBusinessDay(CalendarDate(dayNumber: $0))
            }
            #expect(open.count == count && open.last == to.dayNumber, "seed \(seed): \(count) after \(from)")
        }
    }

    @Test("of which none have passed leave the date as it is")
    func none() {
        #expect(BusinessCalendar.usFederal.date(0, businessDaysAfter: day("2025-01-20")) == day("2025-01-20"))
    }

    /// `numpy.busday_offset(from, count, roll="backward", holidays=…)`: a start that is no business day is day zero.
    static let numpy: [(String, Int, String)] = [
        ("2021-12-23", 1, "2021-12-27"), ("2021-12-30", 1, "2022-01-03"), ("2022-06-17", 1, "2022-06-21"),
        ("2025-01-17", 1, "2025-01-21"), ("2025-01-18", 1, "2025-01-21"), ("2025-01-20", 1, "2025-01-21"),
        ("2025-01-21", 1, "2025-01-22"), ("2025-07-03", 1, "2025-07-07"), ("2025-07-04", 1, "2025-07-07"),
        ("2025-12-24", 1, "2025-12-26"), ("2026-07-02", 1, "2026-07-06"), ("2027-12-30", 1, "2028-01-03"),
        ("2027-02-15", 5, "2027-02-22"), ("2023-05-03", 2, "2023-05-05"), ("2023-09-25", 1, "2023-09-26"),
        ("2022-04-21", 3, "2022-04-26"), ("2027-03-14", 20, "2027-04-09"), ("2021-12-21", 60, "2022-03-21"),
        ("2024-02-12", 60, "2024-05-07"), ("2027-06-23", 3, "2027-06-28"), ("2024-08-20", 90, "2024-12-31"),
        ("2026-01-04", 90, "2026-05-12"), ("2026-02-13", 30, "2026-03-30"), ("2028-09-28", 2, "2028-10-02"),
        ("2027-04-24", 30, "2027-06-07"), ("2028-05-06", 1, "2028-05-08"), ("2024-09-18", 5, "2024-09-25"),
        ("2024-11-11", 5, "2024-11-18"), ("2027-02-07", 90, "2027-06-15"), ("2027-09-23", 10, "2027-10-07"),
        ("2022-10-22", 10, "2022-11-04"), ("2024-09-18", 10, "2024-10-02"), ("2025-01-18", 2, "2025-01-22"),
        ("2027-04-04", 3, "2027-04-07"), ("2028-06-23", 10, "2028-07-10"), ("2027-02-13", 10, "2027-03-01"),
        ("2027-04-30", 3, "2027-05-05"), ("2021-01-02", 20, "2021-02-01"), ("2027-12-31", 90, "2028-05-09"),
        ("2027-08-10", 90, "2027-12-20"), ("2027-03-20", 3, "2027-03-24"), ("2026-08-20", 30, "2026-10-02"),
        ("2024-11-07", 90, "2025-03-21"), ("2023-10-07", 10, "2023-10-23"), ("2027-08-06", 1, "2027-08-09"),
        ("2026-09-01", 30, "2026-10-15"), ("2028-09-16", 1, "2028-09-18"), ("2023-04-23", 5, "2023-04-28"),
    ]
}
