/// What held things back: quarters by causes, each cell the mean facility power held back.
struct HeldChapter: Chapter {
    let summary: Summary
    let anchor = "constraints"
    let title = "What held things back"

    private static let known = ["capital", "power", "chips", "people", "contract", "data", "construction"]

    private var causes: [String] {
        let met = Set(summary.quarters.flatMap { $0.held.map(\.cause) })
        return HeldChapter.known + met.subtracting(HeldChapter.known).sorted()
    }

    var lead: String {
        let causes = HeldBack(summary).causes
        guard let first = causes.first else { return "Nothing was held back." }
        var text = "\(HTMLText.capitalised(first.cause)) held back most: \(Figures.megawatts(first.mw)) on average"
        if causes.count > 1 { text += ", before \(causes[1].cause) with \(Figures.megawatts(causes[1].mw))" }
        let firsts = summary.quarters.compactMap { $0.held.first { $0.mw > 0 }?.cause }
        let turns = zip(firsts, firsts.dropFirst()).count { $0 != $1 }
        return text + "." + (turns > 0 ? " The main cause changed \(turns == 1 ? "once" : "\(turns) times")." : "")
    }

    var body: String? {
        let quarters = summary.quarters
        guard quarters.contains(where: { $0.held.contains { $0.mw > 0 } }) else { return nil }
        let (left, top, tall) = (96.0, 40.0, 30.0)
        let wide = min(90, max(44, (Sheet.width - left) / Double(quarters.count)))
        let width = max(Sheet.width, left + wide * Double(quarters.count))
        var drawing = Drawing(width: width, height: top + tall * Double(causes.count) + 6)
        let largest = max(1e-9, quarters.flatMap { $0.held.map(\.mw) }.max() ?? 0)
        for (column, quarter) in quarters.enumerated() {
            let x = left + Double(column) * wide
            head(on: &drawing, column: column, x: x, wide: wide)
            let most = quarter.held.filter { $0.mw > 0 }.max { $0.mw < $1.mw }?.cause
            for (row, cause) in causes.enumerated() {
                let mw = quarter.held.first { $0.cause == cause }?.mw ?? 0
                let y = top + Double(row) * tall
                let step = mw <= 0 ? 0 : min(5, 1 + Int((mw / largest).squareRoot() * 5 * 0.9999))
                let title = "\(quarter.quarter), \(cause): \(Figures.megawatts(mw)) held back"
                drawing.rect(
                    x: x + 1, y: y + 1, width: wide - 2, height: tall - 2, "heat-\(step)", title: title, radius: 2)
                if cause == most {
                    drawing.rect(x: x + 1.5, y: y + 1.5, width: wide - 3, height: tall - 3, "ring", radius: 2)
                }
                guard mw >= (largest < 10 ? 0.05 : 0.5) else { continue }
                let weight = cause == most ? " strong" : ""
                drawing.text(
                    Figures.fixed(mw, largest < 10 ? 1 : 0), x: x + wide / 2, y: y + tall / 2 + 4,
                    "cell on-\(step)\(weight)",
                    anchor: .middle)
            }
        }
        for (row, cause) in causes.enumerated() {
            drawing.text(cause, x: left - 10, y: top + (Double(row) + 0.5) * tall + 4, "label", anchor: .end)
        }
        return ChartFigure(
            caption: "Mean facility power held back, by cause and quarter: MW",
            key: [.init("ring", "main cause of the quarter")],
            note: "Facility power of phases, rentals and models that waited, put down to the one thing each waited for "
                + "at the time. The stronger the colour, the more power.",
            leastWidth: Int(width * 0.85)
        ).html(drawing)
    }

    /// Year above its first column, the quarter above each.
    private func head(on drawing: inout Drawing, column: Int, x: Double, wide: Double) {
        let parts = summary.quarters[column].quarter.split(separator: "-", maxSplits: 1).map(String.init)
        let year = parts.first ?? ""
        let before = column > 0 ? summary.quarters[column - 1].quarter.hasPrefix(year) : false
        if !before { drawing.text(year, x: x + 2, y: 14, "axis year") }
        drawing.text(parts.count > 1 ? parts[1] : year, x: x + wide / 2, y: 31, "axis", anchor: .middle)
    }
}
