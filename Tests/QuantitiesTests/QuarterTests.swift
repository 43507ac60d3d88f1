import StargateQuantities
import Testing

@Suite("A quarter")
struct QuarterTests {
    @Test(
        "is the one that holds the date",
        arguments: [
            ("2025-01-01", "2025-Q1"), ("2025-03-31", "2025-Q1"), ("2025-04-01", "2025-Q2"), ("2025-06-30", "2025-Q2"),
            ("2025-07-01", "2025-Q3"), ("2025-12-31", "2025-Q4"), ("1970-01-01", "1970-Q1"), ("1969-12-31", "1969-Q4"),
            ("1900-05-05", "1900-Q2"),
        ])
    func known(date: String, quarter: String) {
        #expect(Quarter(day(date)).description == quarter)
    }

    @Test("follows the one before without a gap, from 1900 to 2100")
    func unbroken() {
        var quarter = Quarter(day("1900-01-01"))
        while quarter.year <= 2100 {
            #expect(Quarter(quarter.start) == quarter)
            #expect(Quarter(quarter.end.advanced(byDays: -1)) == quarter)
            #expect(quarter.end == quarter.next.start)
            #expect((90...92).contains(quarter.end.dayNumber - quarter.start.dayNumber))
            #expect(quarter < quarter.next)
            quarter = quarter.next
        }
        #expect(quarter.description == "2101-Q1")
    }

    @Test("of which a year has four, numbered 1 to 4")
    func four() {
        let quarters = (1...12).compactMap { CalendarDate(year: 2026, month: $0, day: 15) }.map { Quarter($0).number }
        #expect(quarters == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    }
}
