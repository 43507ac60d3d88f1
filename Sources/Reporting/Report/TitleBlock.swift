/// The top of the page: the programme's name, the answer in a sentence, and which run this is.
struct TitleBlock {
    let summary: Summary

    func html() -> String {
        let head = summary.programme
        let about = head.description.map { "<p class=\"about\">\(HTMLText.safe($0))</p>" } ?? ""
        return """
            <header class="title">
            <p class="kicker">\(HTMLText.safe(head.start)) – \(HTMLText.safe(head.until)) · a simulated programme</p>
            <h1>\(HTMLText.safe(head.name))</h1>
            <p class="answer">\(answer)</p>
            \(about)
            <dl class="run">
            \(fact("Seed", String(head.seed)))
            \(fact("Journal", journal))
            \(fact("Events", Figures.count(Int64(head.events))))
            \(fact("Ceiling", HTMLText.safe(Figures.money(head.ceilingUsd))))
            </dl>
            </header>
            """
    }

    private var journal: String {
        let hash = HTMLText.safe(summary.programme.journalHash)
        return "<code title=\"\(hash)\">\(HTMLText.safe(String(summary.programme.journalHash.prefix(12))))</code>"
    }

    private func fact(_ name: String, _ value: String) -> String { "<div><dt>\(name)</dt><dd>\(value)</dd></div>" }

    /// The answer in a sentence, as HTML with its numbers set strong.
    var answer: String {
        let (head, line) = (summary.programme, summary.headline)
        let unit = RateUnit(largest: line.pflops)
        let running =
            line.accelerators > 0
            ? "On \(HTMLText.safe(head.until)) the programme runs <b>\(Figures.short(Double(line.accelerators))) "
                + "accelerators</b> (\(unit.text(line.pflops)))"
            : "On \(HTMLText.safe(head.until)) the programme runs <b>no accelerators</b>"
        let own =
            line.servingMw > 0 ? "; its own sites serve with <b>\(Figures.megawatts(line.servingMw))</b>" : ""
        let models =
            line.modelsDeclared > 0
            ? " It has trained <b>\(line.modelsTrained) of "
                + "\(HTMLText.counted(line.modelsDeclared, "model"))</b> and spent"
            : " It has spent"
        let money =
            " <b>\(Figures.money(line.spentUsd))</b>"
            + (head.ceilingUsd > 0 ? " of at most \(Figures.money(head.ceilingUsd))." : ".")
        return running + own + "." + models + money + constraint
    }

    private var constraint: String {
        let causes = HeldBack(summary).causes.prefix(2).map { HTMLText.safe($0.cause) }
        guard let first = causes.first else { return "" }
        let held = " held it back most."
        return " <b>" + HTMLText.capitalised(first) + (causes.count > 1 ? " and \(causes[1])" : "") + "</b>" + held
    }
}
