/// How long the luckier and the unluckier jobs waited.
struct ReplayWaitChapter: Chapter {
    let document: ReplayDocument
    let anchor = "wait"
    let title = "Wait, job by job"

    private var known: [(index: Int, account: ReplayAccount)] {
        document.accounts.enumerated().filter { !$0.element.waitPercentiles.isEmpty }.map { ($0.offset, $0.element) }
    }

    var lead: String {
        let told = known.map { _, account in
            let without = account.waitPercentiles.lastIndex { $0 < 1 } ?? 0
            return "\(without) of 100 jobs under \(account.policy)"
        }
        return told.isEmpty ? "Nothing waits." : "No wait of a second or more for \(HTMLText.list(told))."
    }

    var body: String? {
        let known = known
        let largest = known.compactMap { $0.account.waitPercentiles.max() }.max() ?? 0
        guard largest >= 1 else { return nil }
        var drawing = Drawing(width: Sheet.width, height: 360)
        let (top, bottom) = (16.0, 310.0)
        let along = AlongScale(
            from: 0, to: 100, axis: "% of jobs wait no longer", left: Sheet.left, right: Sheet.right)
        let scale = LogScale(least: 1, largest: largest, top: top, bottom: bottom)
        scale.draw(on: &drawing, left: along.left, right: along.right)
        along.draw(on: &drawing, top: top, bottom: bottom)
        var labels = EndLabels()
        for (index, account) in known {
            let points = account.waitPercentiles.enumerated().map { Point(x: along.x(Double($0)), y: scale.y($1)) }
            drawing.path(points, PolicyInk.line(index), title: "wait under \(account.policy)")
            let y = scale.y(account.waitPercentiles.last ?? 0)
            labels.add(HTMLText.shortened(account.policy, to: 16), y: y, PolicyInk.label(index))
        }
        labels.draw(on: &drawing, x: Sheet.beside, top: top, bottom: bottom)
        return ChartFigure(
            caption: "The wait that so many hundredths of the jobs do not exceed, seconds, in powers of ten",
            key: known.map { .init("policy-\($0.index % PolicyInk.count)", $0.account.policy) },
            note: "Waits below one second stand on the ground line."
        ).html(drawing)
    }
}
