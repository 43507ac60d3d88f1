import StargateQuantities

/// The money so far, month by month, under the ceiling.
struct CashChapter: Chapter {
    let summary: Summary
    let anchor = "cash"
    let title = "Promised, called, spent"

    var lead: String {
        let (head, line) = (summary.programme, summary.headline)
        guard line.spentUsd > 0 || line.promisedUsd > 0 else { return "No money was promised or spent." }
        let share = head.ceilingUsd > 0 ? " (\(Figures.share(line.spentUsd / head.ceilingUsd)) of the ceiling)" : ""
        let calls = summary.calls.isEmpty ? "no calls" : HTMLText.counted(summary.calls.count, "call")
        var text =
            "\(Figures.money(line.spentUsd)) spent\(share), from \(Figures.money(line.contributedUsd)) of equity "
            + "in \(calls)\(line.earnedUsd > 0 ? "," : " and") \(Figures.money(line.drawnUsd)) of debt"
            + (line.earnedUsd > 0 ? " and \(Figures.money(line.earnedUsd)) of revenue." : ".")
        if line.promisedUsd > line.spentUsd {
            text += " Another \(Figures.money(line.promisedUsd - line.spentUsd)) is promised and not yet paid."
        }
        return text
    }

    private struct Curve {
        var name: String
        var style: String
        var value: (Summary.CashRow) -> Double
    }

    private let curves = [
        Curve(name: "promised", style: "curve promised") { $0.promisedUsd },
        Curve(name: "spent", style: "curve spent") { $0.spentUsd },
        Curve(name: "called", style: "curve called") { $0.calledUsd },
        Curve(name: "debt drawn", style: "curve drawn") { $0.drawnUsd },
    ]

    var body: String? {
        guard !summary.cash.isEmpty else { return nil }
        var drawing = Drawing(width: Sheet.width, height: 420)
        let (top, bottom) = (20.0, 366.0)
        let time = TimeScale(ProgrammeSpan(summary), left: Sheet.left, right: Sheet.right)
        let values = curves.flatMap { curve in summary.cash.map(curve.value) }
        let planned = summary.plan.map(\.spentUsd).max() ?? 0
        let largest = max(values.max() ?? 0, planned, summary.programme.ceilingUsd)
        let unit = MoneyUnit(largest: largest)
        let scale = ValueScale(largest: unit.value(largest), top: top, bottom: bottom, about: 5)
        scale.draw(on: &drawing, left: time.left, right: time.right)
        time.draw(on: &drawing, top: top, bottom: bottom)
        var labels = EndLabels()
        limits(on: &drawing, labels: &labels, time: time) { scale.y(unit.value($0)) }
        for curve in curves {
            let points =
                [Point(x: time.left, y: scale.bottom)]
                + summary.cash.map { row in
                    let end = CalendarDate(row.month).map { $0.advanced(byMonths: 1) } ?? time.end
                    return Point(x: time.x(min(end, time.end)), y: scale.y(unit.value(curve.value(row))))
                }
            let last = unit.value(summary.cash.last.map(curve.value) ?? 0)
            drawing.path(points, curve.style)
            labels.add(
                "\(curve.name) \(Figures.three(last))", y: scale.y(last), "label \(curve.style.dropFirst(6))-ink")
        }
        plan(on: &drawing, time: time) { scale.y(unit.value($0)) }
        labels.draw(on: &drawing, x: Sheet.beside, top: top, bottom: bottom)
        ticks(on: &drawing, time: time, y: bottom + 26)
        return ChartFigure(
            caption: "Money since the start at each month's end: \(unit.name)",
            key: [
                .init("promised-key", "promised"), .init("spent-key", "spent"), .init("called-key", "called"),
                .init("drawn-key", "debt drawn"),
            ] + (summary.plan.isEmpty ? [] : [.init("plan-key", "spent, on paper")]),
            note: "Promised is what contracts bind the programme to pay, paid or not. Marks below: days on which "
                + "called capital fell due; a taller mark is a larger call."
        ).html(drawing)
    }

    /// What would be spent if nothing slipped, failed or came late.
    private func plan(on drawing: inout Drawing, time: TimeScale, y: (Double) -> Double) {
        let points = summary.plan.compactMap { row in
            CalendarDate(row.ended).map { Point(x: time.x(min($0, time.end)), y: y(row.spentUsd)) }
        }
        drawing.path([Point(x: time.left, y: y(0))] + points, "curve planned")
    }

    private func limits(
        on drawing: inout Drawing, labels: inout EndLabels, time: TimeScale, y: (Double) -> Double
    ) {
        if summary.programme.ceilingUsd > 0 {
            let ceiling = y(summary.programme.ceilingUsd)
            drawing.line(x1: time.left, y1: ceiling, x2: time.right, y2: ceiling, "limit")
            labels.add("ceiling", y: ceiling, "label strong")
        }
        guard let tranche = summary.programme.firstTrancheUsd else { return }
        drawing.line(x1: time.left, y1: y(tranche), x2: time.right, y2: y(tranche), "limit faint")
        drawing.text("first tranche", x: time.left + 6, y: y(tranche) - 6, "axis halo")
    }

    private func ticks(on drawing: inout Drawing, time: TimeScale, y: Double) {
        let largest = max(1, summary.calls.map(\.amountUsd).max() ?? 0)
        for call in summary.calls {
            guard let due = CalendarDate(call.due) else { continue }
            let tall = 4 + 18 * call.amountUsd / largest
            drawing.line(
                x1: time.x(due), y1: y + 22 - tall, x2: time.x(due), y2: y + 22, "call",
                title: "Call \(call.call): \(Figures.money(call.amountUsd)), due \(call.due)")
        }
        if !summary.calls.isEmpty { drawing.text("capital calls", x: Sheet.beside, y: y + 20, "axis") }
    }
}
