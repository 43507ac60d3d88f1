/// One number large, and what belongs to it below.
struct HeadlineGroup {
    var name: String
    var figure: String
    var unit: String
    var facts: [(String, String)]

    var html: String {
        let rows = facts.map { "<div><dt>\(HTMLText.safe($0.0))</dt><dd>\(HTMLText.safe($0.1))</dd></div>" }
        return """
            <div><h2>\(HTMLText.safe(name))</h2>
            <p class="figure">\(HTMLText.safe(figure)) <small>\(HTMLText.safe(unit))</small></p>
            <dl>\(rows.joined())</dl></div>
            """
    }

    /// The header numbers of a page.
    static func section(_ groups: [HeadlineGroup]) -> String {
        "<section class=\"headline\" id=\"headline\" aria-label=\"Headline figures\">"
            + groups.map(\.html).joined(separator: "\n") + "</section>"
    }
}
