import StargateAgreements
public import StargateBuildOut
import StargateCapital
import StargateProgramme
public import StargateQuantities
import StargateScheduling
import StargateSourcing

/// Sites: a phase is contracted when agreements, people and money allow; it is energised when shell and power are
/// there; it serves when its chips are installed.
extension Engine {
    mutating func contractPhases(_ now: Instant) throws(EngineBreach) {
        for site in state.programme.sites {
            for phase in site.phases where Instant(phase.notBefore) <= now && state.buildOut[phase.id].contracted == nil
            {
                if let obstacle = try contract(phase, at: site, now), state.buildOut[phase.id].blocked != obstacle.cause
                {
                    try record(
                        .buildOut(.phaseBlocked(phase: phase.id, cause: obstacle.cause, reason: obstacle.reason)), now)
                }
            }
        }
    }

    private typealias Obstacle = (cause: HoldingCause, reason: String)

    /// Begins a phase; returns what stands in the way if it cannot begin.
    private mutating func contract(
        _ phase: PhaseTerms, at site: SiteTerms, _ now: Instant
    ) throws(EngineBreach) -> Obstacle? {
        // 1. Predecessors.
        if let waiting = phase.after.first(where: { state.buildOut[$0].energised == nil }) {
            return (.construction, "\(waiting) is not energised yet")
        }
        // 2. Agreements.
        let deal = state.deal(for: phase, at: site, now)
        let (waivers, objection) = try permission(to: deal, now)
        if let objection { return (.contract, objection) }
        // 3. People.
        let workers = state.constructionWorkers + site.workers(for: phase.power)
        let limit = state.programme.policy.constructionWorkers.value(on: now.date)
        guard workers <= limit else { return (.people, "\(workers) workers needed, \(limit) to be had") }
        // 4. Money, for the chips too: no shell is begun that cannot be filled.
        guard let chip = state.programme.chip(phase.chip) else { return nil }
        let accelerators = chip.accelerators(fedBy: phase.power)
        let construction = Work(category: .construction, subject: phase.id.text, site: site.id)
        let chips = Work(category: .chips, subject: phase.id.text, site: site.id)
        var events: [CapitalEvent] = []
        do throws(CapitalRefusal) {
            var trial = state.capital
            let terms = state.programme.capital
            events = try trial.decideEncumbrance(construction, cost: phase.costToComplete, terms: terms, at: now)
            for event in events { trial.evolve(event, at: now) }
            let cost = Money(cents: accelerators * chip.price.cents)
            events += try trial.decideEncumbrance(chips, cost: cost, isOrdered: false, terms: terms, at: now)
        } catch {
            return (.capital, "\(error)")
        }
        for event in events { try record(.capital(event), now) }
        try reserve(waivers, deal, now)
        try draw(waivers, deal.id, phase.power, now)
        for matter in state.agreements.cases(of: deal.id) where matter.state == .released {
            try instruct(.close(terms: TermChanges(price: deal.terms.price)), in: matter.number, now)
        }
        try closeFree(deal, now)
        try begin(phase, construction, chip, accelerators, now)
        return nil
    }

    /// What agreements say to a building: the waivers it draws on, or what stands in the way. Holders that must be asked
    /// first are asked.
    private mutating func permission(
        to deal: Deal, _ now: Instant
    ) throws(EngineBreach) -> (waivers: [AgreementID], objection: String?) {
        let asked = state.agreements.cases(of: deal.id)
        for matter in asked {
            let clause = matter.freedom?.clause ?? state.programme.agreements[matter.agreement]?.reference(.notice)
            switch matter.state {
            case .outOfScope: continue
            // Half a building is none, and a dearer one is another deal.
            case .released where matter.released < deal.quantity:
                return ([], "a holder took a part of it up (\(clause.map { "\($0)" } ?? ""))")
            case .released where deal.terms.price > matter.noticed?.price ?? deal.terms.price:
                try instruct(.notice(state.content(of: deal, at: deal.terms)), in: matter.number, now)
                return ([], clause.map { "\($0)" })
            case .released: continue
            case .contracted: return ([], "a holder took it up (\(clause.map { "\($0)" } ?? ""))")
            case .reofferRequired:
                try instruct(.notice(state.content(of: deal, at: deal.terms)), in: matter.number, now)
                return ([], clause.map { "\($0)" })
            default: return ([], clause.map { "\($0)" })
            }
        }
        switch state.agreements.verdict(on: deal, in: state.programme.agreements, at: now) {
        case .allowed(let waivers): return (waivers, nil)
        case .refused(let objection): return ([], "\(objection.clause)")
        case .afterSteps(let steps, let waivers):
            if let first = steps.first(where: { $0.kind == .firstOffer }) {
                try askFirstOffers(for: deal, under: steps, now)
                return ([], "\(first.clause)")
            }
            // Every right that still has to be asked is asked in turn.
            guard try giveNotice(of: deal, now) else { return (waivers, nil) }
            return ([], steps.first.map { "\($0.clause)" })
        }
    }

    private mutating func begin(
        _ phase: PhaseTerms, _ work: Work, _ chip: ChipTerms, _ accelerators: Int64, _ now: Instant
    ) throws(EngineBreach) {
        // A phase that began before the programme counts its lead time from then, one that waited from now.
        let started = state.isBeginning(now) ? min(Instant(phase.notBefore), now) : now
        // Waiting for the month's review alone delays no grid.
        let isLate = state.buildOut[phase.id].blocked != nil
        let delay = isLate ? started.since(max(Instant(phase.notBefore), Instant(state.programme.start))) : 0
        let shell = phase.construction.after(started)
        // The grid was asked for a day; a late start moves it only as far as the start is late.
        let power = max(Instant(phase.energisation).advanced(byMilliseconds: max(0, delay)), started)
        try record(
            .buildOut(
                .contracted(
                    phase: phase.id, power: phase.power, chip: chip.id, accelerators: accelerators,
                    shellCost: phase.constructionCost.cost(of: phase.power.watts, per: 1_000_000),
                    chipCost: Money(cents: accelerators * chip.price.cents), started: started, shellExpected: shell,
                    powerExpected: power)), now)
        try certify(phase.id, .contracted, now)
        try scheduleConstruction(work, phase.costToComplete, until: max(shell, now), now)
    }

    /// Phases under construction whose declared times changed are planned anew; what is done stays done.
    mutating func replan(since before: Programme, _ now: Instant) throws(EngineBreach) {
        for phase in state.programme.sites.flatMap(\.phases) {
            let standing = state.buildOut[phase.id]
            guard let old = before.phase(phase.id), let started = standing.started,
                let shell = standing.shellExpected, let power = standing.powerExpected,
                old.construction != phase.construction || old.energisation != phase.energisation,
                standing.energised == nil
            else { continue }
            let newShell = standing.shellReady == nil ? phase.construction.after(started) : shell
            let moved = Instant(phase.energisation).since(Instant(old.energisation))
            let newPower = standing.powerLive == nil ? power.advanced(byMilliseconds: moved) : power
            try record(
                .buildOut(
                    .replanned(
                        phase: phase.id, started: started, shellExpected: newShell,
                        powerExpected: max(newPower, started))), now)
        }
    }

    /// A deposit now, the rest on the first of each month until the shell stands, as the spend profile has it.
    private mutating func scheduleConstruction(
        _ work: Work, _ cost: Money, until end: Instant, _ now: Instant
    ) throws(EngineBreach) {
        let deposit = state.programme.policy.constructionDeposit.of(cost)
        try owe(work, work.encumbrance, deposit, due: now, now)
        let months = max(1, end.date.months(since: now.date))
        let parts = state.programme.policy.constructionSpend.spread(cost - deposit, over: months)
        for (index, part) in parts.enumerated() where part > .zero {
            let due = Instant(now.date.startOfMonth.advanced(byMonths: index + 1))
            try owe(work, work.encumbrance, part, due: due, now)
        }
    }

    /// Orders chips so that the first arrive when the phase is energised, or as soon as there is supply.
    mutating func orderChips(_ now: Instant) throws(EngineBreach) {
        for site in state.programme.sites {
            for phase in site.phases {
                let standing = state.buildOut[phase.id]
                guard standing.contracted != nil, standing.chipsOrdered == nil,
                    let chip = standing.chip.flatMap({ state.programme.chip($0) }),
                    let energisation = state.buildOut.energisation(of: phase.id),
                    chip.lead.after(now).advanced(byDays: 45) >= energisation
                else { continue }
                let lots = state.sourcing.promise(standing.target, of: chip, at: now)
                guard lots.reduce(0, { $0 + $1.accelerators }) == standing.target, let last = lots.last else {
                    if standing.blocked != .chips {
                        let reason = "\(chip.name) is not supplied in this number within ten years"
                        try record(.buildOut(.phaseBlocked(phase: phase.id, cause: .chips, reason: reason)), now)
                    }
                    continue
                }
                try order(lots, last, of: chip, for: phase, standing.target, now)
            }
        }
    }

    private mutating func order(
        _ lots: [Lot], _ last: Lot, of chip: ChipTerms, for phase: PhaseTerms, _ target: Int64, _ now: Instant
    ) throws(EngineBreach) {
        try record(
            .buildOut(
                .chipsOrdered(
                    phase: phase.id, chip: chip.id, accelerators: target, expected: Instant(last.promised))), now)
        try record(.sourcing(.chipsBooked(phase: phase.id, chip: chip.id, lots: lots)), now)
        let work = Work(category: .chips, subject: phase.id.text, site: phase.site)
        try record(.capital(.ordered(encumbrance: work.encumbrance)), now)
        // The price is the one set aside at contracting; a later change of list price does not touch an order.
        let cost = state.capital.encumbrances[work.encumbrance]?.cost ?? .zero
        let deposit = state.programme.policy.chipDeposit.of(cost)
        try owe(work, work.encumbrance, deposit, due: now, now)
        let parts = largestRemainder((cost - deposit).cents, by: lots.map(\.accelerators))
        for (lot, part) in zip(lots, parts) {
            try owe(
                work, work.encumbrance, Money(cents: part), due: Instant(lot.promised),
                awaits: Engine.delivery(phase.id, lot.number), now)
        }
    }

    /// The name of a lot's delivery, for the effect that asks for it and the bill that waits for it.
    static func delivery(_ phase: PhaseID, _ lot: Int) -> String { "deliver/\(phase)/\(lot)" }

    mutating func energise(_ phase: PhaseID, _ now: Instant) throws(EngineBreach) {
        let standing = state.buildOut[phase]
        guard standing.shellReady != nil, standing.powerLive != nil else { return }
        try record(.buildOut(.energised(phase: phase, power: standing.power)), now)
        try certify(phase, .energised, now)
        for lot in standing.waitingLots {
            try record(.buildOut(.installing(phase: phase, lot: lot.number, accelerators: lot.accelerators)), now)
        }
    }

    mutating func receive(_ phase: PhaseID, _ lot: Int, _ count: Int64, _ now: Instant) throws(EngineBreach) {
        try record(.buildOut(.chipsDelivered(phase: phase, lot: lot, accelerators: count)), now)
        let key = Engine.delivery(phase, lot)
        for obligation in state.capital.obligations where obligation.awaits == key {
            try record(.capital(.matured(obligation: obligation.id, due: now)), now)
        }
        guard state.buildOut[phase].energised != nil else { return }
        try record(.buildOut(.installing(phase: phase, lot: lot, accelerators: count)), now)
    }

    mutating func bringOnline(_ phase: PhaseID, _ lot: Int, _ count: Int64, _ now: Instant) throws(EngineBreach) {
        try record(.buildOut(.online(phase: phase, lot: lot, accelerators: count)), now)
        try certify(phase, .serving, now)
        guard let terms = state.programme.phase(phase), let chip = state.buildOut[phase].chip else { return }
        let pool = EngineState.ownPool(terms.site, chip)
        try growPool(pool, of: chip, by: count, now)
        try checkPower(now)
    }
}

extension EngineState {
    /// Workers on phases that are contracted and whose shell is not ready.
    public var constructionWorkers: Int64 {
        programme.sites.reduce(0) { sum, site in
            site.phases.reduce(sum) { sum, phase in
                let standing = buildOut[phase.id]
                guard standing.contracted != nil, standing.shellReady == nil else { return sum }
                return sum + site.workers(for: phase.power)
            }
        }
    }

    /// Facility power live on a site.
    public func energised(_ site: SiteTerms) -> Power {
        site.phases.map { buildOut[$0.id] }.filter { $0.energised != nil }.map(\.power).sum()
    }

    /// Facility power of a site's accelerators in service, those of one class only if given.
    public func serving(_ site: SiteTerms, _ chip: ChipID? = nil) -> Power {
        site.phases.map { buildOut[$0.id] }.filter { chip == nil || $0.chip == chip }.map(\.servingPower).sum()
    }

    /// True at the programme's first instant, whose review also takes up what is older.
    func isBeginning(_ now: Instant) -> Bool { now == Instant(programme.start) }

    /// The review before the next one.
    var lastReview: Instant { max(Instant(nextReview.date.advanced(byMonths: -1)), Instant(programme.start)) }
}
