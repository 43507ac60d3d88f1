import StargateQuantities
import Testing

@Suite("A wrongly written quantity")
struct QuantityRefusalTests {
    @Test(
        "without its unit is refused, the units allowed being named",
        arguments: Dimension.allCases.filter { !$0.units.map(\.name).contains("") })
    func missing(dimension: Dimension) {
        #expect(throws: QuantityRefusal.unitMissing(allowed: dimension.units.map(\.name))) {
            try dimension.parse("7")
        }
    }

    @Test("in an unknown unit is refused, the units allowed being named", arguments: Dimension.allCases)
    func unknown(dimension: Dimension) {
        let allowed = dimension.units.map(\.name).filter { !$0.isEmpty }
        #expect(throws: QuantityRefusal.unitUnknown(given: "parsecs", allowed: allowed)) {
            try dimension.parse("7 parsecs")
        }
    }

    @Test("in a unit of another dimension, or in the wrong case, is refused")
    func other() {
        let power = Dimension.power.units.map(\.name)
        #expect(throws: QuantityRefusal.unitUnknown(given: "USD", allowed: power)) {
            try Dimension.power.parse("7 USD")
        }
        #expect(throws: QuantityRefusal.unitUnknown(given: "mw", allowed: power)) { try Dimension.power.parse("7 mw") }
        #expect(throws: QuantityRefusal.unitUnknown(given: "MW MW", allowed: power)) {
            try Dimension.power.parse("7 MW MW")
        }
    }

    @Test("below zero is refused", arguments: ["-1 W", "-0.5 GW", "-1e3 kW"])
    func negative(text: String) {
        #expect(throws: QuantityRefusal.negative(given: text)) { try Dimension.power.parse(text) }
    }

    @Test(
        "finer than what is held is refused, not rounded",
        arguments: [
            (.money, "0.001 USD"), (.money, "1.234567 k USD"), (.power, "0.5 W"), (.ratio, "0.00001 %"),
            (.count, "1.5"),
            (.compute, "1.5e14 FLOP"), (.power, "1e-60 GW"),
        ] as [(Dimension, String)])
    func fine(dimension: Dimension, text: String) {
        #expect(throws: QuantityRefusal.notRepresentable(given: text)) { try dimension.parse(text) }
    }

    @Test(
        "too large to hold is refused, not cut off",
        arguments: [
            (.power, "9223372036854775808 W"), (.power, "1e19 W"), (.power, "1e60 GW"), (.money, "92,234 T USD"),
            (.count, "999999999999999999999999999999"),
        ] as [(Dimension, String)])
    func large(dimension: Dimension, text: String) {
        #expect(throws: QuantityRefusal.notRepresentable(given: text)) { try dimension.parse(text) }
    }

    @Test("at the limit is still read")
    func limit() throws {
        #expect(try Dimension.power.parse("9,223,372,036,854,775,807 W") == .max)
    }

    @Test(
        "is refused as no number",
        arguments: [
            "", " ", "W", "GW 5", "- W", "--5 W", "+-5 W", "1.2.3 W", ". W", "1e5.5 W", "1e5e5 W",
            "½ W", "５ W", "1/2 W", "nan W", "inf W", "5\u{301} W", "1,00 W", "1,0000 W", ",100 W", "1.000,000 W",
            "1,,000 W",
            "10,00,000 W", "e5 W", "$5 W", "1234567890123456789012345678901 W",
        ])
    func garbage(text: String) {
        #expect(throws: QuantityRefusal.notANumber(given: text)) { try Dimension.power.parse(text) }
    }

    @Test("is refused, whichever part is to blame", arguments: ["1e W", "0x10 W", "5 %", "1 000 W", "5\tW"])
    func refused(text: String) {
        #expect(throws: QuantityRefusal.self) { try Dimension.power.parse(text) }
    }

    @Test("with a comma after more than three digits is refused")
    func comma() {
        #expect(throws: QuantityRefusal.notANumber(given: "1234,567 W")) { try Dimension.power.parse("1234,567 W") }
    }

    @Test("with the least exponent there is, is refused and does not end the program")
    func leastExponent() async {
        await #expect(processExitsWith: .success) {
            _ = try? Dimension.power.parse("1e-9223372036854775808 W")
        }
    }
}
