/// What an accelerator-hour in use costs, own against rented.
struct UnitCostChapter: Chapter {
    let summary: Summary
    let anchor = "unit-cost"
    let title = "Cost of a GPU-hour"

    private var own: [Double?] { summary.quarters.map(\.ownUsdPerHour) }
    private var cloud: [Double?] { summary.quarters.map(\.cloudUsdPerHour) }

    var lead: String {
        switch (summary.headline.ownUsdPerHour, summary.headline.cloudUsdPerHour) {
        case (let own?, let cloud?):
            "Over the whole programme an hour in use costs \(Figures.fixed(own, 2))\u{A0}USD on own accelerators and "
                + "\(Figures.fixed(cloud, 2))\u{A0}USD in the clouds. Chips differ: newer ones do more in an hour."
        case (let own?, nil): "An hour in use costs \(Figures.fixed(own, 2)) USD on own accelerators; none were rented."
        case (nil, let cloud?):
            "An hour in use costs \(Figures.fixed(cloud, 2)) USD in the clouds; none were the "
                + "programme's own."
        case (nil, nil): "No accelerator-hours were used."
        }
    }

    var body: String? {
        let values = (own + cloud).compactMap { $0 }
        guard let largest = values.max() else { return nil }
        let span = ProgrammeSpan(summary)
        var drawing = Drawing(width: Sheet.width, height: 232)
        let time = TimeScale(span, left: Sheet.left, right: Sheet.right)
        let scale = ValueScale(largest: largest, top: 16, bottom: 210)
        scale.draw(on: &drawing, left: time.left, right: time.right)
        time.draw(on: &drawing, top: 16, bottom: 210)
        var labels = EndLabels()
        for (name, family, line) in [("own", "own", own), ("clouds", "cloud", cloud)] {
            var run: [Point] = []
            for (index, value) in line.enumerated() {
                guard let value else {
                    drawing.path(run, "curve \(family)-line")
                    run = []
                    continue
                }
                let middle = (time.x(span.quarters[index].from) + time.x(span.quarters[index].to)) / 2
                run.append(Point(x: middle, y: scale.y(value)))
                drawing.circle(
                    x: middle, y: scale.y(value), radius: 3, "\(family)-dot",
                    title: "\(summary.quarters[index].quarter), \(name): \(Figures.fixed(value, 2)) USD")
            }
            drawing.path(run, "curve \(family)-line")
            if let last = line.compactMap({ $0 }).last {
                labels.add("\(name) \(Figures.fixed(last, 2))", y: scale.y(last), "label \(family)-ink")
            }
        }
        labels.draw(on: &drawing, x: Sheet.beside, top: 16, bottom: 210)
        return ChartFigure(
            caption: "Cost of an accelerator-hour in use, by quarter: USD",
            key: [.init("own-1", "own sites"), .init("cloud-1", "clouds")],
            note: "Own: depreciation of chips and buildings, energy and operations. Clouds: the rent."
        ).html(drawing)
    }
}
