import StargateBuildOut
import StargateCapital
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateScheduling

/// Counts everything again from the events alone, by its own arithmetic, and notes what does not add up.
public struct Auditor {
    public private(set) var complaints: [String] = []
    public private(set) var quarters = 0

    private let programme: Programme
    private var now: Instant
    private var contributed: Int64 = 0
    private var drawn: Int64 = 0
    private var spent: Int64 = 0
    private var earned: Int64 = 0
    private var reserve: Int64 = 0
    private var distributed: Int64 = 0
    private var repaid: [FacilityID: Int64] = [:]
    private var fleet = FleetAudit()
    private var onlineTime: [PoolID: Int128] = [:]
    private var availableTime: [PoolID: Int128] = [:]
    private var metered: [PoolID: Int128] = [:]
    private var livePower: [String: Int64] = [:]
    private var liveEnergy: [String: Int128] = [:]
    private var drawnEnergy: [String: Int128] = [:]
    private var called: [FunderID: Int64] = [:]
    private var loans: [FacilityID: Int64] = [:]
    private var waivers: [String: Int64] = [:]

    public init(_ programme: Programme) {
        self.programme = programme
        now = Instant(programme.start)
    }

    public mutating func audit(_ batch: Batch) {
        pass(to: batch.at)
        for event in batch.events {
            switch event {
            case .capital(let event): audit(event)
            case .buildOut(.energised(let phase, let power)):
                livePower[String(phase.text.prefix { $0 != "." }), default: 0] += power.watts
            case .scheduling(let event): fleet.audit(event)
            case .usage(.metered(let pool, let training, let research, let inference, _, let energy, _)):
                metered[pool, default: 0] += Int128(training + research + inference) * 1000
                let site = String(pool.text.prefix { $0 != "/" })
                drawnEnergy[site, default: 0] += Int128(energy.wattHours) * 3_600_000
                checkReadings(pool, site)
            case .quarterClosed(let statement): audit(statement)
            default: break
            }
        }
        fleet.auditRest()
        for complaint in fleet.takeComplaints() { complain(complaint) }
    }

    private mutating func complain(_ text: String) { complaints.append("\(now): \(text)") }

    private mutating func pass(to instant: Instant) {
        let length = Int128(instant.since(now))
        if length < 0 { complain("time went back to \(instant)") }
        for (pool, count) in fleet.counts {
            onlineTime[pool, default: 0] += Int128(count.online) * length
            availableTime[pool, default: 0] += Int128(count.online - min(count.failed, count.online)) * length
        }
        for (site, watts) in livePower { liveEnergy[site, default: 0] += Int128(watts) * length }
        now = instant
    }

    private mutating func checkReadings(_ pool: PoolID, _ site: String) {
        let used = metered[pool] ?? 0
        if used > (availableTime[pool] ?? 0) {
            complain("\(pool): \(used) metered, \(availableTime[pool] ?? 0) were online and whole")
        }
        if (drawnEnergy[site] ?? 0) > (liveEnergy[site] ?? 0) { complain("\(site): more energy than live power gives") }
    }

    private mutating func audit(_ event: CapitalEvent) {
        switch event {
        case .called(_, let lines, _, _):
            for line in lines {
                called[line.funder, default: 0] += line.amount.cents
                let terms = programme.capital.funders.first { $0.id == line.funder }
                if called[line.funder, default: 0] > (terms?.commitment.cents ?? 0) {
                    complain("\(line.funder) called beyond its word")
                }
            }
        case .contributed(_, _, let amount): contributed += amount.cents
        case .lateInterest(_, _, let amount), .earned(let amount): earned += amount.cents
        case .defaulted(_, let funder, let amount): called[funder, default: 0] -= amount.cents
        case .reserved(let amount): reserve += amount.cents
        case .distributed(let lines): distributed += lines.reduce(0) { $0 + $1.amount.cents }
        case .interestCapitalised(let facility, let amount):
            spent += amount.cents
            drawn += amount.cents
            loans[facility, default: 0] += amount.cents
        case .paid(_, let work, _, let amount, let draws):
            spent += amount.cents
            if work.category == .principal {
                repaid[FacilityID(work.subject), default: 0] += amount.cents
                if repaid[FacilityID(work.subject), default: 0] > loans[FacilityID(work.subject), default: 0] {
                    complain("\(work.subject) repaid beyond what was drawn")
                }
            }
            for draw in draws {
                drawn += draw.amount.cents
                loans[draw.facility, default: 0] += draw.amount.cents
                let terms = programme.capital.facilities.first { $0.id == draw.facility }
                if loans[draw.facility, default: 0] > (terms?.limit.cents ?? 0) {
                    complain("\(draw.facility) drawn beyond its limit")
                }
            }
        case .leftOpen, .encumbered, .takenOver, .ordered, .obligated, .matured, .interestBooked, .budgetRaised,
            .certified:
            break
        }
        if contributed + drawn + earned < spent + reserve + distributed { complain("spent what was not there") }
    }

    private mutating func audit(_ statement: QuarterStatement) {
        quarters += 1
        if statement.contributed.cents != contributed || statement.drawn.cents != drawn
            || statement.spent.cents != spent
        {
            complain("the statement of \(statement.quarter) is not what was paid")
        }
        if statement.earned.cents != earned || statement.distributed.cents != distributed
            || statement.reserve.cents != reserve
        {
            complain("the statement of \(statement.quarter) is not what was earned and paid out")
        }
        if contributed + drawn + earned != spent + distributed + reserve + statement.cash.cents {
            complain("\(statement.quarter): sources are not uses (K3)")
        }
        if statement.tokensServed > statement.tokensAsked {
            complain("\(statement.quarter): served more than was asked for")
        }
        if statement.powerServing > statement.powerEnergised { complain("\(statement.quarter): serving without power") }
    }
}
