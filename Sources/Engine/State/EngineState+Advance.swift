import StargateBuildOut
import StargatePerformance
import StargateProgramme
public import StargateQuantities
import StargateScheduling
import StargateSourcing

extension EngineState {
    /// Lets time pass: every meter runs at the rates that held since the last event.
    mutating func advance(to instant: Instant) {
        let length = instant.since(now)
        guard length > 0 else { return }
        let rateServing = meterUse(for: length)
        if let serving = demand.serving {
            let asked = demand.tokensPerDay.scaled(length, over: Instant.millisecondsPerDay)
            meters.tokensServed += min(asked, serving.tokens(at: min(rateServing, demand.inference), in: length))
            meters.tokensAsked += asked
        }
        for index in meters.held.indices {
            meters.held[index] += Int64(Int128(meters.holding[index]) * Int128(length) / 1000)
        }
        if meters.quarterStarted == nil { meters.quarterStarted = now }
        now = instant
    }

    /// Meters every pool for `length` milliseconds; returns the peak arithmetic that served inference.
    private mutating func meterUse(for length: Int64) -> ComputeRate {
        let idle = programme.policy.idlePower
        var potential: Int64 = 0
        for (index, pool) in scheduling.pools.enumerated() {
            potential += pool.spare * meters.pools[index].peak
        }
        let need = demand.inference.gigaflops
        var rateServing: Int64 = 0
        for (index, pool) in scheduling.pools.enumerated() {
            let serving = need >= potential ? pool.spare : pool.spare.scaled(need, over: potential, .up)
            rateServing += serving * meters.pools[index].peak
            // Failed accelerators do no work: what jobs hold counts only as far as it is available.
            let held = min(pool.held, pool.available)
            let training = min(pool.heldByTraining, held)
            meters.pools[index].busy.training += training * length
            meters.pools[index].busy.research += (held - training) * length
            meters.pools[index].busy.inference += serving * length
            meters.pools[index].online += pool.online * length
            guard meters.pools[index].meanWatts > 0, pool.online > 0 else { continue }
            // Accelerators at work draw their mean power, idle ones a share of it.
            let effective = held + serving + idle.of(pool.online - held - serving)
            let watts = Int128(meters.pools[index].meanWatts) * Int128(effective) / Int128(pool.online)
            meters.pools[index].energy += Int64(watts * Int128(length) / 3600)
        }
        return ComputeRate(gigaflops: rateServing)
    }

    /// Brings what the meters know of the pools up to date, after pools or the programme changed.
    mutating func refreshMeters() {
        for (index, pool) in scheduling.pools.enumerated() {
            if index == meters.pools.count { meters.pools.append(PoolMeter()) }
            let site = programme.sites.first { $0.id.text == pool.id.place }
            meters.pools[index].site = site?.id
            let peak = programme.chip(pool.chip)?.peak.gigaflops ?? 0
            // In units of the chip that serves best, so that one utilisation holds for all.
            meters.pools[index].peak = programme.demand.inference?.relative(pool.chip).of(peak, .nearest) ?? peak
            // IT power at peak times mean PUE.
            meters.pools[index].meanWatts =
                site.map { serving($0, pool.chip).watts.scaled($0.pue.units, over: $0.peakOverhead.units) } ?? 0
        }
    }

    /// The site a pool is on; `nil` for a rented one.
    public func site(of pool: PoolID) -> SiteID? {
        scheduling.pools.firstIndex { $0.id == pool }.flatMap { meters.pools[$0].site }
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
        meters.workersPeak = max(meters.workersPeak, constructionWorkers)
    }

    /// Facility power of `accelerators` of the class most of the fleet has, or the first declared.
    private func power(of accelerators: Int64) -> Power {
        let chip = scheduling.pools.max { $0.online < $1.online }?.chip
        let terms = chip.flatMap { programme.chip($0) } ?? programme.chips.first
        return terms?.power(of: accelerators) ?? .zero
    }
}
