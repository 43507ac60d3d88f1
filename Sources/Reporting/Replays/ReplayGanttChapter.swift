/// Which job runs when, on which of the machine's units; for small traces.
struct ReplayGanttChapter: Chapter {
    let document: ReplayDocument
    let anchor = "schedule"
    let title = "Schedule"

    private var drawn: [ReplayAccount] { document.accounts.filter { !$0.bars.isEmpty } }

    var lead: String {
        guard let first = drawn.first else { return "The trace is too large to draw every job." }
        let jobs = Set(first.bars.map(\.job)).count
        return "\(HTMLText.counted(jobs, "job")), each a bar from its start to its end, as high as what it holds."
    }

    var body: String? {
        let drawn = drawn
        guard let last = drawn.flatMap(\.bars).map(\.finish).max(),
            let first = drawn.flatMap(\.bars).map(\.submit).min()
        else { return nil }
        return drawn.map { figure($0, from: first, to: last) }.joined(separator: "\n")
    }

    private func figure(_ account: ReplayAccount, from: Double, to: Double) -> String {
        let height = min(420, max(120, Double(account.capacity) * 14))
        let (top, bottom) = (12.0, 12 + height)
        var drawing = Drawing(width: Sheet.width, height: bottom + 44)
        let along = AlongScale(from: from, to: to, axis: account.axis, left: Sheet.left, right: Sheet.right + 100)
        along.draw(on: &drawing, top: top, bottom: bottom)
        let lane = height / Double(max(1, account.capacity))
        drawing.text(Figures.count(account.capacity), x: along.left - 8, y: top + 8, "axis", anchor: .end)
        drawing.text("0", x: along.left - 8, y: bottom, "axis", anchor: .end)
        for bar in account.bars {
            let (x, end) = (along.x(bar.start), along.x(bar.finish))
            let y = bottom - Double(bar.lane + bar.lanes) * lane
            let told =
                "job \(bar.job): submitted \(Figures.short(bar.submit)), starts \(Figures.short(bar.start)), "
                + "ends \(Figures.short(bar.finish)) \(account.axis)"
            let high = Double(bar.lanes) * lane
            drawing.rect(
                x: x, y: y, width: max(0.7, end - x), height: high, PolicyInk.bar(bar.group), title: told)
            if high >= 12, end - x > Double(bar.job.count) * 6.5 + 6 {
                drawing.text(bar.job, x: (x + end) / 2, y: y + high / 2 + 4, "tag halo", anchor: .middle)
            }
        }
        let groups = account.groups.indices.dropFirst().filter { index in account.bars.contains { $0.group == index } }
        return ChartFigure(
            caption: "\(HTMLText.capitalised(account.units)) in use under \(account.policy)",
            key: groups.map { .init(PolicyInk.bar($0), account.groups[$0].name) }
        ).html(drawing)
    }
}
