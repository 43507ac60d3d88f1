/// A point on a drawing.
struct Point {
    var x: Double
    var y: Double
}

/// An SVG picture in the making. Colours and lines come from the style sheet, by class.
struct Drawing {
    enum Anchor: String { case start, middle, end }

    let width: Double
    let height: Double
    private var parts: [String] = []

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    mutating func rect(
        x: Double, y: Double, width: Double, height: Double, _ style: String, title: String? = nil, radius: Double = 0
    ) {
        let round = radius > 0 ? " rx=\"\(Figures.coordinate(radius))\"" : ""
        let place = "x=\"\(Figures.coordinate(x))\" y=\"\(Figures.coordinate(y))\""
        let size = "width=\"\(Figures.coordinate(max(0, width)))\" height=\"\(Figures.coordinate(max(0, height)))\""
        add("rect \(place) \(size)\(round)", "rect", style, title)
    }

    mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, _ style: String, title: String? = nil) {
        let from = "x1=\"\(Figures.coordinate(x1))\" y1=\"\(Figures.coordinate(y1))\""
        let to = "x2=\"\(Figures.coordinate(x2))\" y2=\"\(Figures.coordinate(y2))\""
        add("line \(from) \(to)", "line", style, title)
    }

    mutating func circle(x: Double, y: Double, radius: Double, _ style: String, title: String? = nil) {
        let place = "cx=\"\(Figures.coordinate(x))\" cy=\"\(Figures.coordinate(y))\""
        add("circle \(place) r=\"\(Figures.coordinate(radius))\"", "circle", style, title)
    }

    /// Points joined by straight lines; nothing if there are none.
    mutating func path(_ points: [Point], closed: Bool = false, _ style: String, title: String? = nil) {
        guard !points.isEmpty else { return }
        let steps = points.enumerated().map { index, point in
            "\(index == 0 ? "M" : "L")\(Figures.coordinate(point.x)) \(Figures.coordinate(point.y))"
        }
        add("path d=\"\(steps.joined())\(closed ? "Z" : "")\"", "path", style, title)
    }

    /// A band between two upright edges, bent like a river.
    mutating func river(
        from: (x: Double, top: Double), to: (x: Double, top: Double), width: Double, _ style: String, title: String
    ) {
        let c = Figures.coordinate
        let middle = c((from.x + to.x) / 2)
        let start = "M\(c(from.x)) \(c(from.top))"
        let there = "C\(middle) \(c(from.top)) \(middle) \(c(to.top)) \(c(to.x)) \(c(to.top))"
        let (low, high) = (c(to.top + width), c(from.top + width))
        let back = "L\(c(to.x)) \(low)C\(middle) \(low) \(middle) \(high) \(c(from.x)) \(high)Z"
        add("path d=\"\(start)\(there)\(back)\"", "path", style, title)
    }

    mutating func text(
        _ text: String, x: Double, y: Double, _ style: String, anchor: Anchor = .start, title: String? = nil
    ) {
        let place = "x=\"\(Figures.coordinate(x))\" y=\"\(Figures.coordinate(y))\""
        let full = title.map { "<title>\(HTMLText.safe($0))</title>" } ?? ""
        let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        parts.append("<text \(place)\(side) class=\"\(style)\">\(HTMLText.safe(text))\(full)</text>")
    }

    private mutating func add(_ opening: String, _ name: String, _ style: String, _ title: String?) {
        if let title {
            parts.append("<\(opening) class=\"\(style)\"><title>\(HTMLText.safe(title))</title></\(name)>")
        } else {
            parts.append("<\(opening) class=\"\(style)\"/>")
        }
    }

    /// The picture as a file of its own, which brings its colours and hatchings along.
    func file(title: String) -> String {
        let c = Figures.coordinate
        let (wide, high) = (width + 32, height + 56)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -40 \(c(wide)) \(c(high))" role="img">
            <title>\(HTMLText.safe(title))</title>
            <style>
            \(PageColours.text)
            :root { --sans: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
            \(ChartStyle.text)
            .paper { fill: var(--paper); }
            </style>
            \(PatternSheet.definitions)
            <rect class="paper" x="-16" y="-40" width="\(c(wide))" height="\(c(high))"/>
            <text class="strong" x="0" y="-16">\(HTMLText.safe(title))</text>
            \(parts.joined(separator: "\n"))
            </svg>

            """
    }

    /// The picture, with what it shows in words for those who do not see it.
    func svg(label: String) -> String {
        let box = "0 0 \(Figures.coordinate(width)) \(Figures.coordinate(height))"
        return "<svg viewBox=\"\(box)\" role=\"img\" aria-label=\"\(HTMLText.safe(label))\">\n"
            + parts.joined(separator: "\n") + "\n</svg>"
    }
}
