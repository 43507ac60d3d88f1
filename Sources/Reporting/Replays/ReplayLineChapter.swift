/// One quantity along the replay's axis, a line for each policy.
struct ReplayLineChapter: Chapter {
    let document: ReplayDocument
    let key: String
    let title: String

    var anchor: String { key.replacing("_", with: "-") }

    /// A chapter for every line that any account has.
    static func all(_ document: ReplayDocument) -> [any Chapter] {
        var chapters: [ReplayLineChapter] = []
        for account in document.accounts {
            for line in account.lines where !chapters.contains(where: { $0.key == line.key }) {
                let title = HTMLText.capitalised(line.title)
                chapters.append(ReplayLineChapter(document: document, key: line.key, title: title))
            }
        }
        return chapters
    }

    /// The place among the policies, and the line.
    private var lines: [(index: Int, line: ReplayAccount.Line)] {
        document.accounts.enumerated().compactMap { index, account in
            account.lines.first { $0.key == key }.map { (index, $0) }
        }
    }

    private var unit: String { lines.first?.line.unit ?? "" }

    /// What the axis counts; a quantity over time has a panel for each policy, as lines would hide each other.
    private var axis: String { document.accounts.first?.axis ?? "" }
    private var isOverTime: Bool { axis == "seconds" }

    var lead: String {
        let told = lines.map { index, line in
            let value =
                isOverTime
                ? (unit == "%" ? Self.mean(line.points) : line.points.map(\.value).max()) : line.points.last?.value
            return "\(Figures.three(value ?? 0)) \(unit) under \(document.accounts[index].policy)"
        }
        let how = isOverTime ? (unit == "%" ? "On average" : "At most") : "In the end"
        return told.isEmpty ? "Nothing to show." : "\(how) \(HTMLText.list(told))."
    }

    /// Over the axis: each value holds from its point to the next.
    private static func mean(_ points: [ReplayAccount.Line.Point]) -> Double {
        var (sum, span) = (0.0, 0.0)
        for (point, next) in zip(points, points.dropFirst()) {
            sum += point.value * (next.at - point.at)
            span += next.at - point.at
        }
        return span > 0 ? sum / span : points.first?.value ?? 0
    }

    var body: String? {
        let lines = lines.filter { !$0.line.points.isEmpty }
        let points = lines.flatMap(\.line.points)
        guard let from = points.map(\.at).min(), let to = points.map(\.at).max() else { return nil }
        let along = AlongScale(from: from, to: to, axis: axis, left: Sheet.left, right: Sheet.right)
        let largest = points.map(\.value).max() ?? 0
        let top = unit == "%" && largest > 70 ? 100 : largest
        return isOverTime ? panels(lines, along, largest: top) : overlaid(lines, along, largest: top)
    }

    private func panels(
        _ lines: [(index: Int, line: ReplayAccount.Line)], _ along: AlongScale, largest: Double
    ) -> String {
        let (high, gap) = (lines.count == 1 ? 260.0 : 110.0, 22.0)
        var drawing = Drawing(width: Sheet.width, height: 16 + (high + gap) * Double(lines.count) + 24)
        for (place, (index, line)) in lines.enumerated() {
            let top = 16 + (high + gap) * Double(place)
            let scale = ValueScale(largest: largest, top: top, bottom: top + high, about: lines.count == 1 ? 4 : 2)
            scale.draw(on: &drawing, left: along.left, right: along.right)
            along.draw(on: &drawing, top: top, bottom: top + high, isLabelled: place == lines.count - 1)
            let corners = steps(line.points, along, scale)
            let policy = document.accounts[index].policy
            let ground = [Point(x: corners.last?.x ?? 0, y: top + high), Point(x: along.left, y: top + high)]
            drawing.path(corners + ground, closed: true, PolicyInk.surface(index))
            drawing.path(corners, PolicyInk.line(index) + " whole", title: "\(line.title) under \(policy)")
            drawing.text(
                HTMLText.shortened(policy, to: 18), x: Sheet.beside, y: top + high / 2 + 4, PolicyInk.label(index))
        }
        return ChartFigure(
            caption: "\(title), \(unit)", note: "Means of equal spans of time, from the first submission on."
        ).html(drawing)
    }

    private func overlaid(
        _ lines: [(index: Int, line: ReplayAccount.Line)], _ along: AlongScale, largest: Double
    ) -> String {
        var drawing = Drawing(width: Sheet.width, height: 400)
        let (top, bottom) = (16.0, 350.0)
        let scale = ValueScale(largest: largest, top: top, bottom: bottom)
        scale.draw(on: &drawing, left: along.left, right: along.right)
        along.draw(on: &drawing, top: top, bottom: bottom)
        var labels = EndLabels()
        for (index, line) in lines {
            let policy = document.accounts[index].policy
            drawing.path(
                steps(line.points, along, scale), PolicyInk.line(index), title: "\(line.title) under \(policy)")
            let last = line.points.last?.value ?? 0
            labels.add(
                "\(HTMLText.shortened(policy, to: 12)) \(Figures.three(last))", y: scale.y(last), PolicyInk.label(index)
            )
        }
        labels.draw(on: &drawing, x: Sheet.beside, top: top, bottom: bottom)
        return ChartFigure(
            caption: "\(title), \(unit)",
            key: lines.map { .init("policy-\($0.index % PolicyInk.count)", document.accounts[$0.index].policy) }
        ).html(drawing)
    }

    /// The value holds from its point to the next.
    private func steps(_ points: [ReplayAccount.Line.Point], _ along: AlongScale, _ scale: ValueScale) -> [Point] {
        var corners: [Point] = []
        for (index, point) in points.enumerated() {
            let y = scale.y(point.value)
            corners.append(Point(x: along.x(point.at), y: y))
            if index + 1 < points.count { corners.append(Point(x: along.x(points[index + 1].at), y: y)) }
        }
        return corners
    }
}
