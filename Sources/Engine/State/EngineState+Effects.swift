import StargateAgreements
import StargateBuildOut
import StargateCapital
import StargateProgramme
import StargateQuantities
import StargateScheduling
import StargateSourcing

extension EngineState {
    /// Opens what an event asks of the world, and closes what it answers.
    mutating func follow(_ event: Event, _ at: Instant) {
        switch event {
        case .began, .amended:
            if programme.demand.research != nil, !effects.contains(where: { $0.id == "experiments" }) {
                open("experiments", .awaitExperiment(index: experiments), at)
            }
        case .capital(.called(let call, let lines, let due, _)):
            for line in lines {
                open(
                    "collect/\(call)/\(line.funder)",
                    .collect(call: call, funder: line.funder, amount: line.amount, due: due), at)
            }
        case .capital(.contributed(let call, let funder, _)), .capital(.defaulted(let call, let funder, _)):
            close("collect/\(call)/\(funder)")
        case .buildOut(let event): follow(event, at)
        case .agreements(let event): follow(event, at)
        case .sourcing(let event): follow(event, at)
        case .scheduling(let event): follow(event, at)
        case .training(.reported(let job, _, _, _)):
            guard let run = runs[job], let placement = scheduling.running.first(where: { $0.job.id == job }) else {
                return
            }
            openRun(placement, run, at)
        case .training(.experimentArrived(let index)):
            open("experiments", .awaitExperiment(index: index + 1), at)
        case .capital, .training, .usage, .quarterClosed: break
        }
    }

    private mutating func follow(_ event: BuildOutEvent, _ at: Instant) {
        switch event {
        case .contracted(let phase, _, _, _, _, _, let started, let shell, let power):
            open("build/\(phase)", .build(phase: phase, started: started, planned: shell), at)
            open("connect/\(phase)", .connect(phase: phase, started: started, planned: power), at)
        case .replanned(let phase, let started, let shell, let power):
            if buildOut[phase].shellReady == nil {
                open("build/\(phase)", .build(phase: phase, started: started, planned: shell), at)
            }
            if buildOut[phase].powerLive == nil {
                open("connect/\(phase)", .connect(phase: phase, started: started, planned: power), at)
            }
        case .shellReady(let phase): close("build/\(phase)")
        case .powerLive(let phase): close("connect/\(phase)")
        case .chipsDelivered(let phase, let lot, _): close(Engine.delivery(phase, lot))
        case .installing(let phase, let lot, let accelerators):
            let ready = programme.policy.burnIn.after(at)
            open(
                "install/\(phase)/\(lot)",
                .install(phase: phase, lot: lot, accelerators: accelerators, ready: ready), at)
        case .online(let phase, let lot, _): close("install/\(phase)/\(lot)")
        case .phaseBlocked, .energised, .chipsOrdered: break
        }
    }

    private mutating func follow(_ event: SourcingEvent, _ at: Instant) {
        switch event {
        case .chipsBooked(let phase, _, let lots):
            for lot in lots {
                open(
                    Engine.delivery(phase, lot.number),
                    .deliver(
                        phase: phase, lot: lot.number, accelerators: lot.accelerators, ordered: at,
                        promised: Instant(lot.promised)), at)
            }
        case .rentalSigned(let rental, _, _, _, _, _, let from, _):
            open("provision/\(rental)", .provision(rental: rental, from: from), at)
        case .rentalLive(let rental), .rentalEnded(let rental): close("provision/\(rental)")
        case .offerTaken, .reviewed, .pursued, .shareDue, .pursuitRented, .pursuitEnded, .rentalRepriced: break
        }
    }

    private mutating func follow(_ event: SchedulingEvent, _ at: Instant) {
        switch event {
        case .poolGrew(let pool, _, _, _), .poolShrank(let pool, _), .nodesObserved(let pool, _, _, _): watch(pool, at)
        case .started(let job, _, _, _, _, _):
            guard let run = runs[job], let placement = scheduling.running.last else { return }
            openRun(placement, run, at)
        case .finished(let job), .evicted(let job, _, _): close("run/\(job)")
        case .inferenceGuaranteed, .poolDrained, .queued, .passed, .mended: break
        }
    }

    private mutating func openRun(_ placement: Placement, _ run: RunProgress, _ at: Instant) {
        let node = programme.chip(placement.chip)?.node ?? 1
        open(
            "run/\(placement.job.id)",
            .run(
                job: placement.job.id, nodes: (placement.accelerators + node - 1) / node, remaining: run.remaining,
                report: run.reports), at)
    }

    private mutating func watch(_ id: PoolID, _ at: Instant) {
        guard let pool = scheduling.pools.first(where: { $0.id == id }) else { return }
        guard pool.nodes > 0 else { return close("watch/\(id)") }
        open("watch/\(id)", .watch(pool: id, nodes: pool.nodes, down: scheduling.down(in: id)), at)
    }

    /// Asks the world; an open effect of the same name is replaced.
    mutating func open(_ id: String, _ kind: Effect.Kind, _ at: Instant) {
        close(id)
        effects.append(Effect(id: id, sequence: nextSequence, since: at, kind: kind))
        nextSequence += 1
    }

    mutating func close(_ id: String) { effects.removeAll { $0.id == id } }
}
