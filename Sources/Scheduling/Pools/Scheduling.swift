public import StargateQuantities

/// Who runs where in a programme: pools of accelerators, gangs that wait for them, and inference that takes what is
/// guaranteed to it.
///
/// Nodes, gangs and failures are the fleet's (`FleetDecider`), the same that replays traces and runs live; here it is
/// driven by events that name pools, chips and jobs. Folding `passed` decides; the events that follow say what was
/// decided, and folding one that differs is a fault.
public struct Scheduling: Hashable, Sendable, Codable {
    /// In the order of their first growth: the fleet's pools.
    public internal(set) var pools: [PoolState] = []
    public internal(set) var running: [Placement] = []
    /// The share of every pool that inference is guaranteed at present.
    public internal(set) var inferenceShare = Ratio.zero
    var waiting: [WaitingJob] = []
    var fleet: FleetDecider
    /// The fleet's types of GPU.
    var chips: [ChipID] = []
    var submissions: Int64 = 0
    /// Decided in the last pass and not recorded yet.
    var decided: [FleetDecision] = []
    /// Something has happened since the last pass.
    var isStirred = false

    public init() {
        let settings = FleetSettings(preempts: false, renewsPromises: true, grows: true)
        do throws(FleetTopologyRefusal) {
            fleet = FleetDecider(
                topology: try FleetTopology(pools: [], power: .uncapped(types: 0, sites: 0)),
                queues: [FleetQueue(cohort: 0, nominal: [])], settings: settings)
        } catch {
            preconditionFailure("an empty fleet is sound: \(error)")
        }
    }

    /// Waiting jobs in order of arrival, those that gave way first.
    public var queue: [JobRequest] { waiting.map(\.job) }

    /// Whether a pass may decide something that the last could not.
    public var wantsPass: Bool { isStirred && (!waiting.isEmpty || fleet.hasStalled) || fleet.needsPass }

    /// Accelerators of a pool that inference is guaranteed.
    public func guaranteed(in pool: PoolState) -> Int64 { inferenceShare.of(pool.available, .up) }

    /// Accelerators of a pool that a new job may take.
    public func free(in pool: PoolState) -> Int64 { max(0, pool.available - pool.held - guaranteed(in: pool)) }

    /// Why a job waits; nil if it does not.
    public func waitReason(of job: JobID) -> WaitReason? {
        waiting.first { $0.job.id == job }.flatMap { fleet.waitReason(of: $0.number) }
    }

    /// The instant by which a waiting job will start if nothing takes longer than planned; nil if it has no promise.
    public func promisedStart(of job: JobID) -> Instant? {
        waiting.first { $0.job.id == job }.flatMap { fleet.promisedStart(of: $0.number) }
            .map { Instant(milliseconds: $0) }
    }

    /// The nodes of a pool that are down.
    public func down(in pool: PoolID) -> NodeList {
        NodeList(index(of: pool).map(failed) ?? [])
    }

    /// The nodes of a running job, within its pool, in the order of its members.
    public func nodes(of job: JobID) -> [Int32] {
        guard let placement = running.first(where: { $0.job.id == job }) else { return [] }
        return within(placement.pool, fleet.nodes(of: placement.number))
    }
}

extension Scheduling {
    func index(of pool: PoolID) -> Int? { pools.firstIndex { $0.id == pool } }

    /// The fleet's node numbers of a pool's own, and back.
    func firstNode(of pool: PoolID) -> Int32 {
        index(of: pool).map { Int32(fleet.topology.nodes(of: .pool, $0).lowerBound) } ?? 0
    }

    func within(_ pool: PoolID, _ nodes: [Int32]) -> [Int32] {
        let first = firstNode(of: pool)
        return nodes.map { $0 - first }
    }

    /// The nodes of a pool that have failed. Behind them the fleet keeps those that have left, down too.
    func failed(in index: Int) -> [Int32] { fleet.down(inPool: index).filter { $0 < pools[index].nodes } }

    /// The number of a chip's type, a new one if it is not known yet.
    mutating func type(of chip: ChipID, at now: Instant) -> Int {
        if let known = chips.firstIndex(of: chip) { return known }
        chips.append(chip)
        fleet.addTypes(upTo: chips.count, at: now.milliseconds)
        return chips.count - 1
    }

    /// Keeps what inference is guaranteed in a pool from gangs.
    mutating func withhold(in index: Int) {
        let pool = pools[index]
        guard let type = chips.firstIndex(of: pool.chip) else { return }
        // Accelerators without a whole node serve inference already.
        let loose = pool.online - pool.nodes * pool.node
        fleet.withhold(max(0, guaranteed(in: pool) - loose), inPool: index, type: type)
    }
}
