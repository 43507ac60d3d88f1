import StargateQuantities
import StargateTesting
import Testing

@Suite("An exact decimal")
struct ExactDecimalTests {
    @Test(
        "keeps the digits as written",
        arguments: [
            ("1.2", 12, -1), ("-3", -3, 0), ("+3", 3, 0), ("400,000", 400_000, 0), ("1_000", 1000, 0),
            ("2.1e25", 21, 24),
            ("2.1E-5", 21, -6), (".5", 5, -1), ("1,234,567.89", 123_456_789, -2), ("007", 7, 0), ("0.10", 10, -2),
        ] as [(String, Int64, Int)])
    func known(text: String, digits: Int64, exponent: Int) {
        #expect(ExactDecimal(text) == ExactDecimal(digits: Int128(digits), exponent: exponent))
    }

    @Test("is whole in exactly the units that hold it", arguments: seeds)
    func whole(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<2000 {
            let (units, places) = (dice.anySize(), dice.number(0...9))
            let written = point(units, places)
            let value = ExactDecimal(written)
            let asHeld = value?.whole(times: ExactDecimal(digits: 1, exponent: places))
            #expect(asHeld == units, "seed \(seed): \(written)")
            let isCoarserWhole = units.isMultiple(of: 10)
            let coarser = value?.whole(times: ExactDecimal(digits: 1, exponent: places - 1))
            #expect(coarser == (isCoarserWhole ? units / 10 : nil), "seed \(seed): \(written)")
        }
    }

    @Test("times a factor is exact", arguments: seeds)
    func factor(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<2000 {
            let (value, factor) = (dice.anySize(), dice.anySize())
            let (product, overflow) = value.multipliedReportingOverflow(by: factor)
            let whole = ExactDecimal(digits: Int128(value), exponent: 0)
                .whole(times: ExactDecimal(digits: Int128(factor), exponent: 0))
            #expect(whole == (overflow ? nil : product), "seed \(seed): \(value) · \(factor)")
        }
    }

    @Test("read in groups of thousands is what is read without them", arguments: seeds)
    func groups(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<500 {
            let value = dice.anySize()
            #expect(ExactDecimal(Format.count(value)) == ExactDecimal("\(value)"), "seed \(seed): \(value)")
        }
    }

    /// `units · 10^-places` in full.
    private func point(_ units: Int64, _ places: Int) -> String {
        let digits = String(units)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return places == 0 ? padded : "\(padded.dropLast(places)).\(padded.suffix(places))"
    }
}
