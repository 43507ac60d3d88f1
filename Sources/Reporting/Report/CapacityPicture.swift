/// The report's first chart as an SVG file of its own, for slides and pages elsewhere.
public struct CapacityPicture: Sendable {
    private let summary: Summary

    public init(_ summary: Summary) { self.summary = summary }

    /// The file; `nil` if the run has no quarter to show.
    public func text() -> String? {
        let chapter = CapacityChapter(summary: summary)
        return chapter.drawing?.file(title: "\(summary.programme.name). \(chapter.caption)")
    }
}
