import StargateQuantities
import StargateTesting
import Testing

@Suite("Months after a date")
struct MonthsTests {
    @Test(
        "keep the day, or end on the last day of a shorter month",
        arguments: [
            ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-01-31", 3, "2025-04-30"),
            ("2025-01-21", 6, "2025-07-21"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
            ("2025-03-31", -1, "2025-02-28"), ("2025-12-15", 1, "2026-01-15"), ("2025-01-15", -1, "2024-12-15"),
            ("2025-01-31", 0, "2025-01-31"), ("1999-11-30", 3, "2000-02-29"), ("2099-11-30", 3, "2100-02-28"),
        ])
    func known(from: String, months: Int, to: String) {
        #expect(day(from).advanced(byMonths: months) == day(to))
    }

    @Test("land in the month asked for, never on a later day of it than the one they began on", arguments: seeds)
    func random(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<2000 {
            let from = CalendarDate(dayNumber: dice.number(-20_000...40_000))
            let months = dice.number(-240...240)
            let to = from.advanced(byMonths: months)
            let end = to.startOfNextMonth.advanced(byDays: -1)
            #expect(to.months(since: from) == months, "seed \(seed): \(from) and \(months) months")
            #expect(to.civil.day == min(from.civil.day, end.civil.day), "seed \(seed): \(from) and \(months) months")
        }
    }

    @Test("begin and end where the calendar says", arguments: seeds)
    func bounds(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<1000 {
            let date = CalendarDate(dayNumber: dice.number(-20_000...40_000))
            let (first, next) = (date.startOfMonth, date.startOfNextMonth)
            #expect(first.civil.day == 1 && next.civil.day == 1, "seed \(seed): \(date)")
            #expect(first <= date && date < next, "seed \(seed): \(date)")
            #expect(
                next.dayNumber - first.dayNumber == CalendarDate.daysIn(month: date.civil.month, of: date.civil.year))
        }
    }
}
