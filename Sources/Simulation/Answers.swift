import StargateAgreements
import StargateCapital
import StargateEngine
import StargateProgramme
import StargateQuantities

/// What the simulated world answers to one effect, and when: a pure function of effect, programme and seed.
struct Answers {
    let programme: Programme
    let seed: UInt64
    let fidelity: SimulatedWorld.Fidelity

    /// `nil` if the world stays silent.
    func answer(to effect: Effect) -> (Instant, Observation)? {
        let risks = programme.risks
        switch effect.kind {
        case .build(let phase, let started, let planned):
            return (slipped(effect.id, started, planned, risks.constructionSlip), .shellReady(phase: phase))
        case .connect(let phase, let started, let planned):
            return (slipped(effect.id, started, planned, risks.constructionSlip), .powerLive(phase: phase))
        case .deliver(let phase, let lot, let count, let ordered, let promised):
            let at = slipped(effect.id, ordered, promised, risks.deliverySlip)
            return (at, .delivered(phase: phase, lot: lot, accelerators: count))
        case .install(let phase, let lot, let count, let ready):
            return (ready, .installed(phase: phase, lot: lot, accelerators: count))
        case .collect(let call, let funder, let amount, let due):
            let terms = programme.capital.funders.first { $0.id == funder }
            if let day = terms?.defaultsFrom, Instant(day) <= due { return nil }
            var chance = Chance(seed: seed, effect.id)
            let isLate = chance.millionth() < risks.latePayment.units
            return (isLate ? risks.lateBy.after(due) : due, .contributed(call: call, funder: funder, amount: amount))
        case .askHolder(let number, let holder, let agreement, let quantity, let unit, let deadline):
            return answer(of: holder, to: number, agreement, quantity, unit, effect.since, deadline)
        case .awaitSignature(let number, let holder, let agreement, let deadline):
            guard conduct(of: holder, agreement)?.signs ?? true else { return nil }
            return (share(3, of: effect.since, deadline), .holderSigned(case: number, holder: holder))
        case .askOffer(let agreement, let deal, let deadline):
            return firstOffer(agreement, deal, effect.since, deadline)
        case .provision(let rental, let from): return (from, .rentalLive(rental: rental))
        case .run(let job, let nodes, let remaining, let report):
            return run(job, nodes: nodes, remaining: remaining, report: report, since: effect.since)
        case .watch(let pool, let nodes, let down):
            return watch(pool, nodes: nodes, down: down, since: effect.since)
        case .awaitExperiment(let index): return experiment(index, since: effect.since)
        }
    }

    /// A planned time with its slip, from the declared quantiles.
    private func slipped(_ id: String, _ start: Instant, _ planned: Instant, _ slip: RiskTerms.Slip) -> Instant {
        var chance = Chance(seed: seed, id)
        let length = max(0, planned.since(start))
        let share = Quantiles(p10: slip.p10.units, p50: slip.p50.units, p90: slip.p90.units).value(chance.millionth())
        return planned.advanced(byMilliseconds: Int64(Int128(length) * Int128(share) / 1_000_000))
    }

    /// The holder of a right answers after three fifths of its time, as the programme assumes it will.
    private func answer(
        of holder: PartyID, to number: Int, _ agreement: AgreementID, _ quantity: Power, _ unit: Power,
        _ since: Instant, _ deadline: Instant
    ) -> (Instant, Observation)? {
        let conduct = conduct(of: holder, agreement) ?? HolderConduct()
        guard conduct.answer != .silent else { return nil }
        let most = conduct.acceptsUpTo.map { Power(watts: $0 * unit.watts) }
        let taken = most.flatMap { $0 < quantity ? $0 : nil }
        return (
            share(3, of: since, deadline),
            .holderAnswered(case: number, holder: holder, answer: conduct.answer, quantity: taken)
        )
    }

    private func conduct(of holder: PartyID, _ agreement: AgreementID) -> HolderConduct? {
        programme.agreements[agreement]?.firstRefusal?.holders.first { $0.party == holder }?.conduct
    }

    /// So many fifths of the way from one instant to another.
    private func share(_ fifths: Int64, of start: Instant, _ end: Instant) -> Instant {
        start.advanced(byMilliseconds: max(0, end.since(start)) * fifths / 5)
    }

    private func firstOffer(
        _ id: AgreementID, _ deal: Deal, _ since: Instant, _ deadline: Instant
    ) -> (Instant, Observation)? {
        guard case .firstOffer(let terms) = programme.agreements[id]?.kind else { return nil }
        var offered: DealTerms?
        // A price for accelerator-hours is no offer for a building.
        if let price = terms.offeredPrice, deal.kind == .cloud {
            offered = TermChanges(price: price).applied(to: deal.terms)
            offered?.location = nil
        }
        return (share(3, of: since, deadline), .firstOfferMade(agreement: id, kind: deal.kind, terms: offered))
    }

    /// When the next experiment arrives after `since`: a Poisson process whose rate is each month's declared number.
    private func experiment(_ index: Int, since: Instant) -> (Instant, Observation)? {
        guard let research = programme.demand.research else { return nil }
        var chance = Chance(seed: seed, "experiments", index)
        // Expected arrivals still to pass until this one.
        var units = chance.exponential()
        var from = since
        while from < Instant(programme.until) {
            let month = from.date.startOfMonth
            let end = Instant(month.startOfNextMonth)
            let perMillisecond =
                Double(research.experimentsPerMonth.value(on: month)) / Double(end.since(Instant(month)))
            let passing = perMillisecond * Double(end.since(from))
            if units < passing {
                return (from.advanced(byMilliseconds: Int64(units / perMillisecond)), .experimentArrived(index: index))
            }
            units -= passing
            from = end
        }
        return nil
    }
}

/// A distribution given by three quantiles: straight between them, flat below the first, and above the last as
/// steep again as between the upper two.
struct Quantiles {
    let p10: Int64
    let p50: Int64
    let p90: Int64

    /// The value at a probability in millionths.
    func value(_ probability: Int64) -> Int64 {
        switch probability {
        case ..<100_000: p10
        case ..<500_000: p10 + (p50 - p10) * (probability - 100_000) / 400_000
        case ..<900_000: p50 + (p90 - p50) * (probability - 500_000) / 400_000
        default: p90 + (p90 - p50) * (probability - 900_000) / 200_000
        }
    }
}
