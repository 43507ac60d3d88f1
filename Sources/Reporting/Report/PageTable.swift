/// A table of the page; cells are HTML, already safe.
struct PageTable {
    struct Column {
        var name: String
        var style: String

        init(_ name: String, _ style: String = "") {
            self.name = name
            self.style = style
        }
    }

    var caption: String
    var columns: [Column]
    var style = ""
    private var rows: [String] = []

    init(_ caption: String, _ columns: [Column], style: String = "") {
        self.caption = caption
        self.columns = columns
        self.style = style
    }

    mutating func add(_ cells: [String]) {
        let texts = zip(columns, cells).enumerated().map { index, cell in
            index == 0
                ? "<th scope=\"row\" class=\"\(cell.0.style)\">\(cell.1)</th>"
                : "<td class=\"\(cell.0.style)\">\(cell.1)</td>"
        }
        rows.append("<tr>\(texts.joined())</tr>")
    }

    func html() -> String {
        let heads = columns.map { "<th scope=\"col\" class=\"\($0.style)\">\(HTMLText.safe($0.name))</th>" }
        return """
            <div class="scroll" tabindex="0" role="group" aria-label="\(HTMLText.safe(caption))">
            <table class="\(style)"><caption>\(HTMLText.safe(caption))</caption>
            <thead><tr>\(heads.joined())</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            """
    }
}
