/// An upright axis from nought to a round number above the largest value.
struct ValueScale {
    let top: Double
    let bottom: Double
    let ticks: [Double]
    private let largest: Double
    private let decimals: Int

    /// `top` and `bottom` are places on the drawing, top above bottom.
    init(largest: Double, top: Double, bottom: Double, about count: Int = 4) {
        let goal = largest.isFinite && largest > 0 ? largest : 1
        var power = 1.0
        var digits = 0
        while power * 10 <= goal / Double(count) { power *= 10 }
        while power > goal / Double(count) { (power, digits) = (power / 10, digits + 1) }
        let factor = [1, 2, 2.5, 5, 10].first { $0 * power * Double(count) >= goal } ?? 10
        let step = factor * power
        var ticks = [0.0]
        while (ticks.last ?? 0) < goal * 0.999, ticks.count < 12 { ticks.append(Double(ticks.count) * step) }
        self.ticks = ticks
        self.largest = ticks.last ?? goal
        self.top = top
        self.bottom = bottom
        decimals = factor == 10 ? max(0, digits - 1) : factor == 2.5 && power < 10 ? digits + 1 : digits
    }

    func y(_ value: Double) -> Double {
        guard value.isFinite else { return bottom }
        return bottom - value / largest * (bottom - top)
    }

    /// Faint lines with their values at the left.
    func draw(on drawing: inout Drawing, left: Double, right: Double) {
        for tick in ticks {
            drawing.line(x1: left, y1: y(tick), x2: right, y2: y(tick), tick == 0 ? "base" : "grid")
            let text = Figures.fixed(tick, decimals)
            drawing.text(text, x: left - 8, y: y(tick) + 4, "axis", anchor: .end)
        }
    }
}
