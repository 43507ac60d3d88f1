import StargateBuildOut
import StargatePerformance
import StargateProgramme
import StargateQuantities
import StargateScheduling
import StargateSourcing

extension EngineState {
    /// Lets time pass: every meter runs at the rates that held since the last event.
    mutating func advance(to instant: Instant) {
        let length = instant.since(now)
        guard length > 0 else { return }
        let rateServing = meterUse(for: length)
        if let serving = programme.demand.serving(on: now.date) {
            meters.tokensServed += serving.tokens(at: min(rateServing, demand.inference), in: length)
            meters.tokensAsked += demand.tokensPerDay.scaled(length, over: Instant.millisecondsPerDay)
        }
        for index in meters.held.indices { meters.held[index] += meters.holding[index] * length }
        if meters.quarterStarted == nil { meters.quarterStarted = now }
        now = instant
    }

    /// Meters every pool for `length` milliseconds; returns the peak arithmetic that served inference.
    private mutating func meterUse(for length: Int64) -> ComputeRate {
        var trainingHeld: [PoolID: Int64] = [:]
        for placement in scheduling.running where placement.job.class == .training {
            trainingHeld[placement.pool, default: 0] += placement.accelerators
        }
        let spare = scheduling.pools.map { max(0, $0.available - $0.held) }
        let potential = zip(scheduling.pools, spare).reduce(ComputeRate.zero) { $0 + rate(of: $1.0.chip, $1.1) }
        var rateServing = ComputeRate.zero
        for (pool, free) in zip(scheduling.pools, spare) {
            let serving =
                demand.inference >= potential
                ? free : free.scaled(demand.inference.gigaflops, over: potential.gigaflops, .up)
            rateServing += rate(of: pool.chip, serving)
            // Failed accelerators do no work: what jobs hold counts only as far as it is available.
            let held = min(pool.held, pool.available)
            let training = min(trainingHeld[pool.id] ?? 0, held)
            var busy = meters.busy[pool.id] ?? Meters.nothing
            busy[Use.training.index] += training * length
            busy[Use.research.index] += (held - training) * length
            busy[Use.inference.index] += serving * length
            meters.busy[pool.id] = busy
            meters.online[pool.id, default: 0] += pool.online * length
            meters.energy[pool.id, default: 0] += milliwattHours(pool, working: held + serving, for: length)
        }
        return rateServing
    }

    /// Energy of an own pool: accelerators at work draw their IT power, idle ones a share of it, times mean PUE.
    private func milliwattHours(_ pool: PoolState, working: Int64, for length: Int64) -> Int64 {
        guard let site = programme.sites.first(where: { $0.id == site(of: pool.id) }), pool.online > 0 else { return 0 }
        let effective = working + programme.policy.idlePower.of(pool.online - working)
        let peak = Int128(serving(site, pool.chip).watts) * Int128(effective) * Int128(length)
        return Int64(peak * Int128(site.pue.units) / (Int128(site.peakOverhead.units) * Int128(pool.online) * 3600))
    }

    /// True for a pool on a site of the programme's own.
    func isOwn(_ pool: PoolID) -> Bool { site(of: pool) != nil }

    /// The site a pool is on; `nil` for a rented one.
    func site(of pool: PoolID) -> SiteID? {
        let place = pool.text.prefix { $0 != "/" }
        return programme.sites.first { $0.id.text == place }?.id
    }

    /// Sets what each cause holds back from now on.
    mutating func holdRates() {
        var rates = [Int64](repeating: 0, count: HoldingCause.allCases.count)
        func hold(_ cause: HoldingCause, _ power: Power) {
            guard let index = HoldingCause.allCases.firstIndex(of: cause) else { return }
            rates[index] += power.watts / 1000
        }
        for site in programme.sites {
            for phase in site.phases {
                guard let cause = buildOut.holding(phase, at: now) else { continue }
                hold(cause, buildOut.waitingPower(phase))
            }
        }
        hold(.contract, sourcing.heldByContract)
        hold(.capital, sourcing.heldByCapital)
        for model in programme.models where models[model.id]?.wanted == nil {
            guard let data = model.dataReady, Instant(data) > now, Instant(model.notBefore) <= now else { continue }
            hold(.data, power(of: model.least))
        }
        meters.holding = rates
    }

    /// Facility power of `accelerators` of the class most of the fleet has, or the first declared.
    private func power(of accelerators: Int64) -> Power {
        let chip = scheduling.pools.max { $0.online < $1.online }?.chip
        let terms = chip.flatMap { programme.chip($0) } ?? programme.chips.first
        return Power(watts: accelerators * (terms?.facilityPower.watts ?? 0))
    }
}
