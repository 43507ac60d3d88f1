/// The report: one HTML file that opens offline.
public struct HTMLReport: Sendable {
    private let summary: Summary

    public init(_ summary: Summary) { self.summary = summary }

    /// The whole page. The same summary gives the same bytes.
    public func text() -> String {
        let parts = chapters.map { (chapter: $0, body: $0.body) }
        let told = parts.compactMap { part in part.body.map { (chapter: part.chapter, body: $0) } }
        return HTMLPage(title: "\(summary.programme.name) – report").text(
            """
            \(TitleBlock(summary: summary).html())
            \(HeadlineFigures(summary: summary).html())
            \(HTMLPage.contents(told.map(\.chapter)))
            \(told.map { $0.chapter.html($0.body) }.joined(separator: "\n"))
            \(absent(parts.filter { $0.body == nil }.map(\.chapter)))
            \(PageFooter(summary: summary).html())
            """)
    }

    private var chapters: [any Chapter] {
        [
            CapacityChapter(summary: summary), HeldChapter(summary: summary), PipelineChapter(summary: summary),
            ScheduleChapter(summary: summary), CashChapter(summary: summary), ModelsChapter(summary: summary),
            InferenceChapter(summary: summary), UnitCostChapter(summary: summary), MoneyFlowChapter(summary: summary),
            AgreementChapter(summary: summary), ObstacleChapter(summary: summary), AssumptionChapter(summary: summary),
            QuarterChapter(summary: summary),
        ]
    }

    /// What this programme has nothing of, in a line each.
    private func absent(_ chapters: [any Chapter]) -> String {
        guard !chapters.isEmpty else { return "" }
        let lines = chapters.map {
            "<div><dt>\(HTMLText.safe($0.title))</dt><dd>\(HTMLText.safe($0.lead))</dd></div>"
        }
        return "<section id=\"absent\"><header><h2>Not in this programme</h2></header>"
            + "<dl class=\"body absent\">\(lines.joined())</dl></section>"
    }
}
