import StargateProgramme

/// What the result leans on: the assumptions that move it most, and how well they are founded.
struct AssumptionChapter: Chapter {
    let summary: Summary
    let anchor = "assumptions"
    let title = "What the result leans on"

    var lead: String {
        let evidence = summary.evidence
        let all = evidence.measured + evidence.reported + evidence.assumed
        guard all > 0 else { return "No value in the programme file says where it comes from." }
        return "Of \(HTMLText.counted(all, "value")) in the programme file \(evidence.reported) are reported, "
            + "\(evidence.measured) measured and \(evidence.assumed) assumed."
    }

    var body: String? { evidence + (summary.assumptions.isEmpty ? howTo : table) }

    private var evidence: String {
        let counts = [
            ("measured", summary.evidence.measured), ("reported", summary.evidence.reported),
            ("assumed", summary.evidence.assumed),
        ]
        let all = counts.reduce(0) { $0 + $1.1 }
        guard all > 0 else { return "" }
        var drawing = Drawing(width: Sheet.width, height: 14)
        var x = 0.0
        for (name, count) in counts where count > 0 {
            let width = Double(count) / Double(all) * Sheet.width
            drawing.rect(x: x, y: 0, width: max(1, width - 2), height: 14, "sure-\(name)", title: "\(count) \(name)")
            x += width
        }
        return ChartFigure(
            caption: "Values of the programme file by how they are known",
            key: counts.map { .init("sure-\($0.0)", "\($0.1) \($0.0)") }, leastWidth: 280
        ).html(drawing)
    }

    private var howTo: String {
        "<p class=\"note\">Which assumptions move the result most was not worked out in this run. "
            + "<code>stargate run</code> does it unless it is told <code>--no-sensitivity</code>.</p>"
    }

    private var table: String {
        let rows = summary.assumptions.prefix(10)
        let compute = rows.map { $0.computeShare.magnitude }.max() ?? 0
        let spent = rows.map { $0.spentShare.magnitude }.max() ?? 0
        let days = rows.map { $0.modelDays.magnitude }.max() ?? 0
        var table = PageTable(
            "The \(rows.count) assumptions that move the result most, and what a change of each does",
            [
                .init("Assumption"), .init("Known"), .init("Change"), .init("Compute used", "bar"),
                .init("Money spent", "bar"), .init("Models ready", "bar"),
            ], style: "leans")
        for row in rows {
            let source = row.source.map { "<br><small class=\"source\">\(HTMLText.safe($0))</small>" } ?? ""
            table.add([
                "<code>\(HTMLText.safe(row.path))</code><br>\(HTMLText.safe(row.value))\(source)",
                "<span class=\"badge sure-\(row.confidence.rawValue)\">\(row.confidence.rawValue)</span>",
                HTMLText.safe(row.change), bar(row.computeShare, most: compute, text: Figures.change(row.computeShare)),
                bar(row.spentShare, most: spent, text: Figures.change(row.spentShare)),
                bar(row.modelDays, most: days, text: "\(Figures.signed(row.modelDays, 0)) d"),
            ])
        }
        return table.html()
            + "<p class=\"note\">Bars to the right mean more or later, to the left less or sooner; each column has its "
            + "own scale. A model not trained in time counts as ready at the end.</p>"
    }

    /// One bar of the tornado, from the middle outwards.
    private func bar(_ value: Double, most: Double, text: String) -> String {
        let share = most > 0 && value.isFinite ? value / most : 0
        let width = Figures.coordinate(50 * share.magnitude)
        let from = Figures.coordinate(share < 0 ? 50 - 50 * share.magnitude : 50)
        return "<span class=\"tornado\"><i class=\"\(share < 0 ? "less" : "more")\" "
            + "style=\"left:\(from)%;width:\(width)%\"></i></span><span class=\"told\">\(text)</span>"
    }
}
