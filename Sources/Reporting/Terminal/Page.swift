import StargateQuantities

/// The answers on one page of a terminal.
public struct Page {
    private let summary: Summary
    private let ink: Ink

    public init(_ summary: Summary, isColoured: Bool) {
        self.summary = summary
        ink = Ink(isColoured: isColoured)
    }

    public func text() -> String {
        let sections = [title(), money(), capacity(), heldBack(), models(), demand(), assumptions(), footer()]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func title() -> [String] {
        let head = summary.programme
        return [ink.bold(head.name) + ink.dim("  \(head.start) to \(head.until), seed \(head.seed)"), summary.answer]
    }

    private func money() -> [String] {
        let now = summary.headline
        var lines = [ink.bold("Money")]
        let plan = summary.plan.last
        func planned(_ amount: Double?) -> String { amount.map { "planned \(Words.usd($0))" } ?? "" }
        func row(_ name: String, _ amount: Double, _ note: String = "") {
            let share = summary.programme.ceilingUsd > 0 ? amount / summary.programme.ceilingUsd : 0
            let padded = name + String(repeating: " ", count: max(0, 12 - name.count))
            lines.append("  \(padded) \(Ink.bar(share, width: 24)) \(Words.usd(amount)) \(ink.dim(note))")
        }
        row("ceiling", summary.programme.ceilingUsd)
        row("promised", now.promisedUsd, "to builders, vendors, clouds and lenders")
        row("spent", now.spentUsd, planned(plan?.spentUsd))
        row("called", now.calledUsd, planned(plan?.calledUsd))
        if now.overdueUsd > 0 {
            let since = summary.quarters.first { $0.overdueUsd > 0 }?.quarter ?? ""
            lines.append(
                "  "
                    + ink.red(
                        "overdue      \(Words.usd(now.overdueUsd)) fell due and cannot be paid; bills wait since \(since)"
                    ))
        }
        lines.append(
            "  spent = \(Words.usd(now.contributedUsd)) equity + \(Words.usd(now.drawnUsd)) debt "
                + (now.earnedUsd > 0 ? "+ \(Words.usd(now.earnedUsd)) revenue " : "")
                + "− \(Words.usd(now.keptUsd)) kept; funders committed \(Words.usd(now.committedUsd)), "
                + "called in \(summary.calls.count) calls")
        if let peak = now.gdpSharePeakYear, let mean = now.gdpShareMean {
            lines.append(
                "  share of GDP: \(Words.percent(mean, decimals: 2)) a year, \(Words.percent(peak, decimals: 2)) in the busiest four quarters"
            )
        }
        let own = Words.price(now.ownUsdPerHour)
        let cloud = Words.price(now.cloudUsdPerHour)
        lines.append("  cost of a GPU-hour in use: own \(own) without interest, rented \(cloud)")
        return lines
    }

    private func capacity() -> [String] {
        guard !summary.quarters.isEmpty else { return [] }
        var table = TextTable([
            "quarter", ">contracted", ">in build", ">energised", ">planned", ">GPUs online", ">PFLOP/s", ">demand", "",
            ">jobs",
        ])
        let plans = Dictionary(summary.plan.map { ($0.quarter, $0.energisedMw) }) { first, _ in first }
        let most = summary.quarters.map { max($0.pflops, $0.demandPflops) }.max() ?? 1
        for quarter in summary.quarters {
            table.add([
                quarter.quarter, Words.mw(quarter.contractedMw), Words.mw(quarter.constructionMw),
                Words.mw(quarter.energisedMw), plans[quarter.quarter].map(Words.mw) ?? "–",
                Words.count(quarter.accelerators), Words.count(quarter.pflops),
                Words.count(quarter.demandPflops), Ink.bar(most > 0 ? quarter.pflops / most : 0, width: 12),
                Words.count(quarter.constructionJobs + quarter.permanentJobs),
            ])
        }
        let now = summary.headline
        return [ink.bold("Capacity") + ink.dim("  facility power of own sites; peak dense BF16; end of quarter")]
            + table.lines(ink)
            + [
                "  jobs: \(Words.count(now.constructionJobsPeak)) in construction at the peak, \(Words.count(now.permanentJobs)) in operation"
            ]
    }

    private func heldBack() -> [String] {
        let quarters = summary.quarters.filter { !$0.held.isEmpty }
        guard !quarters.isEmpty else { return [] }
        let lines = quarters.map { quarter in
            let causes = quarter.held.prefix(4).map { "\($0.cause) \(Words.mw($0.mw))" }.joined(separator: ", ")
            return "  \(quarter.quarter)  \(causes)"
        }
        return [ink.bold("What held things back") + ink.dim("  mean facility power that waited, by cause")] + lines
    }

    private func models() -> [String] {
        guard !summary.models.isEmpty else { return [] }
        var table = TextTable([
            "model", ">FLOP", "wanted", "started", "ready", "waited longest for", "where", ">GPUs", ">stops",
        ])
        for model in summary.models {
            table.add([
                model.name, Words.flop(model.flop).replacingFLOP, model.notBefore, model.started ?? "–",
                model.trained ?? "not in time", model.wait(until: summary.programme.until), model.place ?? "–",
                Words.count(model.accelerators), Words.count(model.interruptions),
            ])
        }
        return [ink.bold("Models")] + table.lines(ink)
    }

    private func demand() -> [String] {
        let now = summary.headline
        guard now.tokensAsked > 0 else { return [] }
        let worst = summary.quarters.filter { $0.tokensAsked > 0 }
            .min { $0.tokensServed / $0.tokensAsked < $1.tokensServed / $1.tokensAsked }
        let note = worst.map { ", least in \($0.quarter): \(Words.percent($0.tokensServed / $0.tokensAsked))" } ?? ""
        return [
            ink.bold("Inference"),
            "  \(Words.percent(now.tokensServed / now.tokensAsked)) of the tokens asked for were served\(note)",
        ]
    }

    private func assumptions() -> [String] {
        guard !summary.assumptions.isEmpty else { return [] }
        var table = TextTable(["assumption", "declared", "change", ">compute", ">money", ">models"])
        for lean in summary.assumptions {
            table.add([
                lean.path, String(lean.value.prefix(28)), lean.change, Words.change(lean.computeShare),
                Words.change(lean.spentShare), Words.days(lean.modelDays),
            ])
        }
        return [ink.bold("What the result leans on most") + ink.dim("  one change at a time, under the same luck")]
            + table.lines(ink)
    }

    private func footer() -> [String] {
        let evidence = summary.evidence
        return [
            ink.dim(
                "\(evidence.reported) values reported, \(evidence.measured) measured, \(evidence.assumed) assumed; "
                    + "\(summary.programme.events) events, journal \(summary.programme.journalHash.prefix(16))")
        ]
    }
}

extension Summary.QuarterRow {
    /// Peak arithmetic asked for by all uses.
    public var demandPflops: Double { demandInferencePflops + demandResearchPflops + demandTrainingPflops }
}

extension Summary.ModelRow {
    /// What kept a run from starting longest, such as `accelerators, 277 d`.
    func wait(until end: String) -> String {
        func days(_ from: String, _ to: String) -> Int {
            (CalendarDate(to)?.dayNumber ?? 0) - (CalendarDate(from)?.dayNumber ?? 0)
        }
        let ready = readyToTrain ?? end
        let before = days(notBefore, ready)
        let after = readyToTrain.map { days($0, started ?? end) } ?? 0
        guard max(before, after) > 0 else { return "–" }
        if after >= before { return "accelerators, \(after) d" }
        return dataReady.map { $0 >= ready } ?? false ? "data, \(before) d" : "the model before, \(before) d"
    }
}

extension Summary {
    /// The outcome in a sentence or two.
    public var answer: String {
        let now = headline
        var causes: [String: Double] = [:]
        for quarter in quarters { for held in quarter.held { causes[held.cause, default: 0] += held.mw } }
        let ranked = causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let models = now.modelsDeclared > 0 ? "\(now.modelsTrained) of \(now.modelsDeclared) models trained, " : ""
        let main = ranked.isEmpty ? "" : " What held it back most: \(ranked.prefix(2).joined(separator: " and "))."
        return "\(Words.count(now.accelerators)) accelerators online with \(Words.count(now.pflops)) PFLOP/s, "
            + "\(models)\(Words.usd(now.spentUsd)) of \(Words.usd(programme.ceilingUsd)) spent.\(main)"
    }
}

extension String {
    fileprivate var replacingFLOP: String { hasSuffix(" FLOP") ? String(dropLast(5)) : self }
}
