import StargateAgreements
import StargateBuildOut
import StargateCapital
public import StargateEngine
import StargateLedger
import StargatePerformance
import StargateProgramme
import StargateQuantities
import StargateScheduling
import StargateSourcing

extension Summary {
    /// Tells the answers from the final state and the chronicle of the way there.
    ///
    /// - Parameter plan: The quarters of the programme on paper.
    public init(
        _ state: EngineState, _ chronicle: Chronicle, hash: String, plan: [QuarterStatement] = [],
        assumptions: [Lean] = []
    ) {
        let programme = state.programme
        let names = Names(programme)
        let money = MoneyHistory(state.books.ledger, from: programme.start, to: state.now.date)
        self.init(
            programme: Head(
                name: programme.name, description: programme.summary, start: "\(programme.start)",
                until: "\(state.quarters.last?.at.date ?? programme.until)", seed: state.seed, journalHash: hash,
                events: chronicle.events, ceilingUsd: programme.capital.ceiling.usd,
                firstTrancheUsd: programme.capital.firstTranche?.usd, gdpUsd: programme.gdp?.usd),
            headline: Headline(state, chronicle), quarters: state.quarters.map { QuarterRow($0, names) },
            plan: plan.map {
                PlanRow(
                    quarter: "\($0.quarter)", ended: "\($0.at.date)", calledUsd: $0.called.usd, spentUsd: $0.spent.usd,
                    energisedMw: $0.powerEnergised.mw, accelerators: $0.accelerators, pflops: $0.rate.pflops)
            },
            models: programme.models.map { ModelRow($0, state, names) },
            phases: programme.sites.flatMap { site in site.phases.map { PhaseRow($0, site, state, chronicle) } },
            calls: money.calls.enumerated().map { index, call in
                CallRow(
                    call: index + 1, noticed: "\(call.noticed)", due: "\(call.due)",
                    amountUsd: call.lines.map(\.amount).sum().usd,
                    lines: call.lines.map { .init(funder: $0.funder, amountUsd: $0.amount.usd) })
            },
            cash: money.months.map {
                CashRow(
                    month: "\($0.month)", calledUsd: $0.called.usd, contributedUsd: $0.contributed.usd,
                    drawnUsd: $0.drawn.usd, spentUsd: $0.spent.usd, promisedUsd: $0.promised.usd)
            },
            flows: Summary.flows(state.books.ledger, names),
            agreements: programme.agreements.all.map { AgreementRow($0, state, names) },
            obstacles: chronicle.obstacles.map {
                ObstacleRow(day: "\($0.at.date)", subject: $0.subject, cause: $0.cause.rawValue, reason: $0.reason)
            }, assumptions: assumptions, evidence: Evidence(programme))
    }
}

/// Names of places and parties as people know them.
struct Names {
    private let places: [String: String]
    private let parties: [PartyID: String]

    init(_ programme: Programme) {
        let sites = programme.sites.map { ($0.id.text, $0.name) }
        let parties = Dictionary(uniqueKeysWithValues: programme.parties.map { ($0.id, $0.name) })
        let clouds = programme.suppliers.map { ($0.id.text, "\($0.id) (\(parties[$0.party] ?? $0.party.text))") }
        places = Dictionary(sites + clouds) { first, _ in first }
        self.parties = parties
    }

    func place(_ id: String) -> String { places[id] ?? id }
    func party(_ id: PartyID) -> String { parties[id] ?? id.text }
}

extension Money {
    /// Dollars; exact to the cent below 90 T USD.
    var usd: Double { Double(units) / 100 }
}

extension Power {
    var mw: Double { Double(units) / 1e6 }
}

extension ComputeRate {
    var pflops: Double { Double(units) / 1e6 }
}

extension UnitPrice {
    var usd: Double { Double(units) / 1e6 }
}

extension Summary.Evidence {
    init(_ programme: Programme) {
        let values = programme.declaredValues
        func count(_ confidence: Confidence) -> Int { values.count { $0.confidence == confidence } }
        self.init(measured: count(.measured), reported: count(.reported), assumed: count(.assumed))
    }
}

extension Summary.Headline {
    init(_ state: EngineState, _ chronicle: Chronicle) {
        let last = state.quarters.last
        let quarters = state.quarters
        func hours(own: Bool) -> Int64 { quarters.reduce(0) { $0 + $1.acceleratorHours(own: own) } }
        func cost(own: Bool) -> Money { quarters.map { own ? $0.ownCost : $0.cloudCost }.sum() }
        func perHour(own: Bool) -> Double? { hours(own: own) > 0 ? cost(own: own).usd / Double(hours(own: own)) : nil }
        let spent = quarters.indices.map { quarters[$0].spent - ($0 > 0 ? quarters[$0 - 1].spent : .zero) }
        let years = spent.indices.map { spent[max(0, $0 - 3)...$0].sum() }
        let gdp = state.programme.gdp.map(\.usd)
        let length = Double(state.now.date.dayNumber - state.programme.start.dayNumber) / 365.25
        self.init(
            committedUsd: state.capital.committed(state.programme.capital, on: state.now.date).usd,
            calledUsd: (state.capital.contributed + state.capital.receivable).usd,
            contributedUsd: state.capital.contributed.usd, drawnUsd: state.capital.drawn.usd,
            earnedUsd: state.capital.earned.usd, spentUsd: state.capital.spent.usd, cashUsd: state.capital.cash.usd,
            overdueUsd: state.capital.overdue(at: state.now).usd,
            promisedUsd: state.capital.promisedInAll.usd, contractedMw: last?.powerContracted.mw ?? 0,
            constructionMw: last?.powerInConstruction.mw ?? 0, energisedMw: last?.powerEnergised.mw ?? 0,
            servingMw: last?.powerServing.mw ?? 0, accelerators: last?.accelerators ?? 0,
            ownAccelerators: last?.pools.filter(\.isOwn).reduce(0) { $0 + $1.online } ?? 0,
            pflops: last?.rate.pflops ?? 0, ownUsdPerHour: perHour(own: true), cloudUsdPerHour: perHour(own: false),
            ownHours: hours(own: true), cloudHours: hours(own: false),
            tokensAsked: quarters.reduce(0) { $0 + Double($1.tokensAsked) },
            tokensServed: quarters.reduce(0) { $0 + Double($1.tokensServed) },
            constructionJobsPeak: chronicle.constructionWorkersPeak, permanentJobs: last?.permanentJobs ?? 0,
            gdpSharePeakYear: gdp.map { (years.max() ?? .zero).usd / $0 },
            gdpShareMean: gdp.map { length > 0 ? state.capital.spent.usd / length / $0 : 0 },
            modelsTrained: state.programme.models.count { state.models[$0.id]?.trained != nil },
            modelsDeclared: state.programme.models.count,
            energyMwh: quarters.reduce(0) { $0 + Double($1.energy.wattHours) / 1e6 })
    }
}
