import Foundation
import StargateQuantities
import StargateTesting
import Testing

@Suite("A quantity in the journal")
struct CodableTests {
    @Test("comes back as it went in", arguments: seeds)
    func same(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<50 {
            let units = dice.anySize() * (dice.chance(50) ? 1 : -1)
            #expect(try roundTrip([Money(units: units)]) == [Money(units: units)], "seed \(seed)")
            #expect(try roundTrip([Power(units: units)]) == [Power(units: units)], "seed \(seed)")
            #expect(try roundTrip([Compute(units: units)]) == [Compute(units: units)], "seed \(seed)")
            #expect(try roundTrip([Instant(milliseconds: units)]) == [Instant(milliseconds: units)], "seed \(seed)")
            let date = CalendarDate(dayNumber: dice.number(-20_000...40_000))
            #expect(try roundTrip([date]) == [date], "seed \(seed)")
            #expect(try roundTrip([Quarter(date)]) == [Quarter(date)], "seed \(seed)")
            let spans = [Span.milliseconds(units), .months(dice.number(0...99)), .businessDays(dice.number(0...99))]
            #expect(try roundTrip(spans) == spans, "seed \(seed)")
            let series = Series(points: [
                .init(date: date, value: units), .init(date: date.advanced(byDays: 1), value: 0),
            ])
            #expect(try roundTrip([series]) == [series], "seed \(seed)")
        }
    }

    @Test("is written plainly: amounts and instants as numbers, dates and quarters and names as text")
    func plain() throws {
        #expect(try json([Money(cents: 150)]) == "[150]")
        #expect(try json([Ratio.one]) == "[1000000]")
        #expect(try json([Instant(milliseconds: -5)]) == "[-5]")
        #expect(try json([day("2025-01-21")]) == #"["2025-01-21"]"#)
        #expect(try json([Quarter(day("2025-01-21"))]) == #"["2025-Q1"]"#)
        #expect(try json([SiteID("abilene")]) == #"["abilene"]"#)
        #expect(try json([SiteID("abilene"): Power(watts: 3)]) == #"{"abilene":3}"#)
        #expect(try roundTrip([SiteID("abilene"): Power(watts: 3)]) == ["abilene": Power(watts: 3)])
    }

    @Test(
        "is refused if there is no such day or quarter",
        arguments: [#"["2025-02-30"]"#, #"["21.01.2025"]"#, #"["2025-Q5"]"#, #"["2025"]"#, "[5]"])
    func refused(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([CalendarDate].self, from: Data(text.utf8)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Quarter].self, from: Data(text.utf8)) }
    }

    @Test(
        "is refused if it is a series that breaks its own rules",
        arguments: [
            #"{"points":[]}"#,
            #"{"points":[{"date":"2026-01-01","value":1},{"date":"2025-01-01","value":2}]}"#,
        ])
    func series(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Series.self, from: Data(text.utf8)) }
    }
}
