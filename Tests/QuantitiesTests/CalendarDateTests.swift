import StargateQuantities
import Testing

@Suite("A calendar date")
struct CalendarDateTests {
    @Test("counts up day by day from 1900 to 2100 by the rules of the Gregorian calendar")
    func walk() {
        var (year, month, dayOfMonth) = (1900, 1, 1)
        var wrong: [String] = []
        for number in day("1900-01-01").dayNumber...day("2100-12-31").dayNumber {
            let civil = CalendarDate(dayNumber: number).civil
            if civil != (year, month, dayOfMonth) { wrong.append("\(number): \(civil)") }
            dayOfMonth += 1
            let leap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
            let length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            if dayOfMonth > length { (month, dayOfMonth) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(wrong.isEmpty)
        #expect((year, month, dayOfMonth) == (2101, 1, 1))
    }

    @Test("comes back from its year, month and day, and from its text")
    func roundTrip() {
        let days = day("1900-01-01").dayNumber...day("2100-12-31").dayNumber
        let civil = days.filter { number in
            let (year, month, dayOfMonth) = CalendarDate(dayNumber: number).civil
            return CalendarDate(year: year, month: month, day: dayOfMonth)?.dayNumber != number
        }
        #expect(civil.isEmpty)
        let written = stride(from: days.lowerBound, through: days.upperBound, by: 5).filter {
            CalendarDate(CalendarDate(dayNumber: $0).description)?.dayNumber != $0
        }
        #expect(written.isEmpty)
    }

    @Test(
        "that does not exist, or is not written YYYY-MM-DD, is refused",
        arguments: [
            "2025-02-30", "2025-02-29", "2100-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10",
            "2025-01-00", "2025-01-32", "1899-12-31", "2025-1-21", "25-01-21", "2025/01/21", "2025-01-21 ",
            " 2025-01-21", "2025-01", "2025-01-21-", "", "-2025-01-21", "2025-01-2x", "２０２５-01-21", "+025-01-21",
        ])
    func refused(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test("on a leap day exists", arguments: ["2000-02-29", "2024-02-29", "2028-02-29", "2096-02-29"])
    func leap(text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test("of 21 January 2025 is a Tuesday")
    func announcement() {
        #expect(day("2025-01-21").weekday == 2)
    }

    @Test("has the day number and ISO weekday that Python's datetime gives it", arguments: CalendarDateTests.python)
    func datetime(text: String, number: Int, weekday: Int) {
        #expect(day(text).dayNumber == number)
        #expect(day(text).weekday == weekday)
        #expect(CalendarDate(dayNumber: number).description == text)
    }

    @Test("sorts as its text does")
    func order() {
        let dates = CalendarDateTests.python.map { day($0.0) }
        #expect(dates.shuffled().sorted().map(\.description) == dates.map(\.description).sorted())
    }

    @Test("holds the instants from its midnight to the last millisecond before the next")
    func instants() {
        for date in CalendarDateTests.python.map({ day($0.0) }) {
            let midnight = Instant(date)
            #expect(midnight.date == date)
            #expect(midnight.advanced(byMilliseconds: Instant.millisecondsPerDay - 1).date == date)
            #expect(midnight.advanced(byMilliseconds: -1).date == date.advanced(byDays: -1))
            #expect(midnight.advanced(byDays: 1).date == date.advanced(byDays: 1))
        }
    }

    @Test("and time are written in ISO 8601")
    func written() {
        let midnight = Instant(day("2025-01-21"))
        #expect(midnight.description == "2025-01-21")
        #expect(midnight.advanced(byMilliseconds: 34_200_000).description == "2025-01-21T09:30:00Z")
        #expect(midnight.advanced(byMilliseconds: -1000).description == "2025-01-20T23:59:59Z")
        #expect(Instant(milliseconds: -1000).description == "1969-12-31T23:59:59Z")
    }

    /// `(d - date(1970, 1, 1)).days` and `d.isoweekday()`.
    static let python: [(String, Int, Int)] = [
        ("1900-01-01", -25567, 1), ("1900-02-28", -25509, 3), ("1900-03-01", -25508, 4), ("1909-07-22", -22078, 4),
        ("1910-01-01", -21915, 6), ("1910-12-29", -21553, 4), ("1915-07-24", -19885, 6), ("1917-09-01", -19115, 6),
        ("1923-08-11", -16945, 6), ("1923-12-25", -16809, 2), ("1929-09-05", -14728, 4), ("1935-01-22", -12763, 2),
        ("1935-08-27", -12546, 2), ("1939-10-04", -11047, 3), ("1942-08-05", -10011, 3), ("1962-03-09", -2855, 5),
        ("1967-12-13", -750, 3), ("1969-09-18", -105, 4), ("1969-12-31", -1, 3), ("1970-01-01", 0, 4),
        ("1975-12-02", 2161, 2), ("1981-10-18", 4308, 7), ("1983-04-05", 4842, 2), ("1999-12-31", 10956, 5),
        ("2000-02-28", 11015, 1), ("2000-02-29", 11016, 2), ("2000-03-01", 11017, 3), ("2025-01-21", 20109, 2),
        ("2027-03-17", 20894, 3), ("2033-03-25", 23094, 5), ("2034-10-06", 23654, 5), ("2034-10-22", 23670, 7),
        ("2037-05-02", 24593, 6), ("2038-01-19", 24855, 2), ("2042-09-07", 26547, 7), ("2043-11-10", 26976, 2),
        ("2047-08-21", 28356, 3), ("2065-03-07", 34764, 6), ("2071-05-24", 37033, 7), ("2083-02-05", 41308, 5),
        ("2086-07-06", 42555, 6), ("2089-12-09", 43807, 5), ("2098-09-21", 47015, 7), ("2100-02-26", 47538, 5),
        ("2100-02-28", 47540, 7), ("2100-03-01", 47541, 1), ("2100-12-31", 47846, 5),
    ]
}
