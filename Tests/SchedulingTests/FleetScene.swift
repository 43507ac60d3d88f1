import StargateScheduling
import StargateTesting

/// A small random fleet with queues and jobs: everything follows from the seed.
struct FleetScene: CustomStringConvertible {
    struct Arrival {
        let at: Int64
        let job: FleetJob
        /// How long it really takes.
        let work: Int64
    }

    struct Traits {
        var fails = true
        var outruns = true
        var caps = true
        var reserves = true
        var shapes = true
        var minimumRun: Int64 = 40
        var renewsPromises = false
        var queues = 1...4
        var jobs = 45
        var preempts = true
    }

    let seed: UInt64
    let pools: [FleetPool]
    let power: FleetPowerPlan
    let queues: [FleetQueue]
    let settings: FleetSettings
    let arrivals: [Arrival]
    let reservations: [FleetReservation]
    let traits: Traits

    var description: String { "seed \(seed)" }

    init(seed: UInt64, _ traits: Traits = Traits()) {
        self.seed = seed
        self.traits = traits
        var dice = Dice(seed: seed &* 0x2545_F491_4F6C_DD1D)
        let types = dice.number(1...2)
        let sites = dice.number(1...2)
        pools = (0..<dice.number(1...3)).map { owner in
            FleetPool(owner: owner, cost: dice.number(0...1), sites: Self.parts(sites, types, traits, &dice))
        }
        var idle = [Int64](repeating: 0, count: sites)
        var gpus = [Int64](repeating: 0, count: types)
        for pool in pools {
            for part in pool.sites {
                for rack in part.blocks.flatMap(\.racks) {
                    idle[part.site] += Int64(rack.nodes * rack.gpusPerNode) * 10
                    gpus[rack.type] += Int64((rack.nodes - rack.spares) * rack.gpusPerNode)
                }
            }
        }
        power = FleetPowerPlan(
            idleWatts: [Int64](repeating: 10, count: types), busyWatts: [Int64](repeating: 50, count: types),
            caps: idle.map { traits.caps && dice.chance(50) ? $0 * Int64(dice.number(2...5)) : nil })
        let cohorts = dice.number(1...2)
        let count = dice.number(traits.queues)
        let isAlone = count == 1
        queues = (0..<count).map { number in
            FleetQueue(
                cohort: number % cohorts,
                nominal: gpus.map { isAlone ? $0 : $0 * Int64(dice.number(10...80)) / 100 },
                borrowingLimits: gpus.map { dice.chance(40) ? $0 * Int64(dice.number(0...60)) / 100 : nil },
                weight: Int64(dice.number(1...3)))
        }
        settings = FleetSettings(
            minimumRun: traits.minimumRun, depth: 1000, preempts: traits.preempts,
            renewsPromises: traits.renewsPromises, promiseChecks: traits.renewsPromises ? 1000 : 2,
            retryInterval: Int64(dice.number(0...20)))
        var windows: [FleetReservation] = []
        if traits.reserves {
            for _ in 0..<dice.number(0...2) { windows.append(Self.window(pools.count, types, &dice)) }
        }
        reservations = windows
        var now: Int64 = 0
        var all: [Arrival] = []
        for id in 0..<traits.jobs {
            now += Int64(dice.number(0...12))
            let estimate = Int64(dice.number(5...150))
            let runs = traits.outruns && dice.chance(15) ? estimate + 20 : Int64(dice.number(1...Int(estimate)))
            var job = FleetJob(
                id: Int64(id), queue: dice.number(0...count - 1), priority: dice.number(0...2),
                type: dice.number(0...types - 1),
                members: dice.number(1...6), gpus: dice.pick([1, 2, 4, 4]), estimate: estimate,
                checkpointInterval: dice.chance(70) ? 10 : nil, restartTime: Int64(dice.number(0...4)),
                onFailure: dice.chance(50) ? .wait : .restart)
            if traits.shapes { job.constraint = Self.constraint(job.members, &dice) }
            if !reservations.isEmpty, dice.chance(15) { job.reservation = dice.number(0...reservations.count - 1) }
            if !traits.preempts { job.priority = 0 }
            all.append(Arrival(at: now, job: job, work: runs))
        }
        arrivals = all
    }

    private static func parts(
        _ sites: Int, _ types: Int, _ traits: Traits, _ dice: inout Dice
    ) -> [FleetSitePart] {
        (0..<sites).map { site in
            FleetSitePart(
                site: site,
                blocks: (0..<dice.number(1...2)).map { _ in
                    FleetBlock(
                        racks: (0..<dice.number(1...3)).map { _ in
                            FleetRack(
                                type: dice.number(0...types - 1), nodes: dice.number(2...4),
                                gpusPerNode: dice.pick([4, 4, 8]), spares: traits.fails ? dice.number(0...1) : 0)
                        })
                })
        }
    }

    private static func constraint(_ members: Int, _ dice: inout Dice) -> FleetConstraint {
        let level = dice.pick([FleetLevel.rack, .block, .site])
        switch dice.number(0...5) {
        case 0: return .required(level)
        case 1: return .preferred(level)
        case 2: return .balanced(level)
        case 3: return .segment(size: members % 2 == 0 ? 2 : 1, within: level)
        case 4: return .required(dice.pick([.node, .rack]))
        default: return .none
        }
    }

    private static func window(_ pools: Int, _ types: Int, _ dice: inout Dice) -> FleetReservation {
        let begin = Int64(dice.number(30...300))
        let extent: FleetReservation.Extent =
            dice.chance(50)
            ? .domain(dice.pick([.rack, .block]), 0)
            : .count(
                pool: dice.number(0...pools - 1), type: dice.number(0...types - 1), gpus: Int64(dice.number(1...12)))
        return FleetReservation(begin: begin, end: begin + Int64(dice.number(50...200)), extent: extent)
    }
}
