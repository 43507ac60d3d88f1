import StargatePerformance
import StargateProgramme
import StargateQuantities
import StargateScheduling
import StargateSourcing

/// Work: models and experiments queue when they are ready, start when they fit, and end when the world says so.
extension Engine {
    mutating func queueModels(_ now: Instant) throws(EngineBreach) {
        for model in state.programme.models where state.models[model.id]?.wanted == nil {
            guard Instant(model.notBefore) <= now, model.dataReady.map({ Instant($0) <= now }) ?? true,
                model.after.allSatisfy({ state.models[$0]?.trained != nil })
            else { continue }
            let work = state.programme.demand.trainingFactor(on: now.date).of(model.compute, .up)
            try record(.training(.wanted(model: model.id, work: work)), now)
            let job = JobRequest(
                id: EngineState.trainingJob(model.id), class: .training, least: model.least, most: model.most,
                work: work, utilisation: model.pace.typical)
            try record(.scheduling(.queued(job, shapes: state.shapes(of: job))), now)
        }
    }

    /// The next day after `instant` on which a model may become ready.
    func nextModelDate(after instant: Instant) -> Instant? {
        var next: Instant?
        for model in state.programme.models where state.models[model.id]?.wanted == nil {
            let ready = Instant(max(model.notBefore, model.dataReady ?? model.notBefore))
            if ready > instant { next = min(next ?? ready, ready) }
        }
        return next
    }

    mutating func queueExperiment(_ index: Int, _ now: Instant) throws(EngineBreach) {
        guard let research = state.programme.demand.research else { return }
        try record(.training(.experimentArrived(index: index)), now)
        let work = state.programme.demand.trainingFactor(on: now.date).of(research.compute, .up)
        let job = JobRequest(
            id: JobID("experiment/\(state.experiments)"), class: .research, least: research.accelerators,
            most: research.accelerators, work: work, utilisation: research.utilisation)
        try record(.scheduling(.queued(job, shapes: state.shapes(of: job))), now)
    }

    /// Starts, mends and evicts whatever the fleet decides, until it has no more to decide.
    mutating func schedule(_ now: Instant) throws(EngineBreach) {
        while state.scheduling.wantsPass {
            try record(.scheduling(.passed), now)
            while let decision = state.scheduling.nextDecision { try carryOut(decision, now) }
        }
    }

    private mutating func carryOut(_ decision: SchedulingDecision, _ now: Instant) throws(EngineBreach) {
        switch decision {
        case .start(let job, let pool, let accelerators, let nodes):
            let length = state.length(of: job, on: pool.chip, accelerators: accelerators)
            try record(
                .scheduling(
                    .started(
                        job: job.id, class: job.class, pool: pool.id, accelerators: accelerators, length: length,
                        nodes: nodes)), now)
        case .mend(let job, let pool, let moves):
            try record(.scheduling(.mended(job: job.id, pool: pool, moves: moves)), now)
        case .evict(let placement): try evict(placement, now)
        }
    }

    /// A gang that lost nodes and found no others waits again, from its last checkpoint.
    private mutating func evict(_ placement: Placement, _ now: Instant) throws(EngineBreach) {
        let id = placement.job.id
        if let kept = state.keptSinceReport(of: id, at: now), kept.lost + kept.productive > 0 {
            let report = TrainingEvent.reported(
                job: id, productive: kept.productive, lost: kept.lost, interruptions: 1)
            try record(.training(report), now)
        }
        let time = state.time(of: placement.job, on: placement.chip, accelerators: placement.accelerators)
        let remaining = state.runs[id]?.remaining ?? 0
        let left = min(time.work(in: remaining, on: placement.accelerators), placement.job.work)
        let shapes = state.shapes(of: placement.job.with(left: left))
        try record(.scheduling(.evicted(job: id, left: left, shapes: shapes)), now)
    }

    mutating func finish(
        _ job: JobID, _ productive: Int64, _ lost: Int64, _ interruptions: Int64, _ now: Instant
    ) throws(EngineBreach) {
        try record(
            .training(.reported(job: job, productive: productive, lost: lost, interruptions: interruptions)), now)
        try record(.scheduling(.finished(job: job)), now)
        if let model = EngineState.model(of: job) {
            try record(.training(.trained(model: model)), now)
            try shipProduct(model, now)
        }
    }

    /// Accelerators came online in a pool.
    mutating func growPool(_ pool: PoolID, of chip: ChipID, by count: Int64, _ now: Instant) throws(EngineBreach) {
        let node = state.programme.chip(chip)?.node ?? 1
        try record(.scheduling(.poolGrew(pool: pool, chip: chip, node: node, accelerators: count)), now)
    }

    /// Empties the last nodes of a pool: gangs on them move to others or wait again.
    mutating func makeRoom(_ id: PoolID, for accelerators: Int64, _ now: Instant) throws(EngineBreach) {
        try record(.scheduling(.poolDrained(pool: id, accelerators: accelerators)), now)
        try schedule(now)
    }
}

extension EngineState {
    /// On what a job may run, and how fast: every class of accelerator the programme declares, the fastest first.
    func shapes(of job: JobRequest) -> [JobShape] {
        let shapes = programme.chips.map { chip in
            let reached = utilisation(of: job, on: chip.id, accelerators: job.least)
            return JobShape(
                chip: chip.id, node: chip.node, length: length(of: job, on: chip.id, accelerators: job.least),
                speed: chip.peak.gigaflops.scaled(reached.partsPerMillion, over: 1_000_000))
        }
        return shapes.enumerated().sorted { ($1.element.speed, $0.offset) < ($0.element.speed, $1.offset) }
            .map(\.element)
    }

    func time(of job: JobRequest, on chip: ChipID, accelerators: Int64) -> TrainingTime {
        TrainingTime(
            peak: programme.chip(chip)?.peak ?? .zero,
            utilisation: utilisation(of: job, on: chip, accelerators: accelerators))
    }

    /// Milliseconds of a job's work if nothing interrupts it.
    func length(of job: JobRequest, on chip: ChipID, accelerators: Int64) -> Int64 {
        time(of: job, on: chip, accelerators: accelerators).milliseconds(for: job.work, on: accelerators)
    }

    /// What a running job has done since its last report: whole checkpoint intervals are kept, the rest is lost. Where
    /// the file leaves the interval to each run, an hour is assumed.
    func keptSinceReport(of job: JobID, at now: Instant) -> (productive: Int64, lost: Int64)? {
        guard let run = runs[job], let asked = effects.first(where: { $0.id == "run/\(job)" }) else { return nil }
        let elapsed = max(0, now.since(asked.since))
        let interval = max(1, programme.risks.checkpointInterval?.milliseconds(from: now) ?? 3_600_000)
        let kept = min(elapsed / interval * interval, max(0, run.remaining - 1))
        return (kept, elapsed - kept)
    }

    /// The share of peak that becomes progress of a job: for a model's training the pace on that many of that chip.
    func utilisation(of job: JobRequest, on chip: ChipID, accelerators: Int64) -> Ratio {
        guard let model = Self.model(of: job.id).flatMap({ programme.model($0) }) else { return job.utilisation }
        return model.pace.utilisation(on: chip, accelerators: accelerators)
    }

    /// Peak arithmetic that inference, experiments and training runs ask for on a day.
    func needs(on date: CalendarDate) -> (inference: ComputeRate, research: ComputeRate, training: ComputeRate) {
        let demand = programme.demand
        let inference = demand.inference.flatMap { terms in
            demand.serving(on: date)?.needed(for: terms.tokensPerDay.value(on: date))
        }
        let factor = demand.trainingFactor(on: date)
        let research = demand.research.map { terms in
            let month = Int64(date.startOfNextMonth.dayNumber - date.startOfMonth.dayNumber) * 86_400
            let work = factor.of(terms.compute, .up)
            return Self.rate(work, terms.utilisation, seconds: month, times: terms.experimentsPerMonth.value(on: date))
        }
        let window = programme.policy.trainingWindow.milliseconds(from: Instant(date)) / 1000
        let training = programme.models.reduce(ComputeRate.zero) { sum, model in
            guard model.notBefore <= date, models[model.id]?.trained == nil else { return sum }
            return sum + Self.rate(factor.of(model.compute, .up), model.pace.typical, seconds: max(1, window), times: 1)
        }
        return (inference ?? .zero, research ?? .zero, training)
    }

    /// Peak needed to do `work` so many `times` in `seconds` at a utilisation.
    private static func rate(_ work: Compute, _ utilisation: Ratio, seconds: Int64, times: Int64) -> ComputeRate {
        let gigaflop = Int128(work.petaflop) * Int128(times) * 1_000_000 * 1_000_000
        let peak = gigaflop / (Int128(seconds) * Int128(max(1, utilisation.partsPerMillion)))
        return ComputeRate(gigaflops: Int64(min(peak, Int128(Int64.max / 8))))
    }
}
