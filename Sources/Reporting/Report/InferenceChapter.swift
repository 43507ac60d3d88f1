/// Tokens asked for and served.
struct InferenceChapter: Chapter {
    let summary: Summary
    let anchor = "inference"
    let title = "Inference"

    var lead: String {
        let line = summary.headline
        guard line.tokensAsked > 0 else { return "The programme declares no demand for inference." }
        let worst = summary.quarters.filter { $0.tokensAsked > 0 }
            .min { $0.tokensServed / $0.tokensAsked < $1.tokensServed / $1.tokensAsked }
        var text = "\(Figures.share(line.tokensServed / line.tokensAsked)) of all tokens asked for were served."
        if let worst, worst.tokensServed < worst.tokensAsked * 0.999 {
            let share = Figures.share(worst.tokensServed / worst.tokensAsked)
            text += " The leanest quarter was \(HTMLText.unbroken(worst.quarter)) with \(share)."
        }
        return text
    }

    var body: String? {
        guard summary.headline.tokensAsked > 0, !summary.quarters.isEmpty else { return nil }
        let span = ProgrammeSpan(summary)
        let asked = summary.quarters.indices.map { summary.quarters[$0].tokensAsked / span.days($0) }
        let served = summary.quarters.indices.map { summary.quarters[$0].tokensServed / span.days($0) }
        let largest = max(asked.max() ?? 0, served.max() ?? 0)
        let units: [(name: String, size: Double)] = [
            ("tokens a day", 1), ("million tokens a day", 1e6), ("billion tokens a day", 1e9),
            ("trillion tokens a day", 1e12), ("quadrillion tokens a day", 1e15),
        ]
        let unit = units.last { largest >= $0.size * 2 } ?? units[0]
        var drawing = Drawing(width: Sheet.width, height: 252)
        let time = TimeScale(span, left: Sheet.left, right: Sheet.right)
        let scale = ValueScale(largest: largest / unit.size, top: 16, bottom: 230)
        scale.draw(on: &drawing, left: time.left, right: time.right)
        time.draw(on: &drawing, top: 16, bottom: 230)
        for (index, quarter) in summary.quarters.enumerated() {
            let (from, to) = (time.x(span.quarters[index].from), time.x(span.quarters[index].to))
            let (top, filled) = (scale.y(asked[index] / unit.size), scale.y(served[index] / unit.size))
            let width = max(1, to - from - 3)
            drawing.rect(x: from + 1.5, y: top, width: width, height: scale.bottom - top, "asked")
            drawing.rect(
                x: from + 1.5, y: filled, width: width, height: scale.bottom - filled, "served",
                title: "\(quarter.quarter): \(Figures.three(served[index] / unit.size)) served of "
                    + "\(Figures.three(asked[index] / unit.size)) asked, \(unit.name)")
        }
        var labels = EndLabels()
        labels.add(
            "asked \(Figures.three((asked.last ?? 0) / unit.size))", y: scale.y((asked.last ?? 0) / unit.size), "label")
        labels.add(
            "served \(Figures.three((served.last ?? 0) / unit.size))", y: scale.y((served.last ?? 0) / unit.size),
            "label own-ink")
        labels.draw(on: &drawing, x: Sheet.beside, top: 16, bottom: 230)
        return ChartFigure(
            caption: "Inference asked for and served, mean of each quarter: \(unit.name)",
            key: [.init("served", "served"), .init("asked", "asked, not served")]
        ).html(drawing)
    }
}
