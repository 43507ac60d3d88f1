import StargateQuantities

/// How far the declared power has come: contracted, energised and serving, over time and campus by campus.
struct PipelineChapter: Chapter {
    let summary: Summary
    let anchor = "pipeline"
    let title = "From paper to power"

    private var declared: Double { summary.phases.reduce(0) { $0 + $1.mw } }

    var lead: String {
        let line = summary.headline
        guard !summary.phases.isEmpty else { return "The programme declares no sites of its own." }
        let waiting = summary.phases.count { $0.contracted == nil }
        return "Of \(Figures.megawatts(declared)) announced, \(Figures.megawatts(line.contractedMw)) are contracted, "
            + "\(Figures.megawatts(line.energisedMw)) energised and \(Figures.megawatts(line.servingMw)) serving."
            + (waiting > 0 ? " \(HTMLText.counted(waiting, "phase")) had not begun at the end." : "")
    }

    var body: String? {
        guard !summary.phases.isEmpty else { return nil }
        let campuses = CampusFunnel(summary).figure
        guard !summary.quarters.isEmpty else { return campuses }
        return overTime + campuses
    }

    private var overTime: String {
        let span = ProgrammeSpan(summary)
        var drawing = Drawing(width: Sheet.width, height: 282)
        let time = TimeScale(span, left: Sheet.left, right: Sheet.right)
        let largest = max(declared, summary.quarters.map(\.contractedMw).max() ?? 0)
        let scale = ValueScale(largest: largest, top: 16, bottom: 260)
        scale.draw(on: &drawing, left: time.left, right: time.right)
        time.draw(on: &drawing, top: 16, bottom: 260)
        let stages: [(name: String, style: String, values: [Double])] = [
            ("contracted", "stage-contracted", summary.quarters.map(\.contractedMw)),
            ("energised", "stage-energised", summary.quarters.map(\.energisedMw)),
            ("serving", "stage-serving", summary.quarters.map(\.servingMw)),
        ]
        var labels = EndLabels()
        let line = scale.y(declared)
        drawing.line(x1: time.left, y1: line, x2: time.right, y2: line, "limit")
        labels.add("announced \(Figures.power(declared))", y: line, "label")
        for stage in stages {
            let edge = zip(span.quarters, stage.values).map { Point(x: time.x($0.to), y: scale.y($1)) }
            guard let last = edge.last else { continue }
            let floor = [Point(x: last.x, y: scale.bottom), Point(x: time.left, y: scale.bottom)]
            // Nothing was built before the programme began: the first quarter rises from nought.
            let all = [Point(x: time.left, y: scale.bottom)] + edge
            drawing.path(all + floor, closed: true, stage.style)
            drawing.path(all, "edge")
            let value = Figures.power(stage.values.last ?? 0)
            labels.add("\(stage.name) \(value)", y: last.y, stage.name == "serving" ? "label strong" : "label")
        }
        labels.draw(on: &drawing, x: Sheet.beside, top: 16, bottom: 260)
        for (index, quarter) in summary.quarters.enumerated() {
            let (from, to) = (time.x(span.quarters[index].from), time.x(span.quarters[index].to))
            let values = stages.map { "\($0.name) \(Figures.megawatts($0.values[index]))" }.joined(separator: ", ")
            drawing.rect(
                x: from, y: 16, width: to - from, height: 244, "hover", title: "\(quarter.quarter): \(values)")
        }
        return ChartFigure(
            caption: "Own sites by stage at each quarter's end: facility power, MW",
            key: [
                .init("stage-contracted", "contracted"), .init("stage-energised", "energised"),
                .init("stage-serving", "serving"),
            ],
            note: "Each stage lies within the one before it. MW is facility power: accelerators, cooling and losses."
        ).html(drawing)
    }
}
