import StargateQuantities

/// Numbers of the report as people read them, the same on every machine.
///
/// A number and its unit are joined by a space at which no line breaks.
enum Figures {
    /// `decimals` digits after the point, thousands separated; a dash for what is not a number.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        var power = 1.0
        for _ in 0..<decimals { power *= 10 }
        let scaled = (value * power).rounded()
        guard scaled.magnitude < 9e18 else { return scientific(value) }
        let text = Format.fixed(Int64(scaled), scale: decimals, decimals: decimals)
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    static func count(_ value: Int64) -> String { Format.count(value) }

    /// Three figures that matter, and all digits of a whole number beyond them: `0.123`, `12.3`, `5,327`.
    static func three(_ value: Double) -> String {
        let size = value.magnitude
        if size == 0 { return "0" }
        if size < 0.001 { return scientific(value) }
        return fixed(value, size < 0.0995 ? 4 : size < 0.995 ? 3 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0)
    }

    /// Three figures and a word for the thousands: `1.66 M`, `367 bn`.
    static func short(_ value: Double) -> String {
        let size = value.magnitude
        if size < 9_999.5 { return size == size.rounded() ? fixed(value, 0) : three(value) }
        if size < 999_500 { return three(value / 1e3) + "\u{A0}k" }
        if size < 999_500_000 { return three(value / 1e6) + "\u{A0}M" }
        if size < 999_500_000_000 { return three(value / 1e9) + "\u{A0}bn" }
        if size < 999.5e12 { return three(value / 1e12) + "\u{A0}T" }
        return size < 999.5e15 ? three(value / 1e15) + "\u{A0}quadrillion" : scientific(value)
    }

    static func money(_ usd: Double) -> String { short(usd) + "\u{A0}USD" }

    /// A share of one as a percentage.
    static func share(_ ratio: Double) -> String {
        let percent = ratio * 100
        let size = percent.magnitude
        return fixed(percent, size == 0 || size >= 9.95 ? 0 : size >= 0.995 ? 1 : 2) + "\u{A0}%"
    }

    /// A change with its sign: `+1.2 %`.
    static func change(_ ratio: Double) -> String { sign(ratio) + share(ratio) }

    static func signed(_ value: Double, _ decimals: Int) -> String { sign(value) + fixed(value, decimals) }

    /// Megawatts without their unit; small ones keep a digit after the point.
    static func power(_ mw: Double) -> String { fixed(mw, mw.magnitude < 10 && mw != mw.rounded() ? 1 : 0) }

    static func megawatts(_ mw: Double) -> String { power(mw) + "\u{A0}MW" }

    /// `4.6×10²⁶`
    static func scientific(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        guard value != 0 else { return "0" }
        var exponent = 0
        var size = value.magnitude
        while size >= 9.95 { (size, exponent) = (size / 10, exponent + 1) }
        while size < 0.995 { (size, exponent) = (size * 10, exponent - 1) }
        let raised = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        let power = String(exponent).map { $0.wholeNumberValue.map { raised[$0] } ?? "⁻" }.joined()
        let digits = Format.fixed(Int64((size * 10).rounded()), scale: 1, decimals: 1)
        return "\(value < 0 ? "−" : "")\(digits)×10\(power)"
    }

    /// A place on a drawing, to a tenth.
    static func coordinate(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e9 else { return "0" }
        let tenths = Int64((value * 10).rounded())
        return tenths % 10 == 0
            ? String(tenths / 10) : Format.fixed(tenths, scale: 1, decimals: 1, grouped: false)
    }

    /// Days as people say them: `12 days`, `7 months`, `3.5 years`.
    static func duration(days: Int) -> String {
        if days.magnitude < 60 { return HTMLText.counted(days, "day") }
        if days.magnitude < 1_096 { return fixed(Double(days) / 30.4375, 0) + " months" }
        return fixed(Double(days) / 365.25, 1) + " years"
    }

    private static func sign(_ value: Double) -> String { value > 0 ? "+" : "" }
}

/// The unit sums of money are told in throughout one chart.
struct MoneyUnit {
    let name: String
    private let usd: Double

    init(largest: Double) {
        (name, usd) =
            largest >= 2e9 ? ("bn USD", 1e9) : largest >= 2e6 ? ("M USD", 1e6) : ("k USD", 1e3)
    }

    func value(_ sum: Double) -> Double { sum / usd }
}

/// The unit compute rates are told in throughout one report, so that its numbers compare.
struct RateUnit {
    let name: String
    private let pflops: Double

    init(largest: Double) {
        (name, pflops) = largest >= 1_000 ? ("EFLOP/s", 1_000) : ("PFLOP/s", 1)
    }

    func value(_ rate: Double) -> Double { rate / pflops }
    func text(_ rate: Double) -> String {
        let value = value(rate)
        return (value >= 1_000 ? Figures.fixed(value, 0) : Figures.three(value)) + "\u{A0}" + name
    }
}
