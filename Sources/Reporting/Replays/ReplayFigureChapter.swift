/// Every figure, of all jobs and by class, of every policy.
struct ReplayFigureChapter: Chapter {
    let document: ReplayDocument
    let anchor = "figures"
    let title = "Figures"

    var lead: String {
        document.accounts.count == 1
            ? "All jobs, and each class by its size."
            : "All jobs and each class, a column for each policy; a star marks the best of a row where one is better."
    }

    var body: String? {
        if document.accounts.count == 1, let only = document.accounts.first { return byClass(only) }
        return document.groupNames.enumerated().map { index, name in
            let table = byPolicy(name)
            return index == 0 ? table : "<details><summary>\(HTMLText.safe(name))</summary>\(table)</details>"
        }.joined(separator: "\n")
    }

    private func byClass(_ account: ReplayAccount) -> String {
        let columns = [PageTable.Column("")] + account.groups.map { .init($0.name, "number") }
        var table = PageTable("Figures under \(account.policy)", columns, style: "compact figures")
        for figure in document.shownFigures(of: account.overall.name) {
            table.add(
                [HTMLText.safe(figure.heading)]
                    + account.groups.map { HTMLText.safe($0.figure(figure.key)?.text ?? "") })
        }
        return table.html()
    }

    private func byPolicy(_ name: String) -> String {
        let groups = document.accounts.map { $0.group(named: name) }
        let columns = [PageTable.Column("")] + document.accounts.map { .init($0.policy, "number") }
        var table = PageTable(HTMLText.capitalised(name), columns, style: "compact figures")
        for figure in document.shownFigures(of: name) {
            let row = groups.map { $0?.figure(figure.key) }
            let best = ReplayBest(row)
            table.add(
                [HTMLText.safe(figure.heading)]
                    + row.enumerated().map { index, figure in
                        let text = HTMLText.safe(figure?.text ?? "–")
                        return best.winners.contains(index) ? "<span class=\"best\">\(text)</span>" : text
                    })
        }
        return table.html()
    }
}

/// Lines of the trace that lenient reading left out.
struct ReplayLeftOutChapter: Chapter {
    let document: ReplayDocument
    let anchor = "left-out"
    let title = "Left out"

    var lead: String {
        let reordered =
            document.reordered > 0 ? " \(HTMLText.counted(document.reordered, "job")) had to be put in order." : ""
        return "\(HTMLText.counted(document.leftOutCount, "line")) could not be used." + reordered
    }

    var body: String? {
        guard document.leftOutCount > 0 || document.reordered > 0 else { return nil }
        var table = PageTable(
            "Lines left out, by reason", [.init("reason"), .init("lines", "number"), .init("first", "words")])
        for reason in document.leftOut {
            table.add([HTMLText.safe(reason.reason), "\(reason.count)", HTMLText.safe(reason.first)])
        }
        return table.html()
    }
}
