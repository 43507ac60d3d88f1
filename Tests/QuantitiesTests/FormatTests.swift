import StargateQuantities
import StargateTesting
import Testing

@Suite("A number as people read it")
struct FormatTests {
    @Test("is rounded half away from zero and grouped as Python's decimal does it", arguments: FormatTests.python)
    func fixed(value: Int64, scale: Int, decimals: Int, text: String) {
        #expect(Format.fixed(value, scale: scale, decimals: decimals) == text)
        let plain = String(text.filter { $0 != "," })
        #expect(Format.fixed(value, scale: scale, decimals: decimals, grouped: false) == plain)
    }

    @Test("bears the prefix of its size")
    func prefixes() {
        #expect(Money(dollars: 52_000_000_000).description == "52.0 bn USD")
        #expect(Money(dollars: 500_000_000_000).description == "500 bn USD")
        #expect(Money(dollars: 1_000_000_000_000).description == "1.00 T USD")
        #expect(Money(cents: 5).description == "0.05 USD")
        #expect(Money(cents: -150_000_000_000).description == "-1.50 bn USD")
        #expect(Money.zero.description == "0 USD")
        #expect(Money(cents: 36_538_461_538).exact == "365,384,615.38")
        #expect(Power(watts: 1_200_000_000).description == "1.20 GW")
        #expect(Power(watts: 130_000).description == "130 kW")
        #expect(Power(watts: 7).description == "7 W")
        #expect(Energy(wattHours: 4_100_000_000_000).description == "4.10 TWh")
        #expect(Ratio(partsPerMillion: 350_000).description == "35.0 %")
        #expect(Compute(petaflop: 21_000_000_000).description == "2.10e25 FLOP")
        #expect(ComputeRate(gigaflops: 1_250_000_000).description == "1.25 EFLOP/s")
        #expect(UnitPrice(microdollars: 2_100_000).description == "2.10 USD")
        #expect(Format.count(400_000) == "400,000")
    }

    @Test("is read back to within half of its third figure", arguments: seeds)
    func readBack(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<500 {
            let value = dice.number(1...Int64(10_000_000_000_000)) / dice.pick([1, 1000, 1_000_000, 1_000_000_000]) + 1
            let watts = try Dimension.power.parse(Power(watts: value).description)
            #expect(abs(watts - value) <= value / 200, "seed \(seed): \(value) W")
            let cents = try Dimension.money.parse(Money(cents: value).description)
            #expect(abs(cents - value) <= value / 200, "seed \(seed): \(value) cents")
        }
    }

    @Test("to the cent is read back exactly", arguments: seeds)
    func exact(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<500 {
            let money = Money(cents: dice.anySize())
            #expect(try Dimension.money.parse("\(money.exact) USD") == money.cents, "seed \(seed)")
            let count = dice.anySize()
            #expect(try Dimension.count.parse(Format.count(count)) == count, "seed \(seed)")
        }
    }

    @Test(
        "that rounds up to a thousand takes the next prefix, so that it keeps three figures",
        arguments: [
            (Power(watts: 999_600_000).description, "1.00 GW"), (Power(watts: 9_999_000_000).description, "10.0 GW"),
            (Money(cents: 99_999_999_999).description, "1.00 bn USD"),
            (Compute(petaflop: 9999).description, "1.00e19 FLOP"),
        ])
    func carry(text: String, expected: String) {
        #expect(text == expected)
    }

    @Test("that is a small speed is not rounded away")
    func smallRate() {
        #expect(ComputeRate(gigaflops: 400_000).description != "0 PFLOP/s")
    }

    /// `Decimal(value).scaleb(-scale).quantize(…, ROUND_HALF_UP)` written with `:,`, and minus zero without its sign.
    static let python: [(Int64, Int, Int, String)] = [
        (0, 2, 2, "0.00"), (5, 2, 2, "0.05"), (-5, 2, 2, "-0.05"), (-4, 2, 1, "0.0"), (5, 2, 1, "0.1"), (15, 1, 0, "2"),
        (-15, 1, 0, "-2"), (999, 0, 0, "999"), (1000, 0, 0, "1,000"), (1_234_567, 0, 0, "1,234,567"),
        (9_223_372_036_854_775_807, 0, 0, "9,223,372,036,854,775,807"), (99995, 4, 3, "10.000"),
        (-9_223_372_036_854_775_808, 2, 2, "-92,233,720,368,547,758.08"), (12345, 0, 2, "12,345.00"),
        (-51750, 0, 0, "-51,750"), (62_632_597_597, 8, 1, "626.3"), (444, 6, 0, "0"), (84_641_177, 9, 0, "0"),
        (-28, 0, 4, "-28.0000"), (1_800_188_482, 8, 0, "18"),
        (-786_295_579_237_787_695, 2, 0, "-7,862,955,792,377,877"),
        (601_713_882_578, 1, 4, "60,171,388,257.8000"), (8_328_453, 8, 3, "0.083"), (10_986_393, 9, 2, "0.01"),
        (-407_104_716_530_736, 4, 1, "-40,710,471,653.1"), (-63_262_485_792, 4, 4, "-6,326,248.5792"),
        (8387, 6, 1, "0.0"),
        (-64089, 6, 0, "0"), (909_763_638_706_951_154, 5, 2, "9,097,636,387,069.51"),
    ]
}
