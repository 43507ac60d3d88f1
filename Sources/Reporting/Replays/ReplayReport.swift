/// A replay as one HTML file that opens offline.
public struct ReplayReport: Sendable {
    private let document: ReplayDocument

    public init(_ document: ReplayDocument) { self.document = document }

    /// The whole page. The same document gives the same bytes.
    public func text() -> String {
        let told = chapters.compactMap { part in part.body.map { (chapter: part, body: $0) } }
        return HTMLPage(title: "\(document.title) – replay", style: PolicyInk.style).text(
            """
            \(ReplayHeader(document: document).html())
            \(ReplayHeadline(document: document).html())
            \(HTMLPage.contents(told.map(\.chapter)))
            \(told.map { $0.chapter.html($0.body) }.joined(separator: "\n"))
            \(footer)
            """)
    }

    private var chapters: [any Chapter] {
        let lines = ReplayLineChapter.all(document)
        return [ReplayFigureChapter(document: document), ReplayGanttChapter(document: document)] + lines
            + [ReplayWaitChapter(document: document), ReplayLeftOutChapter(document: document)]
    }

    private var footer: String {
        """
        <footer>
        <p>A replay, not a measurement of the machine the trace comes from: the jobs are the trace's, the decisions are
        the policy's. Bounded slowdown is max(1, (wait + run) / max(run, 10 s)); percentiles are nearest ranks.
        The same trace and options give the same page.</p>
        </footer>
        """
    }
}

/// The top of the page: the trace's name, what came out in a sentence, and how it was replayed.
struct ReplayHeader {
    let document: ReplayDocument

    func html() -> String {
        let machine = document.accounts.first.map { "\(Figures.count($0.capacity)) \($0.units)" } ?? ""
        let facts = document.facts.map {
            "<div><dt>\(HTMLText.safe($0.title))</dt><dd>\(HTMLText.safe($0.shown))</dd></div>"
        }
        return """
            <header class="title">
            <p class="kicker">\(HTMLText.safe(machine)) · a replayed trace</p>
            <h1 class="trace">\(HTMLText.safe(document.title))</h1>
            <p class="answer">\(answer)</p>
            <dl class="run">\(facts.joined(separator: "\n"))</dl>
            </header>
            """
    }

    private static let leading = ["wait_mean_seconds", "allocated_percent_at_100", "utilisation_percent"]

    /// The outcome in a sentence, as HTML with its numbers set strong.
    private var answer: String {
        for key in Self.leading {
            let rows = document.accounts.map { $0.overall.figure(key) }
            guard let first = rows.first??.title, rows.contains(where: { $0?.value != nil }) else { continue }
            let told = zip(document.accounts, rows).map { account, figure in
                "<b>\(HTMLText.safe(figure?.textWithUnit ?? "–"))</b> under \(HTMLText.safe(account.policy))"
            }
            return "\(HTMLText.safe(HTMLText.capitalised(first))): \(HTMLText.list(told))."
        }
        return HTMLText.counted(document.accounts.count, "policy")
    }
}

/// The header numbers: by subject for one policy, by policy for several.
struct ReplayHeadline {
    let document: ReplayDocument

    private static let subjects: [(name: String, main: String, facts: [String])] = [
        ("Wait", "wait_mean_seconds", ["wait_p50_seconds", "wait_p99_seconds"]),
        ("Bounded slowdown", "bounded_slowdown_mean", ["bounded_slowdown_p50", "bounded_slowdown_p99"]),
        ("Completion", "jct_mean_seconds", ["jct_p50_seconds", "jct_p99_seconds"]),
        ("Use", "utilisation_percent", ["arriving_allocation_percent", "fragmentation_percent", "makespan_seconds"]),
        ("Allocated at 100 % asked", "allocated_percent_at_100", ["gpu_requests_percent", "held_percent"]),
        ("Allocated at 130 % asked", "allocated_percent_at_130", ["allocation_percent"]),
        ("Pods placed", "placed", ["pods", "unplaced"]),
        ("Fragmented", "fragmentation_percent", ["free_percent"]),
    ]

    func html() -> String { HeadlineGroup.section(document.accounts.count == 1 ? bySubject : byPolicy) }

    private var bySubject: [HeadlineGroup] {
        guard let overall = document.accounts.first?.overall else { return [] }
        let known = Self.subjects.filter { overall.figure($0.main)?.value != nil }
        return known.prefix(4).map { subject in
            let main = overall.figure(subject.main)
            return HeadlineGroup(
                name: subject.name, figure: main?.text ?? "–",
                unit: "\(main?.unit ?? "") \(subject.main.contains("mean") ? "on average" : "")",
                facts: subject.facts.compactMap { overall.figure($0) }.map { ($0.title, $0.textWithUnit) })
        }
    }

    private var byPolicy: [HeadlineGroup] {
        let keys = Self.subjects.map(\.main)
        return document.accounts.map { account in
            let known = keys.compactMap { account.overall.figure($0) }.filter { $0.value != nil }
            let main = known.first
            return HeadlineGroup(
                name: account.policy, figure: main?.text ?? "–", unit: main.map { "\($0.unit) \($0.title)" } ?? "",
                facts: known.dropFirst().prefix(4).map { ($0.title, $0.textWithUnit) })
        }
    }
}
