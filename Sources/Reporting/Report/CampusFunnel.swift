/// Each campus as one bar: announced, and within it contracted, energised and serving.
struct CampusFunnel {
    private struct Campus {
        var name: String
        var declared = 0.0
        var contracted = 0.0
        var energised = 0.0
        var serving = 0.0
    }

    private let campuses: [Campus]

    init(_ summary: Summary) {
        var order: [String] = []
        var found: [String: Campus] = [:]
        for phase in summary.phases {
            if found[phase.site] == nil { order.append(phase.site) }
            var campus = found[phase.site] ?? Campus(name: phase.siteName)
            campus.declared += phase.mw
            if phase.contracted != nil { campus.contracted += phase.mw }
            if phase.energised != nil { campus.energised += phase.mw }
            if phase.accelerators > 0 {
                campus.serving += phase.mw * min(1, Double(phase.online) / Double(phase.accelerators))
            }
            found[phase.site] = campus
        }
        campuses = order.compactMap { found[$0] }
    }

    var figure: String {
        let (left, right, tall) = (220.0, 620.0, 26.0)
        var drawing = Drawing(width: Sheet.width, height: 34 + tall * Double(campuses.count))
        let largest = max(1e-9, campuses.map { max($0.declared, $0.contracted) }.max() ?? 0)
        let columns = [(690.0, "announced"), (763, "contracted"), (832, "energised"), (895, "serving")]
        for (x, name) in columns { drawing.text(name, x: x, y: 14, "axis", anchor: .end) }
        for (row, campus) in campuses.enumerated() {
            let y = 24 + tall * Double(row)
            func width(_ mw: Double) -> Double { mw / largest * (right - left) }
            let name = HTMLText.shortened(campus.name, to: 27)
            drawing.text(name, x: left - 12, y: y + 15, "label", anchor: .end, title: campus.name)
            drawing.rect(x: left, y: y + 3, width: width(campus.declared), height: 16, "outline")
            drawing.rect(x: left, y: y + 3, width: width(campus.contracted), height: 16, "stage-contracted")
            drawing.rect(x: left, y: y + 3, width: width(campus.energised), height: 16, "stage-energised")
            drawing.rect(x: left, y: y + 7, width: width(campus.serving), height: 8, "stage-serving")
            let values = [campus.declared, campus.contracted, campus.energised, campus.serving]
            for (column, value) in zip(columns, values) {
                drawing.text(Figures.power(value), x: column.0, y: y + 15, "cell", anchor: .end)
            }
        }
        return ChartFigure(
            caption: "Each campus at the end: facility power, MW",
            key: [
                .init("outline", "announced"), .init("stage-contracted", "contracted"),
                .init("stage-energised", "energised"), .init("stage-serving", "serving"),
            ]
        ).html(drawing)
    }
}
