import StargateBuildOut
import StargateCapital
import StargateProgramme
import StargateQuantities
import StargateScheduling

/// The end of a quarter: everything the answers are made from, in one event.
extension Engine {
    mutating func closeQuarter(_ now: Instant) throws(EngineBreach) {
        // An instant at midnight belongs to the day that ended.
        let quarter = Quarter(now.advanced(byMilliseconds: -1).date)
        try record(.quarterClosed(state.statement(of: quarter, at: now)), now)
    }
}

extension EngineState {
    func statement(of quarter: Quarter, at instant: Instant) -> QuarterStatement {
        let power = powerByStage()
        let length = max(1, instant.since(meters.quarterStarted ?? instant))
        let held = zip(HoldingCause.allCases, meters.held).map { cause, kilowattSeconds in
            QuarterStatement.HeldLine(cause: cause, power: Power(watts: kilowattSeconds / max(1, length / 1000) * 1000))
        }
        return QuarterStatement(
            quarter: quarter, at: instant, committed: capital.committed(programme.capital, on: instant.date),
            called: programme.capital.funders.map { capital.funding[$0.id]?.called ?? .zero }.sum(),
            contributed: capital.contributed, drawn: capital.drawn, earned: capital.earned,
            spent: capital.spent, distributed: capital.distributed, reserve: capital.reserve, cash: capital.cash,
            overdue: capital.overdue(at: instant), promised: capital.promisedInAll, powerContracted: power.contracted,
            powerInConstruction: power.inConstruction, powerEnergised: power.energised, powerServing: power.serving,
            pools: poolLines(), demandInference: demand.inference, demandResearch: demand.research,
            demandTraining: demand.training, tokensAsked: meters.quarterTokensAsked,
            tokensServed: meters.quarterTokensServed, energy: meters.quarterEnergy, usage: usageLines(),
            ownCost: meters.quarterOwnCost, cloudCost: meters.quarterCloudCost,
            constructionWorkers: constructionWorkers,
            constructionWorkersPeak: max(meters.workersPeak, constructionWorkers), permanentJobs: permanentJobs,
            held: held.filter { $0.power > .zero })
    }

    /// Facility power of own sites by how far it has come.
    private func powerByStage() -> (contracted: Power, inConstruction: Power, energised: Power, serving: Power) {
        var (contracted, building, live, serving) = (Power.zero, Power.zero, Power.zero, Power.zero)
        for site in programme.sites {
            for phase in site.phases {
                let standing = buildOut[phase.id]
                guard standing.contracted != nil else { continue }
                contracted += standing.power
                if standing.energised == nil { building += standing.power } else { live += standing.power }
                serving += standing.servingPower
            }
        }
        return (contracted, building, live, serving)
    }

    private func poolLines() -> [QuarterStatement.PoolLine] {
        zip(scheduling.pools, meters.pools).map { pool, meter in
            QuarterStatement.PoolLine(
                pool: pool.id, place: pool.id.place, chip: pool.chip, isOwn: meter.site != nil, online: pool.online,
                failed: pool.failed, rate: rate(of: pool.chip, pool.online))
        }
    }

    private func usageLines() -> [QuarterStatement.UsageLine] {
        [true, false].flatMap { own in
            Use.allCases.compactMap { use in
                let seconds = meters.pools.filter { ($0.site != nil) == own }.reduce(0) { $0 + $1.quarter[use] }
                return seconds > 0
                    ? QuarterStatement.UsageLine(use: use, isOwn: own, acceleratorSeconds: seconds) : nil
            }
        }
    }

    private var permanentJobs: Int64 {
        programme.sites.reduce(0) { $0 + $1.jobs(for: energised($1)) }
    }
}
