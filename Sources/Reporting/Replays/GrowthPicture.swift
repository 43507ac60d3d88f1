/// How the cost of a decision grows with the fleet, in powers of ten both ways, as an SVG file of its own.
public struct GrowthPicture: Sendable {
    public struct Row: Hashable, Sendable {
        public var accelerators: Double
        public var microsecondsPerJob: Double

        public init(accelerators: Double, microsecondsPerJob: Double) {
            self.accelerators = accelerators
            self.microsecondsPerJob = microsecondsPerJob
        }
    }

    private let rows: [Row]
    private let title: String

    public init(_ rows: [Row], title: String) {
        self.rows = rows.filter { $0.accelerators > 0 && $0.microsecondsPerJob > 0 }
        self.title = title
    }

    /// The file; nil without a row.
    public func text() -> String? {
        guard let least = rows.map(\.accelerators).min(), let most = rows.map(\.accelerators).max(),
            let cheapest = rows.map(\.microsecondsPerJob).min(), let dearest = rows.map(\.microsecondsPerJob).max()
        else { return nil }
        var drawing = Drawing(width: 760, height: 400)
        let (left, right, top, bottom) = (70.0, 720.0, 20.0, 340.0)
        let across = LogScale(least: least, largest: most, top: 0, bottom: 1)
        let up = LogScale(least: cheapest / 2, largest: dearest * 2, top: top, bottom: bottom)
        up.draw(on: &drawing, left: left, right: right)
        func x(_ value: Double) -> Double { left + across.share(value) * (right - left) }
        for power in across.powers {
            drawing.line(x1: x(power.value), y1: top, x2: x(power.value), y2: bottom + 5, "grid")
            drawing.text(power.name, x: x(power.value), y: bottom + 20, "axis", anchor: .middle)
        }
        drawing.text("accelerators", x: right, y: bottom + 40, "axis", anchor: .end)
        drawing.text("µs a job", x: left - 8, y: top - 8, "axis", anchor: .end)
        drawing.path(rows.map { Point(x: x($0.accelerators), y: up.y($0.microsecondsPerJob)) }, "curve own-line")
        for row in rows {
            let (place, height) = (x(row.accelerators), up.y(row.microsecondsPerJob))
            let told =
                "\(Figures.short(row.accelerators)) accelerators: \(Figures.three(row.microsecondsPerJob)) µs a job"
            drawing.circle(x: place, y: height, radius: 4, "own-dot", title: told)
            drawing.text(
                Figures.three(row.microsecondsPerJob), x: place, y: height - 12, "halo", anchor: .middle)
        }
        return drawing.file(title: title)
    }
}
