import StargateQuantities
import StargateTesting
import Testing

@Suite("A span")
struct SpanTests {
    @Test(
        "is read from its text",
        arguments: [
            ("90 seconds", .milliseconds(90_000)), ("1 second", .milliseconds(1000)),
            ("5 minutes", .milliseconds(300_000)),
            ("36 hours", .milliseconds(129_600_000)), ("30 days", .milliseconds(2_592_000_000)), ("2 weeks", .days(14)),
            ("6 months", .months(6)), ("1 month", .months(1)), ("15 years", .months(180)), ("1 year", .months(12)),
            ("10 business days", .businessDays(10)), ("1 business day", .businessDays(1)), ("1,000 days", .days(1000)),
            (" 0 days ", .days(0)),
        ] as [(String, Span)])
    func read(text: String, span: Span) throws {
        #expect(try Span.parse(text) == span)
    }

    @Test("that is wrongly written is refused for what is wrong with it")
    func refused() {
        let allowed = ["seconds", "minutes", "hours", "days", "business days", "weeks", "months", "years"]
        #expect(throws: QuantityRefusal.unitMissing(allowed: allowed)) { try Span.parse("10") }
        #expect(throws: QuantityRefusal.unitUnknown(given: "fortnights", allowed: allowed)) {
            try Span.parse("2 fortnights")
        }
        #expect(throws: QuantityRefusal.negative(given: "-1 days")) { try Span.parse("-1 days") }
        #expect(throws: QuantityRefusal.notANumber(given: "soon")) { try Span.parse("soon") }
        #expect(throws: QuantityRefusal.notANumber(given: "")) { try Span.parse("") }
        #expect(throws: QuantityRefusal.notRepresentable(given: "1000001 days")) { try Span.parse("1000001 days") }
    }

    @Test("in fractions, or far too long, is refused as not representable", arguments: ["1.5 days", "1e30 days"])
    func fraction(text: String) {
        #expect(throws: QuantityRefusal.notRepresentable(given: text)) { try Span.parse(text) }
    }

    @Test("is read again from what it prints", arguments: seeds)
    func printed(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<500 {
            let count = dice.number(0...Int64(1200))
            let span = dice.pick([
                Span.milliseconds(count * 1000), .milliseconds(count * 60_000), .milliseconds(count * 3_600_000),
                .days(Int(count)), .months(Int(count)), .businessDays(Int(count)),
            ])
            #expect(try Span.parse(span.description) == span, "seed \(seed): \(span)")
        }
    }

    @Test("of months keeps the day and the time of day")
    func months() {
        let start = Instant(day("2025-01-31")).advanced(byMilliseconds: 34_200_000)
        let end = Instant(day("2025-02-28")).advanced(byMilliseconds: 34_200_000)
        #expect(Span.months(1).after(start) == end)
        #expect(Span.months(12).milliseconds(from: Instant(day("2024-01-01"))) == 366 * Instant.millisecondsPerDay)
        #expect(Span.months(12).milliseconds(from: Instant(day("2025-01-01"))) == 365 * Instant.millisecondsPerDay)
    }

    @Test("of business days ends at midnight after the last of them, at whatever time it begins")
    func businessDays() {
        // numpy.busday_offset("2025-01-21", 10) is 4 February 2025.
        for hour in [0, 9, 23] as [Int64] {
            let start = Instant(day("2025-01-21")).advanced(byMilliseconds: hour * 3_600_000)
            #expect(Span.businessDays(10).after(start) == Instant(day("2025-02-05")))
        }
    }

    @Test("of elapsed time takes no notice of the calendar", arguments: seeds)
    func elapsed(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<200 {
            let (start, length) = (
                Instant(milliseconds: dice.number(0...4_000_000_000_000)), dice.number(0...Int64(1 << 40))
            )
            #expect(Span.milliseconds(length).after(start).since(start) == length, "seed \(seed)")
        }
    }
}
