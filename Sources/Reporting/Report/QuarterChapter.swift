/// The numbers behind the charts.
struct QuarterChapter: Chapter {
    let summary: Summary
    let anchor = "quarters"
    let title = "Quarter by quarter"

    var lead: String {
        summary.quarters.isEmpty
            ? "No quarter has ended."
            : "The numbers behind the charts, at each quarter's end; tokens, energy and hours are those of the quarter."
    }

    private typealias Row = Summary.QuarterRow
    private typealias Field = (name: String, value: (Row) -> String)

    var body: String? {
        guard !summary.quarters.isEmpty else { return nil }
        return
            "<details><summary>Show \(HTMLText.counted(summary.quarters.count, "quarter")) in three tables</summary>\n"
            + table("Power and compute", power) + table("Money", money) + table("Use, demand and people", use)
            + "</details>"
    }

    private func table(_ caption: String, _ fields: [Field]) -> String {
        let heads = fields.map { PageTable.Column($0.name, "number") }
        var table = PageTable(caption, [.init("Quarter", "day")] + heads, style: "compact")
        for row in summary.quarters { table.add([HTMLText.safe(row.quarter)] + fields.map { $0.value(row) }) }
        return table.html()
    }

    private var power: [Field] {
        [
            ("Contracted MW", { Figures.power($0.contractedMw) }),
            ("In build MW", { Figures.power($0.constructionMw) }),
            ("Energised MW", { Figures.power($0.energisedMw) }),
            ("Serving MW", { Figures.power($0.servingMw) }),
            ("Accelerators", { Figures.count($0.accelerators) }), ("PFLOP/s", { Figures.fixed($0.pflops, 0) }),
            ("Own PFLOP/s", { Figures.fixed($0.sources.filter(\.own).reduce(0) { $0 + $1.pflops }, 0) }),
            ("Energy MWh", { Figures.short($0.energyMwh) }),
        ]
    }

    private var money: [Field] {
        let large = summary.quarters.contains { max($0.committedUsd, $0.promisedUsd) >= 1e9 }
        func sum(_ usd: Double) -> String { Figures.fixed(usd / (large ? 1e6 : 1e3), 0) }
        func price(_ usd: Double?) -> String { usd.map { Figures.fixed($0, 2) } ?? "–" }
        return [
            ("Committed \(large ? "M" : "k") USD", { sum($0.committedUsd) }), ("Called", { sum($0.calledUsd) }),
            ("Paid in", { sum($0.contributedUsd) }), ("Debt drawn", { sum($0.drawnUsd) }),
            ("Promised", { sum($0.promisedUsd) }), ("Spent", { sum($0.spentUsd) }),
            ("Cash", { sum($0.cashUsd) }), ("Own USD/GPU-h", { price($0.ownUsdPerHour) }),
            ("Cloud USD/GPU-h", { price($0.cloudUsdPerHour) }),
        ]
    }

    private var use: [Field] {
        func sum(_ hours: Int64) -> String { Figures.short(Double(hours)) }
        return [
            ("Training GPU-h", { sum($0.trainingHours) }), ("Research GPU-h", { sum($0.researchHours) }),
            ("Inference GPU-h", { sum($0.inferenceHours) }),
            (
                "Demand PFLOP/s",
                {
                    Figures.fixed($0.demandInferencePflops + $0.demandResearchPflops + $0.demandTrainingPflops, 0)
                }
            ),
            ("Tokens asked", { Figures.short($0.tokensAsked) }), ("Tokens served", { Figures.short($0.tokensServed) }),
            ("Construction jobs", { Figures.count($0.constructionJobs) }),
            ("Permanent jobs", { Figures.count($0.permanentJobs) }),
        ]
    }
}
