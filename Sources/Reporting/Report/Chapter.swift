/// A part of the report: a title that says what it shows, a sentence that says what it found, and the picture.
protocol Chapter {
    var anchor: String { get }
    var title: String { get }
    /// What the reader should take away, in plain text.
    var lead: String { get }
    /// HTML, already safe; `nil` if the programme has nothing of the kind.
    var body: String? { get }
}

extension Chapter {
    /// The chapter around its body.
    func html(_ body: String) -> String {
        """
        <section id="\(anchor)">
        <header><h2>\(HTMLText.safe(title))</h2><p>\(HTMLText.safe(lead))</p></header>
        <div class="body">
        \(body)
        </div>
        </section>
        """
    }
}

/// A chart in its frame: what it shows and in which unit, its key, the drawing, and notes.
struct ChartFigure {
    struct Key {
        var style: String
        var name: String

        init(_ style: String, _ name: String) {
            self.style = style
            self.name = name
        }
    }

    var caption: String
    var key: [Key] = []
    var note: String?
    /// The least width at which the drawing can be read; narrower pages scroll it in its own box.
    var leastWidth = 720

    func html(_ drawing: Drawing) -> String {
        let keys = key.map {
            "<li><svg class=\"swatch\" viewBox=\"0 0 18 12\" aria-hidden=\"true\">"
                + "<rect width=\"18\" height=\"12\" class=\"\($0.style)\"/></svg>\(HTMLText.safe($0.name))</li>"
        }
        let list = keys.isEmpty ? "" : "<ul class=\"key\">\(keys.joined())</ul>"
        let remark = note.map { "<p class=\"note\">\(HTMLText.safe($0))</p>" } ?? ""
        return """
            <figure style="--least:\(leastWidth)px">
            <figcaption><b>\(HTMLText.safe(caption))</b>\(list)</figcaption>
            <div class="scroll" tabindex="0" role="group" aria-label="\(HTMLText.safe(caption))">
            \(drawing.svg(label: caption))
            </div>\(remark)
            </figure>
            """
    }
}
