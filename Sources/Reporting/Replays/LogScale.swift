/// An upright axis in powers of ten; what is below its first power stands at the bottom, as nought.
struct LogScale {
    let top: Double
    let bottom: Double
    private let low: Int
    private let high: Int

    /// From the power of ten below `least` to the one above `largest`.
    init(least: Double, largest: Double, top: Double, bottom: Double) {
        self.top = top
        self.bottom = bottom
        low = Self.power(notAbove: max(least, 1e-9))
        high = max(low + 1, Self.power(notAbove: largest * 0.999_999) + 1)
    }

    func y(_ value: Double) -> Double { bottom - share(value) * (bottom - top) }

    /// From 0 at the first power to 1 at the last.
    func share(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 0 }
        return min(1, max(0, (Self.logarithm(value) - Double(low)) / Double(high - low)))
    }

    /// Every power of ten of the axis.
    var powers: [(value: Double, name: String)] {
        (low...high).map { power in
            var value = 1.0
            for _ in 0..<power.magnitude { value = power < 0 ? value / 10 : value * 10 }
            return (value, Self.name(of: power, value))
        }
    }

    /// `0.01`, `100`, `10 k`, `1 M`.
    private static func name(of power: Int, _ value: Double) -> String {
        guard power >= 3 else { return power < 0 ? Figures.fixed(value, min(9, -power)) : Figures.fixed(value, 0) }
        let (word, step) = power >= 9 ? ("bn", 9) : power >= 6 ? ("M", 6) : ("k", 3)
        var head = "1"
        for _ in 0..<power - step { head += "0" }
        return "\(head)\u{A0}\(word)"
    }

    /// Faint lines with their values at the left.
    func draw(on drawing: inout Drawing, left: Double, right: Double) {
        for power in powers {
            drawing.line(x1: left, y1: y(power.value), x2: right, y2: y(power.value), "grid")
            drawing.text(power.name, x: left - 8, y: y(power.value) + 4, "axis", anchor: .end)
        }
        drawing.line(x1: left, y1: bottom, x2: right, y2: bottom, "base")
    }

    private static func power(notAbove value: Double) -> Int {
        var (power, rest) = (0, value)
        while rest >= 10, power < 300 { (rest, power) = (rest / 10, power + 1) }
        while rest < 1, power > -300 { (rest, power) = (rest * 10, power - 1) }
        return power
    }

    /// log₁₀, from the power of ten and a series for the rest (log m = 2 artanh((m − 1) / (m + 1))): the same on every
    /// machine, and exact to the tenth of a point that a drawing knows.
    static func logarithm(_ value: Double) -> Double {
        let power = power(notAbove: value)
        var rest = value
        for _ in 0..<power.magnitude { rest = power < 0 ? rest * 10 : rest / 10 }
        // √10 keeps the series short.
        let isHigh = rest > 3.162_277_660_168_379
        if isHigh { rest /= 3.162_277_660_168_379 }
        let ratio = (rest - 1) / (rest + 1)
        var (term, sum) = (ratio, 0.0)
        for step in 0..<24 {
            sum += term / Double(2 * step + 1)
            term *= ratio * ratio
        }
        return Double(power) + (isHigh ? 0.5 : 0) + 2 * sum / 2.302_585_092_994_046
    }
}
