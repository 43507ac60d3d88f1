import StargateQuantities
import Testing

@Suite("A written quantity")
struct QuantityTextTests {
    @Test(
        "is read into the unit it is held in",
        arguments: [
            (.money, "500 bn USD", 50_000_000_000_000), (.money, "0.01 USD", 1),
            (.money, "$500 bn", 50_000_000_000_000),
            (.money, "$12.34", 1234), (.power, "1.2 GW", 1_200_000_000), (.power, "1.2GW", 1_200_000_000),
            (.energyPrice, "60 USD/MWh", 60_000_000), (.energyPrice, "6 ct/kWh", 60_000_000),
            (.acceleratorHourPrice, "2.10 USD/GPU-hour", 2_100_000),
            (.pricePerMegawatt, "12.5 M USD/MW", 12_500_000_000_000),
            (.pricePerMegawattYear, "300,000 USD/MW-year", 300_000_000_000), (.ratio, "35 %", 350_000),
            (.ratio, "35%", 350_000), (.ratio, "250 bp", 25_000), (.ratio, "0.35", 350_000),
            (.count, "400,000", 400_000),
            (.count, "1e3", 1000), (.perMegawatt, "5.3 per MW", 5300), (.compute, "2.1e25 FLOP", 21_000_000_000),
            (.computeRate, "989 TFLOP/s", 989_000), (.tokenRate, "8.64 T tokens/day", 8_640_000_000_000),
            (.computePerToken, "2e11 FLOP", 200_000_000_000), (.failureRate, "3.8 per 1000 node-days", 3800),
        ] as [(Dimension, String, Int64)])
    func read(dimension: Dimension, text: String, held: Int64) throws {
        #expect(try dimension.parse(text) == held)
    }

    @Test("is the same in whichever unit it is written", arguments: QuantityTextTests.equals)
    func units(dimension: Dimension, texts: [String]) throws {
        let values = try texts.map { try dimension.parse($0) }
        #expect(Set(values).count == 1, "\(zip(texts, values).map { "\($0) is \($1)" })")
        #expect(values[0] > 0)
    }

    @Test("may be in any unit of its dimension, each of which these tests cover")
    func covered() {
        for dimension in Dimension.allCases {
            let texts = QuantityTextTests.equals.filter { $0.0 == dimension }.flatMap(\.1)
            let names = texts.map { $0.drop { "0123456789.e".contains($0) }.drop { $0 == " " } }
            #expect(Set(names.map(String.init)).isSuperset(of: dimension.units.map(\.name)), "\(dimension)")
        }
    }

    @Test("of every dimension has an example that can be read", arguments: Dimension.allCases)
    func example(dimension: Dimension) throws {
        for text in dimension.example.split(separator: " or ") {
            #expect(try dimension.parse(String(text)) > 0)
        }
    }

    @Test("may be negative where slips are allowed")
    func negative() throws {
        #expect(try Dimension.count.parse("-3", allowsNegative: true) == -3)
        #expect(try Dimension.ratio.parse("-12.5 %", allowsNegative: true) == -125_000)
        #expect(try Dimension.money.parse("-0 USD") == 0)
    }

    @Test("takes an exponent for an exponent and the unit EFLOP for a unit")
    func exponent() throws {
        #expect(try Dimension.compute.parse("2EFLOP") == 2000)
        #expect(try Dimension.compute.parse("2e3 EFLOP") == 2_000_000)
        #expect(try Dimension.compute.parse("2.5e+16 FLOP") == 25)
        #expect(try Dimension.compute.parse("30000e-4 PFLOP") == 3)
    }

    @Test("takes the second E for the unit's, without a space too")
    func secondE() {
        #expect((try? Dimension.compute.parse("2E3EFLOP")) == 2_000_000)
    }

    static let equals: [(Dimension, [String])] = [
        (.money, ["1 T USD", "1000 bn USD", "1000000 M USD", "1e9 k USD", "1e12 USD"]),
        (.power, ["1 GW", "1000 MW", "1000000 kW", "1e9 W"]),
        (.energyPrice, ["1 USD/kWh", "100 ct/kWh", "1000 USD/MWh"]),
        (.acceleratorHourPrice, ["2.1 USD/GPU-hour", "2.10 USD/GPU-h"]),
        (.pricePerMegawatt, ["12.5 USD/W", "12.5 M USD/MW", "12500000 USD/MW"]),
        (.pricePerMegawattYear, ["0.3 M USD/MW-year", "300000 USD/MW-year"]),
        (.ratio, ["1 %", "100 bp", "0.01"]),
        (.count, ["1 M", "1000 k", "1000000"]),
        (.perMegawatt, ["5.3 per MW", "5.300 per MW"]),
        (.compute, ["1 ZFLOP", "1000 EFLOP", "1000000 PFLOP", "1e21 FLOP"]),
        (.computeRate, ["1 EFLOP/s", "1000 PFLOP/s", "1000000 TFLOP/s", "1e9 GFLOP/s"]),
        (.milliseconds, ["1.5 s", "1500 ms"]),
        (.tokens, ["1 T tokens", "1000 bn tokens", "1000000 M tokens", "1e9 k tokens", "1e12 tokens"]),
        (.tokenRate, ["1 T tokens/day", "1000 bn tokens/day", "1000000 M tokens/day", "1e12 tokens/day"]),
        (.computePerToken, ["1 TFLOP", "1000 GFLOP", "1e12 FLOP"]),
        (.failureRate, ["0.0038 per node-day", "3.8 per 1000 node-days"]),
    ]
}
