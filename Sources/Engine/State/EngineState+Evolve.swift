import StargateAgreements
import StargateBuildOut
import StargateCapital
import StargateLedger
import StargateProgramme
public import StargateQuantities
import StargateScheduling
import StargateSourcing

extension EngineState {
    /// Folds one event, which happened at `at`, into the state.
    ///
    /// - Throws: `EngineBreach` if the books do not take it; the state is then not to be used any more.
    public mutating func evolve(_ event: Event, at: Instant) throws(EngineBreach) {
        advance(to: at)
        switch event {
        case .began: nextReview = at
        case .amended(let programme): self.programme = programme
        case .capital(let event): capital.evolve(event, at: at)
        case .buildOut(let event): buildOut.evolve(event, at: at)
        case .agreements(let event): agreements.evolve(event, at: at)
        case .sourcing(let event): sourcing.evolve(event)
        case .scheduling(let event):
            do throws(SchedulingFault) { try scheduling.evolve(event, at: at) } catch {
                throw EngineBreach(at: at, event: .scheduling(event), problem: .scheduling(error))
            }
            evolve(event, at)
        case .training(let event): evolve(event, at)
        case .usage(let event): evolve(event, at)
        case .quarterClosed(let statement):
            quarters.append(statement)
            meters.startQuarter()
        }
        do throws(LedgerRefusal) { try book(event, at: at) } catch {
            throw EngineBreach(
                at: at, event: event, problem: .ledger(code: error.code, error.text(in: books.ledger)))
        }
        follow(event, at)
        if event.changesPools { refreshMeters() }
        if event.changesWaiting { holdRates() }
    }

    private mutating func evolve(_ event: SchedulingEvent, _ at: Instant) {
        switch event {
        case .started(let job, _, let pool, let accelerators, let length, _):
            runs[job] = RunProgress(length: length, remaining: length, reports: 0)
            guard let model = EngineState.model(of: job) else { return }
            var progress = models[model] ?? ModelProgress()
            progress.started = progress.started ?? at
            progress.pool = pool
            progress.accelerators = accelerators
            models[model] = progress
        case .finished(let job), .evicted(let job, _, _): runs[job] = nil
        case .poolGrew, .poolDrained, .poolShrank, .nodesObserved, .inferenceGuaranteed, .queued, .passed, .mended:
            break
        }
    }

    private mutating func evolve(_ event: TrainingEvent, _ at: Instant) {
        switch event {
        case .wanted(let model, _): models[model, default: ModelProgress()].wanted = at
        case .reported(let job, let productive, let lost, let interruptions):
            if var run = runs[job] {
                run.remaining = max(0, run.remaining - productive)
                run.reports += 1
                runs[job] = run
            }
            guard let model = EngineState.model(of: job) else { return }
            models[model, default: ModelProgress()].interruptions += interruptions
            models[model, default: ModelProgress()].lost += lost
        case .trained(let model): models[model, default: ModelProgress()].trained = at
        case .experimentArrived: experiments += 1
        }
    }

    private mutating func evolve(_ event: UsageEvent, _ at: Instant) {
        switch event {
        case .demanded(let tokensPerDay, let inference, let research, let training):
            demand = Demand(
                tokensPerDay: tokensPerDay, serving: programme.demand.serving(on: at.date), inference: inference,
                research: research, training: training)
            nextReview = Instant(at.date.startOfNextMonth)
        case .metered(let pool, let training, let research, let inference, let online, let energy, let cost):
            guard let index = scheduling.pools.firstIndex(where: { $0.id == pool }) else { return }
            let times = UseTimes(training: training, research: research, inference: inference)
            meters.pools[index].read(times, online, energy)
            meters.quarterEnergy += energy
            if meters.pools[index].site != nil {
                meters.quarterOwnCost += cost
            } else {
                meters.quarterCloudCost += cost
            }
        case .served(let tokens, let asked): meters.readTokens(tokens, asked)
        }
    }
}

extension Event {
    /// True if it may change what the meters know of the pools.
    fileprivate var changesPools: Bool {
        switch self {
        case .amended, .scheduling(.poolGrew), .scheduling(.poolShrank): true
        default: false
        }
    }

    /// True if it may change what waits for what.
    fileprivate var changesWaiting: Bool {
        switch self {
        case .began, .amended, .buildOut, .agreements, .sourcing: true
        case .training(.wanted), .usage(.demanded): true
        case .capital, .scheduling, .training, .usage, .quarterClosed: false
        }
    }
}
