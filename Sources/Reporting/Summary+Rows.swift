import StargateAgreements
import StargateBuildOut
import StargateEngine
import StargatePerformance
import StargateProgramme
import StargateQuantities

extension Summary.QuarterRow {
    init(_ statement: QuarterStatement, _ names: Names) {
        func hours(_ use: Use) -> Int64 {
            statement.usage.filter { $0.use == use }.reduce(0) { $0 + $1.acceleratorSeconds } / 3600
        }
        self.init(
            quarter: "\(statement.quarter)", ended: "\(statement.at.date)", committedUsd: statement.committed.usd,
            calledUsd: statement.called.usd, contributedUsd: statement.contributed.usd,
            drawnUsd: statement.drawn.usd, earnedUsd: statement.earned.usd, spentUsd: statement.spent.usd,
            cashUsd: statement.cash.usd,
            overdueUsd: statement.overdue.usd,
            promisedUsd: statement.promised.usd, contractedMw: statement.powerContracted.mw,
            constructionMw: statement.powerInConstruction.mw, energisedMw: statement.powerEnergised.mw,
            servingMw: statement.powerServing.mw, accelerators: statement.accelerators, pflops: statement.rate.pflops,
            demandInferencePflops: statement.demandInference.pflops,
            demandResearchPflops: statement.demandResearch.pflops,
            demandTrainingPflops: statement.demandTraining.pflops, tokensAsked: Double(statement.tokensAsked),
            tokensServed: Double(statement.tokensServed), energyMwh: Double(statement.energy.wattHours) / 1e6,
            trainingHours: hours(.training), researchHours: hours(.research), inferenceHours: hours(.inference),
            ownUsdPerHour: statement.hourCost(own: true)?.usd, cloudUsdPerHour: statement.hourCost(own: false)?.usd,
            constructionJobs: statement.constructionWorkers, permanentJobs: statement.permanentJobs,
            sources: statement.pools.filter { $0.online > 0 }.map {
                .init(
                    place: $0.place, name: names.place($0.place), own: $0.isOwn, chip: $0.chip.text,
                    accelerators: $0.online, pflops: $0.rate.pflops)
            }, held: statement.mainCauses.map { .init(cause: $0.cause.rawValue, mw: $0.power.mw) })
    }
}

extension Summary.ModelRow {
    init(_ terms: ModelTerms, _ state: EngineState, _ names: Names) {
        let progress = state.models[terms.id]
        self.init(
            id: terms.id.text, name: terms.name, flop: Double(terms.compute.petaflop) * 1e15,
            notBefore: "\(terms.notBefore)", dataReady: terms.dataReady.map { "\($0)" },
            readyToTrain: progress?.wanted.map { "\($0.date)" }, started: progress?.started.map { "\($0.date)" },
            trained: progress?.trained.map { "\($0.date)" },
            place: progress?.pool.map { pool in
                let parts = pool.text.split(separator: "/")
                return "\(names.place(String(parts[0]))), \(parts.dropFirst().joined())"
            }, accelerators: progress?.accelerators ?? 0, interruptions: progress?.interruptions ?? 0,
            lostHours: Double(progress?.lost ?? 0) / 3_600_000)
    }
}

extension Summary.PhaseRow {
    init(_ terms: PhaseTerms, _ site: SiteTerms, _ state: EngineState, _ chronicle: Chronicle) {
        let standing = state.buildOut[terms.id]
        func day(_ instant: Instant?) -> String? { instant.map { "\($0.date)" } }
        self.init(
            id: terms.id.text, site: site.id.text, siteName: site.name, mw: terms.power.mw, chip: terms.chip.text,
            stage: standing.stage, blocked: standing.contracted == nil ? standing.blocked?.rawValue : nil,
            wanted: "\(terms.notBefore)",
            plannedShell: "\(terms.construction.after(Instant(terms.notBefore)).date)",
            plannedPower: "\(terms.energisation)", contracted: day(standing.contracted),
            shellReady: day(standing.shellReady), powerLive: day(standing.powerLive),
            energised: day(standing.energised), chipsOrdered: day(standing.chipsOrdered),
            firstOnline: day(chronicle.firstOnline[terms.id]), full: day(chronicle.full[terms.id]),
            accelerators: standing.target, online: standing.online)
    }
}

extension BuildOut.PhaseState {
    /// How far a phase has come, in the field's words.
    var stage: String {
        if contracted == nil { return "announced" }
        if online == target && target > 0 { return "serving" }
        if online > 0 { return "filling" }
        if energised != nil { return "energised" }
        return shellReady != nil ? "shell ready" : "in construction"
    }
}

extension Summary.AgreementRow {
    init(_ terms: AgreementTerms, _ state: EngineState, _ names: Names) {
        let cases = state.agreements.cases.filter { $0.agreement == terms.id && $0.freedom == nil }
        var used: Double?
        if terms.waiver != nil { used = (state.agreements.waivers[terms.id]?.drawn ?? .zero).mw }
        self.init(
            id: terms.id.text, kind: terms.kindName, inUse: terms.isInUse, holder: names.party(terms.holder),
            from: "\(terms.from.date)", until: terms.until.date == .last ? "open" : "\(terms.until.date)",
            clause: terms.clauses.main.id, text: terms.clauses.main.text, cases: cases.count,
            accepted: cases.count { $0.contracted > .zero }, waiverUsedMw: used,
            standing: state.agreements.standingInWords(of: terms))
    }
}

extension Agreements {
    /// What came of an agreement that opens no cases; `nil` if there is nothing to say.
    func standingInWords(of terms: AgreementTerms) -> String? {
        switch terms.kind {
        case .commitment:
            guard let account = commitments[terms.id] else { return nil }
            let shortfall = account.settlements.map(\.invoice).sum()
            let counted = account.settlements.reduce(account.taken.reduce(0) { $0 + $1.units }) { $0 + $1.counted }
            return "\(Money(cents: counted)) counted, \(shortfall) of shortfall invoiced"
        case .revenueShare: return shared[terms.id].map { "\($0) shared" }
        case .productFirst:
            let judged = products.filter { $0.agreement == terms.id }
            return judged.isEmpty
                ? nil : "\(judged.count { $0.outcome == .withHolder }) of \(judged.count) products shipped there first"
        case .exclusivity, .waiver, .firstRefusal, .firstOffer, .mostFavoured: return nil
        }
    }
}
