/// How much compute there is, from whom, against what is asked for.
struct CapacityChapter: Chapter {
    let summary: Summary
    let anchor = "capacity"
    let title = "Capacity by source"

    private var supply: [Double] {
        summary.quarters.map { quarter in quarter.sources.reduce(0) { $0 + $1.pflops } }
    }
    private var demand: [Double] {
        summary.quarters.map { $0.demandInferencePflops + $0.demandResearchPflops + $0.demandTrainingPflops }
    }

    var lead: String {
        let quarters = summary.quarters
        guard !quarters.isEmpty else { return "The run has no quarters yet." }
        let (supply, demand) = (supply, demand)
        let short = quarters.indices.filter { demand[$0] > supply[$0] * 1.0001 }
        var sentences: [String] = []
        let own = quarters.map { quarter in quarter.sources.filter(\.own).reduce(0) { $0 + $1.pflops } }
        let ahead = quarters.indices.first { own[$0] > supply[$0] / 2 }
        if let ahead, ahead > 0 {
            sentences.append("Own sites pass the clouds in \(HTMLText.unbroken(quarters[ahead].quarter)).")
        }
        if let worst = short.max(by: { 1 - supply[$0] / demand[$0] < 1 - supply[$1] / demand[$1] }) {
            let missing = Figures.share(1 - supply[worst] / demand[worst])
            let all = short.count == quarters.count
            let often = all ? "every quarter" : "\(short.count) of \(HTMLText.counted(quarters.count, "quarter"))"
            sentences.append(
                "Demand is above what is online in \(often); at the worst, "
                    + "\(HTMLText.unbroken(quarters[worst].quarter)), \(missing) is missing.")
        } else {
            sentences.append("What is online covers the demand in every quarter.")
        }
        return sentences.joined(separator: " ")
    }

    var body: String? {
        guard let drawing else { return nil }
        return ChartFigure(
            caption: caption,
            key: [
                .init("own-1", "own sites"), .init("cloud-1", "clouds"), .init("demand-key", "demand"),
                .init("short", "shortfall"),
            ],
            note: "Demand is inference, research and training together. Levels at quarter ends, joined by straight "
                + "lines; before the first quarter's end they are drawn level."
        ).html(drawing)
    }

    var caption: String { "Compute online at each quarter's end by source, and demand: \(unit.name), dense BF16 peak" }

    /// The chart alone; `nil` without a quarter.
    var drawing: Drawing? {
        guard !summary.quarters.isEmpty else { return nil }
        var drawing = Drawing(width: Sheet.width, height: 402)
        draw(on: &drawing, unit: unit)
        return drawing
    }

    private var unit: RateUnit { RateUnit(largest: max(supply.max() ?? 0, demand.max() ?? 0)) }

    private func draw(on drawing: inout Drawing, unit: RateUnit) {
        let span = ProgrammeSpan(summary)
        let time = TimeScale(span, left: Sheet.left, right: Sheet.right)
        let largest = max(supply.max() ?? 0, demand.max() ?? 0)
        let scale = ValueScale(largest: unit.value(largest), top: 16, bottom: 380, about: 5)
        func y(_ pflops: Double) -> Double { scale.y(unit.value(pflops)) }
        let xs = [time.left] + span.quarters.map { time.x($0.to) }
        func level(_ values: [Double]) -> [Double] { [values.first ?? 0] + values }
        scale.draw(on: &drawing, left: time.left, right: time.right)
        time.draw(on: &drawing, top: 16, bottom: 380)
        var labels = EndLabels()
        var below = Array(repeating: 0.0, count: xs.count)
        for band in CapacityBands(summary).bands {
            let above = zip(below, level(band.values)).map { $0 + $1 }
            let edge = zip(xs, above).map { Point(x: $0, y: y($1)) }
            let floor = zip(xs, below).map { Point(x: $0, y: y($1)) }
            let last = band.values.last ?? 0
            drawing.path(
                edge + floor.reversed(), closed: true, "band \(band.style)",
                title: "\(band.name): \(unit.text(last)) at the end")
            if let top = above.last, let base = below.last, last > 0 {
                let name = HTMLText.shortened(band.name, to: 18)
                labels.add(name, y: (y(top) + y(base)) / 2, band.own ? "label own-ink" : "label cloud-ink")
            }
            below = above
        }
        let wanted = level(demand)
        Shortfall(xs: xs, have: below, want: wanted).draw(on: &drawing, y: y)
        drawing.path(zip(xs, wanted).map { Point(x: $0, y: y($1)) }, "demand")
        labels.add("demand", y: y(wanted.last ?? 0), "label strong")
        labels.draw(on: &drawing, x: Sheet.beside, top: 16, bottom: 380)
        hovers(on: &drawing, time: time, span: span, unit: unit)
    }

    private func hovers(on drawing: inout Drawing, time: TimeScale, span: ProgrammeSpan, unit: RateUnit) {
        for (index, quarter) in summary.quarters.enumerated() {
            let (from, to) = (time.x(span.quarters[index].from), time.x(span.quarters[index].to))
            let own = quarter.sources.filter(\.own).reduce(0) { $0 + $1.pflops }
            drawing.rect(
                x: from, y: 16, width: to - from, height: 364, "hover",
                title: "\(quarter.quarter): own \(unit.text(own)), clouds \(unit.text(supply[index] - own)), "
                    + "demand \(unit.text(demand[index]))")
        }
    }
}

/// The surface between what is wanted and what there is, where more is wanted.
struct Shortfall {
    let xs: [Double]
    let have: [Double]
    let want: [Double]

    func draw(on drawing: inout Drawing, y: (Double) -> Double) {
        for index in xs.indices.dropLast() {
            let (a, b) = (want[index] - have[index], want[index + 1] - have[index + 1])
            guard a > 0 || b > 0 else { continue }
            // Where the two lines cross, if they do between these days.
            let share = a > 0 && b > 0 ? 1 : a / (a - b)
            let cross = Point(
                x: xs[index] + share * (xs[index + 1] - xs[index]),
                y: y(have[index] + share * (have[index + 1] - have[index])))
            let first = [Point(x: xs[index], y: y(have[index])), Point(x: xs[index], y: y(want[index]))]
            let last = [
                Point(x: xs[index + 1], y: y(want[index + 1])), Point(x: xs[index + 1], y: y(have[index + 1])),
            ]
            drawing.path(
                a > 0 && b > 0 ? first + last : a > 0 ? first + [cross] : [cross] + last, closed: true, "short")
        }
    }
}
