/// The report: one HTML file that opens offline.
public struct HTMLReport: Sendable {
    private let summary: Summary

    public init(_ summary: Summary) { self.summary = summary }

    /// The whole page. The same summary gives the same bytes.
    public func text() -> String {
        let name = HTMLText.safe(summary.programme.name)
        let parts = chapters.map { (chapter: $0, body: $0.body) }
        let told = parts.compactMap { part in part.body.map { (chapter: part.chapter, body: $0) } }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="stargate">
            <title>\(name) – report</title>
            <style>
            \(PageStyle.text)
            </style>
            </head>
            <body>
            \(PatternSheet.svg)
            <main>
            \(TitleBlock(summary: summary).html())
            \(HeadlineFigures(summary: summary).html())
            \(contents(told.map(\.chapter)))
            \(told.map { $0.chapter.html($0.body) }.joined(separator: "\n"))
            \(absent(parts.filter { $0.body == nil }.map(\.chapter)))
            \(PageFooter(summary: summary).html())
            </main>
            <script>
            addEventListener("beforeprint", () => {
              for (const part of document.querySelectorAll("details")) part.open = true;
            });
            </script>
            </body>
            </html>

            """
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

    private func contents(_ chapters: [any Chapter]) -> String {
        let links = chapters.map { "<a href=\"#\($0.anchor)\">\(HTMLText.safe($0.title))</a>" }
        return "<nav aria-label=\"Contents\">\(links.joined(separator: "\n"))</nav>"
    }
}
