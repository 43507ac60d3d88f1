/// Compute by place at each quarter's end: own sites and clouds as bands, the small ones put together.
struct CapacityBands {
    struct Band {
        var name: String
        var own: Bool
        var style: String
        /// PFLOP/s, one for each quarter.
        var values: [Double]
    }

    /// From the bottom up: clouds, then own sites in the order they came online.
    let bands: [Band]

    init(_ summary: Summary) {
        let clouds = CapacityBands.family(own: false, shades: 4, summary)
        bands = clouds + CapacityBands.family(own: true, shades: 7, summary)
    }

    private static func family(own: Bool, shades: Int, _ summary: Summary) -> [Band] {
        var order: [String] = []
        var names: [String: String] = [:]
        var values: [String: [Double]] = [:]
        for (index, quarter) in summary.quarters.enumerated() {
            for source in quarter.sources where source.own == own && source.pflops > 0 {
                if values[source.place] == nil {
                    order.append(source.place)
                    names[source.place] = source.name
                    values[source.place] = Array(repeating: 0, count: summary.quarters.count)
                }
                values[source.place]?[index] += source.pflops
            }
        }
        let family = own ? "own" : "cloud"
        var rows = order.map { (name: names[$0] ?? $0, values: values[$0] ?? []) }
        if rows.count > shades {
            let ranked = rows.sorted { ($0.values.max() ?? 0) > ($1.values.max() ?? 0) }
            let kept = Set(ranked.prefix(shades - 1).map(\.name))
            let rest = rows.filter { !kept.contains($0.name) }
            let sums = summary.quarters.indices.map { index in rest.reduce(0) { $0 + $1.values[index] } }
            rows = rows.filter { kept.contains($0.name) }
            rows.append((name: "\(rest.count) other \(own ? "sites" : "clouds")", values: sums))
        }
        return rows.enumerated().map { shade, row in
            Band(name: row.name, own: own, style: "\(family)-\(shade)", values: row.values)
        }
    }
}
