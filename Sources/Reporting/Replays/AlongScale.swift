/// A level axis of numbers: seconds told in the unit that suits them, or any other quantity.
struct AlongScale {
    let from: Double
    let to: Double
    let left: Double
    let right: Double
    /// "hours", "% of the GPUs asked for".
    let name: String
    private let unit: Double

    /// - Parameter axis: "seconds", or what else the numbers count.
    init(from: Double, to: Double, axis: String, left: Double, right: Double) {
        self.from = from
        self.to = to > from ? to : from + 1
        self.left = left
        self.right = right
        let span = self.to - from
        if axis == "seconds" {
            (name, unit) =
                span >= 4 * 86_400
                ? ("days", 86_400)
                : span >= 4 * 3600
                    ? ("hours", 3600)
                    : span >= 240 ? ("minutes", 60) : ("seconds", 1)
        } else {
            (name, unit) = (axis, 1)
        }
    }

    /// The place of a number, held inside the drawing.
    func x(_ value: Double) -> Double {
        left + min(1, max(0, (value - from) / (to - from))) * (right - left)
    }

    /// Faint upright lines with their values below, and the unit behind the last.
    func draw(on drawing: inout Drawing, top: Double, bottom: Double, isLabelled: Bool = true) {
        drawing.line(x1: left, y1: bottom, x2: right, y2: bottom, "base")
        let span = (to - from) / unit
        var step = 1.0
        while step * 8 < span { step *= 10 }
        while step * 8 > span * 10 { step /= 10 }
        step = [1, 2, 5, 10].map { $0 * step / 10 }.first { $0 * 8 >= span } ?? step
        for count in 0...Int(span / step * 1.0001) {
            let value = Double(count) * step
            let place = x(from + value * unit)
            drawing.line(x1: place, y1: top, x2: place, y2: bottom + 5, count == 0 ? "base" : "grid")
            if isLabelled { drawing.text(Figures.short(value), x: place, y: bottom + 18, "axis", anchor: .middle) }
        }
        if isLabelled { drawing.text(name, x: right, y: bottom + 34, "axis", anchor: .end) }
    }
}
