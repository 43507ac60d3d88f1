import StargateScheduling
import Testing

/// One pool at one site, one block, racks of four nodes with eight GPUs.
struct SmallFleet {
    var fleet: FleetDecider

    init(
        racks: Int = 2, blocks: Int = 1, pools: Int = 1, spares: Int = 0, queues: [FleetQueue]? = nil,
        cap: Int64? = nil,
        minimumRun: Int64 = 0, costs: [Int] = []
    ) throws {
        let rack = FleetRack(nodes: 4, gpusPerNode: 8, spares: spares)
        let block = FleetBlock(racks: [FleetRack](repeating: rack, count: racks))
        let site = FleetSitePart(site: 0, blocks: [FleetBlock](repeating: block, count: blocks))
        let topology = try FleetTopology(
            pools: (0..<pools).map { FleetPool(owner: $0, cost: costs.isEmpty ? 0 : costs[$0], sites: [site]) },
            power: FleetPowerPlan(idleWatts: [100], busyWatts: [1100], caps: [cap]))
        let all = Int64(racks * blocks * pools * (4 - spares) * 8)
        fleet = FleetDecider(
            topology: topology, queues: queues ?? [FleetQueue(cohort: 0, nominal: [all])],
            settings: FleetSettings(minimumRun: minimumRun, retryInterval: 0))
    }

    mutating func submit(
        _ id: Int64, _ members: Int, _ gpus: Int = 8, _ constraint: FleetConstraint = .none, queue: Int = 0,
        priority: Int = 0, estimate: Int64 = 1000, onFailure: FleetJob.OnFailure = .restart, reservation: Int? = nil,
        at now: Int64 = 0
    ) throws {
        try fleet.submit(
            FleetJob(
                id: id, queue: queue, priority: priority, members: members, gpus: gpus, constraint: constraint,
                estimate: estimate, checkpointInterval: 100, restartTime: 10, onFailure: onFailure,
                reservation: reservation), at: now)
    }

    /// Makes a pass and names who started.
    mutating func started(at now: Int64 = 0) -> [Int64] {
        fleet.pass(at: now).compactMap { if case .start(let id, _, _, _, _) = $0 { id } else { nil } }
    }

    func racks(of id: Int64) -> [Int] { fleet.nodes(of: id).map { fleet.topology.domain(.rack, of: Int($0)) } }
}

@Suite("A gang")
struct FleetGangTests {
    @Test("goes to the broken rack and leaves the whole one whole")
    func brokenRackFirst() throws {
        var small = try SmallFleet()
        try small.submit(1, 1, 4)
        try small.submit(2, 1, 4)
        try small.submit(3, 2)
        try small.submit(4, 4, 8, .required(.rack))
        #expect(small.started() == [1, 2, 3, 4])
        #expect(small.fleet.nodes(of: 1) == small.fleet.nodes(of: 2))
        #expect(small.racks(of: 3) == [0, 0])
        #expect(small.racks(of: 4) == [1, 1, 1, 1])
    }

    @Test("waits when its rack is not to be had, and says how many GPUs are free at best")
    func waits() throws {
        var small = try SmallFleet()
        try small.submit(1, 1, 8, .required(.rack))
        try small.submit(2, 4, 8, .required(.rack))
        #expect(small.started() == [1, 2])
        try small.submit(3, 4, 8, .required(.rack), at: 5)
        #expect(small.started(at: 5) == [])
        #expect(small.fleet.waitReason(of: 3) == .noRoom(level: .rack, needed: 32, free: 24))
        #expect(small.fleet.promisedStart(of: 3) == 1000)
    }

    @Test("is balanced over the fewest racks")
    func balanced() throws {
        var small = try SmallFleet(racks: 3)
        try small.submit(1, 6, 8, .balanced(.rack))
        #expect(small.started() == [1])
        #expect(small.racks(of: 1) == [0, 0, 0, 1, 1, 1])
    }

    @Test("in segments has each in one rack")
    func segments() throws {
        var small = try SmallFleet(racks: 3)
        try small.submit(1, 9, 8, .segment(size: 3, within: .rack))
        #expect(small.started() == [1])
        #expect(small.racks(of: 1) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
    }

    @Test("is refused when it could never fit, with the reason")
    func refused() throws {
        var small = try SmallFleet()
        #expect(throws: FleetJobRefusal.neverFits) { try small.submit(1, 5, 8, .required(.rack)) }
        #expect(throws: FleetJobRefusal.beyondQuota) { try small.submit(1, 9) }
        #expect(throws: FleetJobRefusal.neverFits) { try small.submit(1, 1, 9) }
        #expect(throws: FleetJobRefusal.segmentsUneven(members: 5, size: 2)) {
            try small.submit(1, 5, 8, .segment(size: 2, within: .rack))
        }
        #expect(throws: FleetJobRefusal.levelUnfit(.balanced(.node))) { try small.submit(1, 4, 8, .balanced(.node)) }
    }

    @Test("goes to the cheaper owner's pool, and never to two")
    func pools() throws {
        var small = try SmallFleet(racks: 1, pools: 2, costs: [2, 1])
        try small.submit(1, 3)
        try small.submit(2, 3)
        #expect(small.started() == [1, 2])
        #expect(small.racks(of: 1) == [1, 1, 1])
        #expect(small.racks(of: 2) == [0, 0, 0])
        try small.submit(3, 2)
        #expect(small.started() == [])
        #expect(small.fleet.waitReason(of: 3) == .noRoom(level: .pool, needed: 16, free: 8))
    }

    @Test("waits for power")
    func power() throws {
        // 64 GPUs at rest draw 6,400 W; 1,000 W more each feeds 40.
        var small = try SmallFleet(cap: 46_400)
        try small.submit(1, 4)
        try small.submit(2, 2)
        try small.submit(3, 1)
        #expect(small.started() == [1, 3])
        #expect(small.fleet.topology.drawnWatts == [46_400])
        small.fleet.finish(1, at: 10)
        #expect(small.started(at: 10) == [2])
    }
}

@Suite("A quota")
struct FleetQuotaTests {
    private static let two = [FleetQueue(cohort: 0, nominal: [32]), FleetQueue(cohort: 0, nominal: [32])]

    @Test("is borrowed while its owner is away, and comes back after the minimum run")
    func reclaim() throws {
        var small = try SmallFleet(queues: Self.two, minimumRun: 100)
        for id in Int64(1)...4 { try small.submit(id, 2) }
        #expect(small.started() == [1, 2, 3, 4])
        #expect(small.fleet.borrows(3) && small.fleet.borrows(4) && !small.fleet.borrows(2))
        try small.submit(9, 2, queue: 1, at: 50)
        #expect(small.started(at: 50) == [])
        #expect(small.fleet.nextInstant(after: 50) == 100)
        let decisions = small.fleet.pass(at: 100)
        #expect(decisions.first == .preempt(job: 4, by: 9, why: .reclaimed))
        #expect(decisions.dropFirst().first == .requeue(job: 4, why: .preempted))
        #expect(small.fleet.isRunning(9))
        #expect(small.started(at: 100) == [])
    }

    @Test("has a limit for borrowing")
    func limit() throws {
        let queues = [FleetQueue(cohort: 0, nominal: [32], borrowingLimits: [8]), FleetQueue(cohort: 0, nominal: [32])]
        var small = try SmallFleet(queues: queues)
        for id in Int64(1)...6 { try small.submit(id, 1) }
        #expect(small.started() == [1, 2, 3, 4, 5])
        #expect(small.fleet.waitReason(of: 6) == .quota(used: 40, nominal: 32))
    }

    @Test("gives twice the weight twice the share")
    func weights() throws {
        let queues = [
            FleetQueue(cohort: 0, nominal: [30], weight: 2), FleetQueue(cohort: 0, nominal: [34], weight: 1),
        ]
        var small = try SmallFleet(racks: 1, queues: queues)
        for id in Int64(0)..<60 { try small.submit(id, 1, 1, queue: Int(id % 2)) }
        let started = small.started()
        #expect(started.count == 32)
        #expect(started.filter { $0 % 2 == 0 }.count == 21)
    }

    @Test("is no shield against higher priority in its own queue; the youngest goes first, and does not strike back")
    func priority() throws {
        var small = try SmallFleet(racks: 1)
        try small.submit(1, 2)
        #expect(small.started() == [1])
        try small.submit(2, 2, at: 1)
        #expect(small.started(at: 1) == [2])
        try small.submit(3, 1, priority: 1, at: 2)
        let decisions = small.fleet.pass(at: 2)
        #expect(decisions.first == .preempt(job: 2, by: 3, why: .outranked))
        #expect(small.fleet.nextInstant(after: 2) == 2)
        #expect(small.fleet.pass(at: 2) == [])
        #expect(small.fleet.isRunning(1) && small.fleet.isRunning(3) && !small.fleet.isRunning(2))
    }
}

@Suite("A failed node")
struct FleetFailureTests {
    @Test("is replaced by a spare in the same rack; the others stay, and only unsaved work is lost")
    func spare() throws {
        var small = try SmallFleet(spares: 1)
        try small.submit(1, 3, 8, .required(.rack))
        #expect(small.started() == [1])
        let before = small.fleet.nodes(of: 1)
        #expect(small.fleet.fail(node: Int(before[1]), at: 250) == [1])
        #expect(
            small.fleet.pass(at: 250) == [
                .replace(job: 1, member: 1, from: before[1], to: 3, onSpare: true), .resume(job: 1),
            ])
        #expect(small.fleet.nodes(of: 1) == [before[0], 3, before[2]])
        let account = try #require(small.fleet.account(of: 1))
        #expect(account.productive == 200 && account.lost == 50 && account.interruptions == 1)
        #expect(try #require(account.completion(of: 1000)) == 1060)
        #expect(small.fleet.finish(1, at: 1060)?.effectiveTimePermille(at: 1060) == 943)
    }

    @Test("without a replacement in the rack stalls a gang that chose to wait, until it is repaired")
    func stalls() throws {
        var small = try SmallFleet()
        try small.submit(1, 4, 8, .required(.rack), onFailure: .wait)
        #expect(small.started() == [1])
        small.fleet.fail(node: 2, at: 100)
        #expect(small.fleet.pass(at: 100) == [])
        #expect(small.fleet.nodes(of: 1) == [0, 1, -3, 3])
        small.fleet.repair(node: 2, at: 300)
        #expect(
            small.fleet.pass(at: 300) == [.replace(job: 1, member: 2, from: 2, to: 2, onSpare: false), .resume(job: 1)])
    }

    @Test("without a replacement in the rack restarts a gang that chose so, in another rack")
    func restarts() throws {
        var small = try SmallFleet()
        try small.submit(1, 4, 8, .required(.rack))
        #expect(small.started() == [1])
        small.fleet.fail(node: 2, at: 100)
        #expect(small.fleet.pass(at: 100) == [.requeue(job: 1, why: .failed)])
        #expect(small.fleet.nextInstant(after: 100) == 100)
        #expect(small.started(at: 100) == [1])
        #expect(small.racks(of: 1) == [1, 1, 1, 1])
    }

    @Test("takes a whole rack with it: members go on elsewhere if they may")
    func rack() throws {
        var small = try SmallFleet(racks: 3)
        try small.submit(1, 8)
        #expect(small.started() == [1])
        #expect(small.fleet.fail(.rack, 0, at: 100) == [1])
        #expect(small.fleet.pass(at: 100).count == 5)
        #expect(Set(small.racks(of: 1)) == [1, 2])
    }
}

@Suite("A reservation")
struct FleetReservationTests {
    @Test("of a rack lets in only who is gone before, and those it is for")
    func domain() throws {
        var small = try SmallFleet()
        let window = FleetReservation(begin: 100, end: 300, extent: .domain(.rack, 0))
        #expect(try small.fleet.reserve(window, at: 0) == 0)
        try small.submit(1, 4, estimate: 101)
        try small.submit(2, 4, estimate: 100)
        try small.submit(3, 4, estimate: 200, reservation: 0)
        #expect(small.started() == [1, 2])
        #expect(small.racks(of: 1) == [1, 1, 1, 1] && small.racks(of: 2) == [0, 0, 0, 0])
        #expect(small.fleet.waitReason(of: 3) == .reservation)
        small.fleet.finish(2, at: 90)
        try small.submit(4, 1, estimate: 20, at: 90)
        #expect(small.started(at: 90) == [])
        #expect(small.started(at: 100) == [3])
        #expect(small.racks(of: 3) == [0, 0, 0, 0])
    }

    @Test("of a number of GPUs leaves as many free of jobs that would still run")
    func count() throws {
        var small = try SmallFleet()
        let window = FleetReservation(begin: 100, end: 300, extent: .count(pool: 0, type: 0, gpus: 40))
        _ = try small.fleet.reserve(window, at: 0)
        try small.submit(1, 3, estimate: 500)
        try small.submit(2, 1, estimate: 500)
        try small.submit(3, 4, estimate: 100)
        try small.submit(4, 5, estimate: 150, reservation: 0)
        #expect(small.started() == [1, 3])
        small.fleet.finish(3, at: 100)
        #expect(small.started(at: 100) == [4])
        #expect(throws: FleetReservationRefusal.tooMany(available: 0)) {
            try small.fleet.reserve(
                FleetReservation(begin: 150, end: 160, extent: .count(pool: 0, type: 0, gpus: 1)), at: 100)
        }
    }
}
