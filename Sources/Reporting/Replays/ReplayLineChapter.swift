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

    var lead: String {
        let told = lines.compactMap { index, line -> String? in
            guard let most = line.points.max(by: { $0.value < $1.value }) else { return nil }
            return "\(Figures.short(most.value)) \(unit) under \(document.accounts[index].policy)"
        }
        return told.isEmpty ? "Nothing to show." : "At most \(HTMLText.list(told))."
    }

    var body: String? {
        let lines = lines.filter { !$0.line.points.isEmpty }
        let points = lines.flatMap(\.line.points)
        guard let axis = document.accounts.first?.axis, let from = points.map(\.at).min(),
            let to = points.map(\.at).max()
        else { return nil }
        var drawing = Drawing(width: Sheet.width, height: 340)
        let (top, bottom) = (16.0, 290.0)
        let along = AlongScale(from: from, to: to, axis: axis, left: Sheet.left, right: Sheet.right)
        let largest = points.map(\.value).max() ?? 0
        let scale = ValueScale(largest: unit == "%" && largest > 70 ? 100 : largest, top: top, bottom: bottom)
        scale.draw(on: &drawing, left: along.left, right: along.right)
        along.draw(on: &drawing, top: top, bottom: bottom)
        var labels = EndLabels()
        for (index, line) in lines {
            let policy = document.accounts[index].policy
            drawing.path(
                steps(line.points, along, scale), PolicyInk.line(index), title: "\(line.title) under \(policy)")
            labels.add(
                HTMLText.shortened(policy, to: 16), y: scale.y(line.points.last?.value ?? 0), PolicyInk.label(index))
        }
        labels.draw(on: &drawing, x: Sheet.beside, top: top, bottom: bottom)
        return ChartFigure(
            caption: "\(title), \(unit)",
            key: lines.map { .init("policy-\($0.index % PolicyInk.count)", document.accounts[$0.index].policy) },
            note: axis == "seconds" ? "Means of equal spans of time, from the first submission on." : nil
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
