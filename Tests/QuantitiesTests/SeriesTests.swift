import StargateQuantities
import StargateTesting
import Testing

@Suite("A series")
struct SeriesTests {
    @Test("is exact at its points and constant outside them", arguments: seeds)
    func points(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<50 {
            let series = try random(&dice)
            for point in series.points { #expect(series.value(on: point.date) == point.value, "seed \(seed)") }
            let (first, last) = (series.points[0], series.points[series.points.count - 1])
            #expect(series.value(on: first.date.advanced(byDays: -1000)) == first.value, "seed \(seed)")
            #expect(series.value(on: last.date.advanced(byDays: 1000)) == last.value, "seed \(seed)")
        }
    }

    @Test("runs straight and steadily between two points, never beyond either", arguments: seeds)
    func between(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<20 {
            let series = try random(&dice)
            for (a, b) in zip(series.points, series.points.dropFirst()) {
                var before = a.value
                let length = Int128(b.date.dayNumber - a.date.dayNumber)
                for step in 0...Int(length) {
                    let value = series.value(on: a.date.advanced(byDays: step))
                    let isSteady =
                        b.value >= a.value ? value >= before && value <= b.value : value <= before && value >= b.value
                    #expect(isSteady, "seed \(seed): \(a) to \(b), day \(step)")
                    // Within one unit of the straight line: |(value − a) · length − (b − a) · step| < length.
                    let off = Int128(value - a.value) * length - Int128(b.value - a.value) * Int128(step)
                    #expect(abs(off) < length, "seed \(seed): \(a) to \(b), day \(step)")
                    before = value
                }
            }
        }
    }

    @Test("without points, or with dates that do not rise, does not exist")
    func refused() {
        let (a, b) = (Series.Point(date: day("2025-01-01"), value: 1), Series.Point(date: day("2026-01-01"), value: 2))
        #expect(Series(points: []) == nil)
        #expect(Series(points: [a, a]) == nil)
        #expect(Series(points: [b, a]) == nil)
        #expect(Series(points: [a, b])?.value(on: day("2025-07-02")) == 1)
    }

    @Test("of one value has that value on every day")
    func constant() {
        for date in ["1900-01-01", "1970-01-01", "2025-01-21", "2100-12-31"] {
            #expect(Series(constant: 42).value(on: day(date)) == 42)
        }
    }

    @Test("halfway between two points is halfway between their values")
    func half() {
        let series = Series(points: [
            .init(date: day("2025-01-01"), value: 0), .init(date: day("2025-01-11"), value: 100),
        ])
        #expect(series?.value(on: day("2025-01-06")) == 50)
        #expect(series?.value(on: day("2025-01-02")) == 10)
    }

    private func random(_ dice: inout Dice) throws -> Series {
        var date = day("2024-01-01")
        let points = (0..<dice.number(1...5)).map { _ in
            date = date.advanced(byDays: dice.number(1...90))
            return Series.Point(date: date, value: dice.chance(50) ? dice.number(0...100) : dice.anySize() / 2)
        }
        return try #require(Series(points: points))
    }
}
