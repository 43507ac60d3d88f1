/// Numbers as people read them, the same on every machine: no locale, at most three figures that matter.
public enum Format {
    /// `value · 10^-scale` with `decimals` digits after the point, thousands separated.
    public static func fixed(_ value: Int64, scale: Int, decimals: Int, grouped: Bool = true) -> String {
        let negative = value < 0
        var digits = Int128(value.magnitude)
        if scale > decimals {
            let divisor = power(scale - decimals)
            digits = (digits + divisor / 2) / divisor
        } else {
            digits *= power(decimals - scale)
        }
        let unit = power(decimals)
        let whole = String(digits / unit)
        let sign = negative && digits != 0 ? "-" : ""
        let head = sign + (grouped ? group(whole) : whole)
        guard decimals > 0 else { return head }
        let fraction = String(digits % unit)
        return head + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// A count with thousands separated: `400,000`.
    public static func count(_ value: Int64) -> String { fixed(value, scale: 0, decimals: 0) }

    /// Three figures and a prefix: `value` in `10^exponent` steps of a thousand, such as `1.2 M`.
    public static func short(_ value: Int64, exponent: Int = 0, prefixes: [Int: String]) -> String {
        guard value != 0 else { return "0 \(prefixes[0] ?? "")" }
        let value = threeFigures(value)
        let magnitude = String(value.magnitude).count - 1 + exponent
        let keys = prefixes.keys.sorted()
        let chosen = keys.last(where: { $0 <= magnitude }) ?? keys[0]
        let before = magnitude - chosen
        let decimals = before >= 2 ? 0 : 2 - max(0, before)
        let text = fixed(value, scale: chosen - exponent, decimals: min(decimals, max(0, chosen - exponent)))
        return text + (prefixes[chosen].map { $0.isEmpty ? "" : " " + $0 } ?? "")
    }

    /// Rounded to three figures that matter, so that the prefix is chosen for what is shown.
    static func threeFigures(_ value: Int64) -> Int64 {
        let step = power(String(value.magnitude).count - 3)
        let rounded = (Int128(value.magnitude) + step / 2) / step * step
        return Int64(clamping: value < 0 ? -rounded : rounded)
    }

    private static func power(_ exponent: Int) -> Int128 {
        var value: Int128 = 1
        for _ in 0..<max(0, exponent) { value *= 10 }
        return value
    }

    private static func group(_ digits: String) -> String {
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return ([rest] + groups).joined(separator: ",")
    }
}

extension Money: CustomStringConvertible {
    /// `52.0 bn USD`
    public var description: String {
        Format.short(units, exponent: -2, prefixes: [0: "USD", 3: "k USD", 6: "M USD", 9: "bn USD", 12: "T USD"])
    }

    /// Dollars and cents: `365,384,615.38`.
    public var exact: String { Format.fixed(units, scale: 2, decimals: 2) }
}

extension Power: CustomStringConvertible {
    /// `1.20 GW`
    public var description: String { Format.short(units, prefixes: [0: "W", 3: "kW", 6: "MW", 9: "GW"]) }
}

extension Energy: CustomStringConvertible {
    /// `4.10 TWh`
    public var description: String {
        Format.short(units, prefixes: [0: "Wh", 3: "kWh", 6: "MWh", 9: "GWh", 12: "TWh"])
    }
}

extension Ratio: CustomStringConvertible {
    /// `35.0 %`
    public var description: String { Format.fixed(units, scale: 4, decimals: 1) + " %" }
}

extension Compute: CustomStringConvertible {
    /// `2.10e25 FLOP`
    public var description: String {
        let rounded = Format.threeFigures(units)
        let exponent = String(rounded.magnitude).count - 1
        return Format.fixed(rounded, scale: exponent, decimals: 2) + "e\(exponent + 15) FLOP"
    }
}

extension ComputeRate: CustomStringConvertible {
    /// `1.25 EFLOP/s`
    public var description: String {
        Format.short(units, exponent: 9, prefixes: [9: "GFLOP/s", 12: "TFLOP/s", 15: "PFLOP/s", 18: "EFLOP/s"])
    }
}

extension UnitPrice: CustomStringConvertible {
    /// Dollars: `2.10 USD`
    public var description: String { Format.fixed(units, scale: 6, decimals: 2) + " USD" }
}
