import StargateBuildOut
import StargateCapital
import StargateProgramme
public import StargateQuantities
import StargateScheduling
import StargateSourcing

/// The first of each month: meters are read and bills booked, the quarter is closed, demand is set anew, and what can
/// be begun is begun.
extension Engine {
    mutating func review(_ now: Instant) throws(EngineBreach) {
        // 1. The month that ended.
        try bookMonth(now)
        try payDue(now)
        // 2. The quarter that ended.
        if Quarter(now.date).start == now.date && now > Instant(state.programme.start) {
            try shareOut(now)
            try payDue(now)
            try closeQuarter(now)
        }
        // 3. Facilities, phases, chips, clouds, in the order of their lead times.
        try openFacilities(now)
        try takeOverWorks(now)
        try contractPhases(now)
        try orderChips(now)
        try setDemand(now)
        try rentCapacity(now)
        // 4. Money for all of it.
        try callCapital(now)
    }

    /// Readings, rents, running costs and interest since the last review.
    private mutating func bookMonth(_ now: Instant) throws(EngineBreach) {
        let month = state.lastReview
        guard now > month else { return }
        try readMeters(now)
        for rental in state.sourcing.rentals where rental.isLive { try payRent(rental, now) }
        try bookRunningCosts(since: month, now)
        try bookDebtService(since: month, now)
        try earn(since: month, now)
        try settleCommitments(now)
        if Quarter(now.date).start == now.date { try shareRevenue(now) }
    }

    /// The programme's last instant: books what is still to be booked, pays it, and closes the quarter as far as it
    /// went.
    public mutating func close(at now: Instant) throws(EngineBreach) -> [Event] {
        batch = []
        try bookMonth(now)
        try payDue(now)
        try closeQuarter(now)
        try checkInvariants(now)
        return batch
    }

    private mutating func setDemand(_ now: Instant) throws(EngineBreach) {
        let needs = state.needs(on: now.date)
        let tokens = state.programme.demand.inference?.tokensPerDay.value(on: now.date) ?? 0
        try record(
            .usage(
                .demanded(
                    tokensPerDay: tokens, inference: needs.inference, research: needs.research,
                    training: needs.training)), now)
        // Inference may count on its floor only as far as it has use for it.
        let online = state.rateOnline
        var share = state.programme.policy.inferenceFloor
        if online > needs.inference {
            let useful = needs.inference.gigaflops.scaled(1_000_000, over: online.gigaflops, .up)
            share = min(share, Ratio(partsPerMillion: min(useful, 1_000_000)))
        }
        guard share != state.scheduling.inferenceShare else { return }
        try record(.scheduling(.inferenceGuaranteed(share: share)), now)
    }

    /// Takes every pool's reading since the last one, and books the sites' energy.
    mutating func readMeters(_ now: Instant) throws(EngineBreach) {
        state.advance(to: now)
        var drawn: [SiteID: Energy] = [:]
        for (pool, meter) in zip(state.scheduling.pools, state.meters.pools) {
            guard meter.online >= 1000 else { continue }
            try checkMeter(meter, of: pool.id, now)
            let busy = meter.busy.seconds
            // Fractions left from the last reading may make up a whole second of use first.
            let online = max(meter.online / 1000, busy.sum)
            let energy = Energy(wattHours: meter.energy / 1000)
            if let site = meter.site { drawn[site, default: .zero] += energy }
            try record(
                .usage(
                    .metered(
                        pool: pool.id, training: busy.training, research: busy.research,
                        inference: busy.inference, online: online, energy: energy,
                        cost: state.cost(pool, online, energy))), now)
        }
        for site in state.programme.sites {
            let work = Work(category: .energy, subject: site.id.text, site: site.id)
            let bill = site.energyPrice.cost(of: (drawn[site.id] ?? .zero).wattHours, per: 1_000_000)
            try owe(work, nil, bill, due: now, now)
        }
        if state.meters.tokensAsked > 0 {
            try record(.usage(.served(tokens: state.meters.tokensServed, asked: state.meters.tokensAsked)), now)
        }
    }

    /// Rent of one rental since the last review, or since it went live, at the price it was signed for.
    mutating func payRent(_ rental: Sourcing.RentalState, _ now: Instant) throws(EngineBreach) {
        let work = Work(category: .cloud, subject: rental.id.text, site: nil)
        let rent = rental.rent(from: max(rental.from, state.lastReview), to: now)
        try countTowardsCommitments(rent, rental.supplier, now)
        guard rental.offer != nil else {
            let credit = try useCredit(rental.supplier, upTo: rent, now)
            return try owe(work, nil, rent - credit, due: now, now)
        }
        let entry = state.capital.encumbrances[work.encumbrance]
        let left = (entry?.cost ?? .zero) - (entry?.paid ?? .zero) - state.owed(work.encumbrance)
        // The last payment takes what rounding left.
        try owe(work, work.encumbrance, now >= rental.until ? left : min(left, rent), due: now, now)
        // A raised price outgrows what was set aside.
        if !rental.repricings.isEmpty { try owe(work, nil, rent - min(left, rent), due: now, now) }
    }

    /// Operating cost of energised power for the month.
    private mutating func bookRunningCosts(since month: Instant, _ now: Instant) throws(EngineBreach) {
        let days = now.since(month) / Instant.millisecondsPerDay
        for site in state.programme.sites {
            let kilowatts = state.energised(site).watts / 1000
            let cost = site.operatingCost.cost(of: kilowatts * days, per: 365_000)
            try owe(Work(category: .operations, subject: site.id.text, site: site.id), nil, cost, due: now, now)
        }
    }
}

extension EngineState {
    /// What a pool's time cost: rent, or depreciation of what chips and buildings were bought for, with energy and
    /// operations. Interest is not in it.
    func cost(_ pool: PoolState, _ online: Int64, _ energy: Energy) -> Money {
        guard let site = programme.sites.first(where: { $0.id == site(of: pool.id) }) else { return rent(pool, online) }
        let seconds = pool.online > 0 ? online / pool.online : 0
        let kilowatts = serving(site, pool.chip).watts / 1000
        return site.energyPrice.cost(of: energy.wattHours, per: 1_000_000) + depreciation(of: pool, online)
            + site.operatingCost.cost(of: kilowatts * (seconds / 3600), per: 1000 * 8760)
    }

    /// Straight-line depreciation of what an own pool's chips and buildings were bought for, over so many
    /// accelerator-seconds online.
    func depreciation(of pool: PoolState, _ online: Int64) -> Money {
        guard let site = programme.sites.first(where: { $0.id == site(of: pool.id) }),
            let chip = programme.chip(pool.chip)
        else { return .zero }
        let start = Instant(programme.start)
        let chipLife = max(1, chip.life.milliseconds(from: start) / 1000)
        let buildingLife = max(1, programme.policy.buildingLife.milliseconds(from: start) / 1000)
        // Accelerator-seconds online as seconds of the pool as it is now.
        let seconds = pool.online > 0 ? online / pool.online : 0
        var lost = Money.zero
        for standing in site.phases.map({ buildOut[$0.id] }) where standing.chip == pool.chip && standing.target > 0 {
            let chips = standing.chipCost.cents.scaled(standing.online, over: standing.target)
            let shell = standing.shellCost.cents.scaled(standing.online, over: standing.target)
            lost += Money(cents: chips.scaled(seconds, over: chipLife) + shell.scaled(seconds, over: buildingLife))
        }
        return lost
    }

    /// Rent of a rented pool for accelerator-seconds online, at the mean price of its live rentals.
    private func rent(_ pool: PoolState, _ online: Int64) -> Money {
        let rentals = sourcing.rentals.filter { $0.isLive && EngineState.rentedPool($0.supplier, $0.chip) == pool.id }
        let count = rentals.reduce(Int128(0)) { $0 + Int128($1.accelerators) }
        guard count > 0 else { return .zero }
        let price = rentals.reduce(Int128(0)) { $0 + Int128($1.accelerators) * Int128($1.price.microdollars) } / count
        return UnitPrice(microdollars: Int64(price)).cost(of: online, per: 3600)
    }

    /// A month's rent of all live rentals.
    var monthlyRent: Money {
        sourcing.rentals.filter(\.isLive).map { $0.price.cost(of: $0.accelerators * 31 * 24) }.sum()
    }

    /// A month's energy, operations and interest, about as much as the last.
    var monthlyRunningCosts: Money {
        let sites = programme.sites.map { site in
            let kilowatts = energised(site).watts / 1000
            return site.operatingCost.cost(of: kilowatts * 31, per: 365_000)
                + site.energyPrice.cost(of: kilowatts * 31 * 24, per: 1000)
        }
        let interest = programme.capital.facilities.map { facility -> Money in
            let isDrawn = facility.capitalisesInterest && (facility.completion == nil || !capital.isComplete(facility))
            guard !isDrawn else { return Money.zero }
            let balance = capital.loans[facility.id]?.balance ?? .zero
            return facility.accrual.interest(centDays: balance.cents * 31, from: now.date)
                + capital.principalDue(facility, on: now.date.startOfNextMonth)
        }
        return sites.sum() + interest.sum()
    }

    /// A month's earnings of what serves now.
    var monthlyRevenue: Money {
        guard let revenue = programme.capital.revenue else { return .zero }
        let kilowatts = programme.sites.map { serving($0) }.sum().watts / 1000
        return UnitPrice(microdollars: revenue.tariff.value(on: now.date)).cost(of: kilowatts * 30, per: 365_000)
    }

    /// Unpaid obligations under an encumbrance.
    func owed(_ encumbrance: String) -> Money {
        capital.obligations.filter { $0.encumbrance == encumbrance }.map(\.amount).sum()
    }
}
