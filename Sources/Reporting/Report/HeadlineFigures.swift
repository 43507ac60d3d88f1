/// The header numbers, in up to eight groups.
struct HeadlineFigures {
    let summary: Summary

    func html() -> String {
        // Without a country's product to compare with there is no share of it.
        let share = summary.programme.gdpUsd == nil ? [] : [economy]
        let groups = [power, compute, money, price, models, jobs] + share + [constraint]
        return HeadlineGroup.section(groups)
    }

    private var power: HeadlineGroup {
        let line = summary.headline
        return HeadlineGroup(
            name: "Power, facility MW", figure: Figures.power(line.servingMw), unit: "MW serving",
            facts: [
                ("energised", Figures.power(line.energisedMw)), ("in build", Figures.power(line.constructionMw)),
                ("contracted", Figures.power(line.contractedMw)),
            ])
    }

    private var compute: HeadlineGroup {
        let line = summary.headline
        let own = line.accelerators > 0 ? Double(line.ownAccelerators) / Double(line.accelerators) : 0
        return HeadlineGroup(
            name: "Compute online", figure: Figures.short(Double(line.accelerators)), unit: "accelerators",
            facts: [
                ("dense BF16 peak", RateUnit(largest: line.pflops).text(line.pflops)),
                ("on own sites", Figures.share(own)), ("energy used", Figures.short(line.energyMwh) + " MWh"),
            ])
    }

    private var money: HeadlineGroup {
        let line = summary.headline
        let left = summary.programme.ceilingUsd - line.spentUsd
        return HeadlineGroup(
            name: "Money", figure: Figures.short(line.spentUsd), unit: "USD spent",
            facts: [
                ("called", Figures.short(line.calledUsd)), ("committed", Figures.short(line.committedUsd)),
                ("debt drawn", Figures.short(line.drawnUsd)), ("left under ceiling", Figures.short(left)),
            ])
    }

    private var price: HeadlineGroup {
        let line = summary.headline
        func usd(_ value: Double?) -> String { value.map { Figures.fixed($0, 2) } ?? "–" }
        let own = line.ownUsdPerHour != nil
        return HeadlineGroup(
            name: "Cost of a GPU-hour", figure: usd(own ? line.ownUsdPerHour : line.cloudUsdPerHour),
            unit: own ? "USD own" : "USD cloud",
            facts: [
                ("clouds", usd(line.cloudUsdPerHour)), ("own hours used", Figures.short(Double(line.ownHours))),
                ("cloud hours used", Figures.short(Double(line.cloudHours))),
            ])
    }

    private var models: HeadlineGroup {
        let line = summary.headline
        let served = line.tokensAsked > 0 ? Figures.share(line.tokensServed / line.tokensAsked) : "–"
        return HeadlineGroup(
            name: "Use", figure: "\(line.modelsTrained) of \(line.modelsDeclared)", unit: "models trained",
            facts: [
                ("inference served", served), ("tokens asked", Figures.short(line.tokensAsked)),
                ("tokens served", Figures.short(line.tokensServed)),
            ])
    }

    private var jobs: HeadlineGroup {
        let line = summary.headline
        let now = summary.quarters.last?.constructionJobs ?? 0
        return HeadlineGroup(
            name: "Jobs", figure: Figures.count(line.permanentJobs), unit: "in operation",
            facts: [
                ("construction, peak", Figures.count(line.constructionJobsPeak)),
                ("construction, at the end", Figures.count(now)),
            ])
    }

    private var economy: HeadlineGroup {
        let line = summary.headline
        let mean = line.gdpShareMean.map(Figures.share) ?? "–"
        return HeadlineGroup(
            name: "Share of GDP", figure: line.gdpSharePeakYear.map(Figures.share) ?? "–", unit: "busiest year",
            facts: [
                ("mean", mean),
                ("GDP used", summary.programme.gdpUsd.map { Figures.money($0) } ?? "–"),
            ])
    }

    private var constraint: HeadlineGroup {
        let held = summary.quarters.last?.held.filter { $0.mw > 0 } ?? []
        return HeadlineGroup(
            name: "Main constraint, \(HTMLText.unbroken(summary.quarters.last?.quarter ?? "last quarter"))",
            figure: HTMLText.capitalised(held.first?.cause ?? "None"),
            unit: held.first.map { Figures.megawatts($0.mw) } ?? "",
            facts: held.dropFirst().prefix(3).map { ("then " + $0.cause, Figures.megawatts($0.mw)) })
    }
}
