import StargateQuantities

/// Figures as the page says them.
enum Words {
    /// `52.0 bn USD`
    static func usd(_ amount: Double) -> String { "\(Money(cents: whole(amount * 100)))" }

    /// Dollars and cents.
    static func price(_ amount: Double?) -> String { amount.map { "\(fixed($0, 2)) USD" } ?? "–" }

    static func mw(_ power: Double) -> String {
        "\(abs(power) < 10 ? fixed(power, 1) : Format.count(whole(power))) MW"
    }

    static func count(_ number: Int64) -> String { Format.count(number) }
    static func count(_ number: Double) -> String { Format.count(whole(number)) }

    /// A count in full up to a hundred million, then with three figures: `17.9 bn`.
    static func big(_ number: Double) -> String {
        guard abs(number) >= 1e8 else { return count(number) }
        return Format.short(whole(number), prefixes: [6: "M", 9: "bn", 12: "T", 15: "quadrillion"])
    }

    static func percent(_ share: Double, decimals: Int = 0) -> String { "\(fixed(share * 100, decimals)) %" }

    /// With its sign: `+3.2 %`.
    static func change(_ share: Double, decimals: Int = 1) -> String {
        (share > 0 ? "+" : "") + percent(share, decimals: decimals)
    }

    static func days(_ days: Double) -> String { (days > 0 ? "+" : "") + "\(fixed(days, 0)) d" }

    /// `2.10e25`
    static func flop(_ flop: Double) -> String { "\(Compute(petaflop: whole(flop / 1e15)))" }

    static func fixed(_ number: Double, _ decimals: Int) -> String {
        let scale = [1.0, 10, 100, 1000][decimals]
        return Format.fixed(whole(number * scale), scale: decimals, decimals: decimals)
    }

    /// Dollars and cents without separators, for tables that machines read.
    static func plain(_ usd: Double) -> String {
        Format.fixed(whole(usd * 100), scale: 2, decimals: 2, grouped: false)
    }

    private static func whole(_ number: Double) -> Int64 {
        number.isFinite ? Int64(min(9e18, max(-9e18, number.rounded()))) : 0
    }
}
