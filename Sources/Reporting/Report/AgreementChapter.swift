/// What agreements said, and how often they were asked.
struct AgreementChapter: Chapter {
    let summary: Summary
    let anchor = "agreements"
    let title = "Agreements"

    var lead: String {
        guard !summary.agreements.isEmpty else { return "None are declared: the programme may buy anywhere." }
        let cases = summary.agreements.reduce(0) { $0 + $1.cases }
        let accepted = summary.agreements.reduce(0) { $0 + $1.accepted }
        let taken = accepted == 0 ? "none" : Figures.count(Int64(accepted))
        return "\(HTMLText.counted(summary.agreements.count, "agreement")) declared. Holders were asked in "
            + "\(HTMLText.counted(cases, "case")) and took up \(taken)."
    }

    var body: String? {
        guard !summary.agreements.isEmpty else { return nil }
        var table = PageTable(
            "Declared clauses, and the cases they led to",
            [
                .init("Agreement"), .init("Clause"), .init("Holder"), .init("Period"), .init("Cases", "number"),
                .init("Taken up", "number"), .init("What it says", "words"),
            ])
        func day(_ text: String) -> String { "<span class=\"day\">\(HTMLText.safe(text))</span>" }
        for row in summary.agreements {
            let used = row.waiverUsedMw.map { "<br><small>\(Figures.megawatts($0)) used</small>" } ?? ""
            let standing = row.standing.map { "<br><small>\(HTMLText.safe($0))</small>" } ?? ""
            let kind = row.inUse ? row.kind : "\(row.kind), not in use"
            table.add([
                "\(day(row.id))<br><small>\(HTMLText.safe(kind))</small>\(used)\(standing)",
                HTMLText.safe(row.clause), HTMLText.safe(row.holder),
                "\(day(row.from + " –")) \(day(row.until))",
                Figures.count(Int64(row.cases)), Figures.count(Int64(row.accepted)), HTMLText.safe(row.text),
            ])
        }
        return table.html()
    }
}
