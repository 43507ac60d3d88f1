/// A replay on a terminal: figures by class for one policy, policies side by side for several.
public struct ReplayText {
    /// Of classes, beside each other, only these: the page and the JSON have all.
    private static let brief = [
        "jobs", "pods", "placed", "jct_mean_seconds", "wait_mean_seconds", "wait_p99_seconds", "bounded_slowdown_mean",
        "held_percent",
    ]

    private let document: ReplayDocument
    private let ink: Ink

    public init(_ document: ReplayDocument, isColoured: Bool) {
        self.document = document
        ink = Ink(isColoured: isColoured)
    }

    public func text() -> String {
        var lines = title
        if document.accounts.count == 1, let only = document.accounts.first {
            lines += [""] + byClass(only)
        } else {
            lines += [""] + sideBySide(document.groupNames.first ?? "all", keys: nil)
            for name in document.groupNames.dropFirst() {
                lines += ["", ink.bold("  \(name)")] + sideBySide(name, keys: Self.brief)
            }
            lines += ["", ink.dim("  * best of its row")]
        }
        return (lines + left).joined(separator: "\n") + "\n"
    }

    private var title: [String] {
        let account = document.accounts.first
        let machine = account.map { "\(Words.count($0.capacity)) \($0.units)" } ?? ""
        let facts = document.facts.map { "\($0.title) \($0.shown)" }
        let policies = document.accounts.map(\.policy).joined(separator: ", ")
        return [ink.bold("\(document.title) under \(policies)"), ink.dim(([machine] + facts).joined(separator: " · "))]
    }

    private func byClass(_ account: ReplayAccount) -> [String] {
        var table = TextTable([""] + account.groups.map { ">\($0.name)" })
        for figure in document.shownFigures(of: account.overall.name) {
            table.add([figure.heading] + account.groups.map { $0.figure(figure.key)?.text ?? "" })
        }
        return table.lines(ink)
    }

    private func sideBySide(_ name: String, keys: [String]?) -> [String] {
        let groups = document.accounts.map { $0.group(named: name) }
        // A star stands behind the best, or a space, so that digits line up.
        var table = TextTable([""] + document.accounts.map { ">\($0.policy) " })
        for figure in document.shownFigures(of: name) where keys?.contains(figure.key) ?? true {
            let row = groups.map { $0?.figure(figure.key) }
            let best = ReplayBest(row)
            table.add(
                [figure.heading]
                    + row.enumerated().map { ($1?.text ?? "–") + (best.winners.contains($0) ? "*" : " ") })
        }
        return table.lines(ink).map { line in line.contains("*") ? coloured(line) : line }
    }

    /// A line with its best values in green; the widths are already set.
    private func coloured(_ line: String) -> String {
        line.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.hasSuffix("*") ? ink.green(String($0)) : String($0) }.joined(separator: " ")
    }

    private var left: [String] {
        var lines: [String] = []
        if document.leftOutCount > 0 {
            lines += ["", "\(HTMLText.counted(document.leftOutCount, "line")) left out:"]
            lines += document.leftOut.map { "  \($0.count) × \($0.reason), first \($0.first)" }
        }
        if document.reordered > 0 { lines.append("\(HTMLText.counted(document.reordered, "job")) put in order") }
        return lines
    }
}
