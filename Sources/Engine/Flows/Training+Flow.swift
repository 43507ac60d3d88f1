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
            try record(.scheduling(.queued(job)), now)
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
        try record(.scheduling(.queued(job)), now)
    }

    mutating func startJobs(_ now: Instant) throws(EngineBreach) {
        while let choice = policy.next(in: state.scheduling) {
            let peak = state.programme.chip(choice.pool.chip)?.peak ?? .zero
            let reached = state.utilisation(
                of: choice.job, on: choice.pool.chip, accelerators: choice.accelerators)
            let length = TrainingTime(peak: peak, utilisation: reached)
                .milliseconds(for: choice.job.work, on: choice.accelerators)
            try record(
                .scheduling(
                    .started(
                        job: choice.job.id, class: choice.job.class, pool: choice.pool.id,
                        accelerators: choice.accelerators, length: length)), now)
        }
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

    /// Evicts the jobs that started last until `accelerators` can leave the pool.
    mutating func makeRoom(_ id: PoolID, for accelerators: Int64, _ now: Instant) throws(EngineBreach) {
        while let pool = state.scheduling.pools.first(where: { $0.id == id }), pool.online - pool.held < accelerators,
            let last = state.scheduling.running.last(where: { $0.pool == id }), let run = state.runs[last.job.id]
        {
            let peak = state.programme.chip(last.chip)?.peak ?? .zero
            let reached = state.utilisation(of: last.job, on: last.chip, accelerators: last.accelerators)
            let time = TrainingTime(peak: peak, utilisation: reached)
            let left = min(time.work(in: run.remaining, on: last.accelerators), last.job.work)
            try record(.scheduling(.evicted(job: last.job.id, left: left)), now)
        }
    }
}

extension EngineState {
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
