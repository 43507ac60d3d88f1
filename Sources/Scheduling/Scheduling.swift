public import StargateQuantities

/// Who runs where: pools of accelerators, a queue of gangs, and inference that takes what is guaranteed to it.
public struct Scheduling: Hashable, Sendable, Codable {
    public internal(set) var pools: [PoolState] = []
    /// Waiting jobs in order of arrival.
    public internal(set) var queue: [JobRequest] = []
    public internal(set) var running: [Placement] = []
    /// The share of every pool that inference is guaranteed at present.
    public internal(set) var inferenceShare = Ratio.zero

    public init() {}
}

/// Accelerators of one class in one place.
public struct PoolState: Hashable, Sendable, Codable {
    public let id: PoolID
    public let chip: ChipID
    /// Installed or rented.
    public internal(set) var online: Int64
    /// Online but failed.
    public internal(set) var failed: Int64 = 0
    /// Held by running jobs.
    public internal(set) var held: Int64 = 0
    /// Of these, held by training runs.
    public internal(set) var heldByTraining: Int64 = 0

    /// Online and whole.
    public var available: Int64 { max(0, online - failed) }
    /// Available and held by no job.
    public var spare: Int64 { max(0, available - held) }
}

/// A gang waiting for accelerators of one pool, all at once.
public struct JobRequest: Hashable, Sendable, Codable {
    public enum Class: String, Hashable, Sendable, Codable, CaseIterable {
        case training, research
    }

    public let id: JobID
    public let `class`: Class
    /// The fewest it starts on.
    public let least: Int64
    /// The most it makes use of.
    public let most: Int64
    /// What is still to be done, after efficiency gains.
    public let work: Compute
    /// Model FLOP utilisation.
    public let utilisation: Ratio

    public init(id: JobID, class: Class, least: Int64, most: Int64, work: Compute, utilisation: Ratio) {
        self.id = id
        self.class = `class`
        self.least = least
        self.most = most
        self.work = work
        self.utilisation = utilisation
    }
}

/// A job that runs, and where.
public struct Placement: Hashable, Sendable, Codable {
    public let job: JobRequest
    public let pool: PoolID
    public let chip: ChipID
    public let accelerators: Int64
    public let started: Instant
}

public enum SchedulingEvent: Hashable, Sendable, Codable {
    case poolGrew(pool: PoolID, chip: ChipID, accelerators: Int64)
    case poolShrank(pool: PoolID, accelerators: Int64)
    case nodesObserved(pool: PoolID, day: Int, failures: Int64, failedAccelerators: Int64)
    case inferenceGuaranteed(share: Ratio)
    case queued(JobRequest)
    case started(job: JobID, class: JobRequest.Class, pool: PoolID, accelerators: Int64, length: Int64)
    case finished(job: JobID)
    /// Its pool went away; it queues again with what is left to do.
    case evicted(job: JobID, left: Compute)
}

extension Scheduling {
    public mutating func evolve(_ event: SchedulingEvent, at now: Instant) {
        switch event {
        case .poolGrew(let id, let chip, let count):
            if let index = pools.firstIndex(where: { $0.id == id }) {
                pools[index].online += count
            } else {
                pools.append(PoolState(id: id, chip: chip, online: count))
            }
        case .poolShrank(let id, let count): update(id) { $0.online -= count }
        case .nodesObserved(let id, _, _, let failed): update(id) { $0.failed = min(failed, $0.online) }
        case .inferenceGuaranteed(let share): inferenceShare = share
        case .queued(let job): queue.append(job)
        case .started(let id, _, let pool, let count, _):
            guard let index = queue.firstIndex(where: { $0.id == id }),
                let chip = pools.first(where: { $0.id == pool })?.chip
            else { return }
            let job = queue.remove(at: index)
            running.append(Placement(job: job, pool: pool, chip: chip, accelerators: count, started: now))
            update(pool) {
                $0.held += count
                if job.class == .training { $0.heldByTraining += count }
            }
        case .finished(let id): _ = end(id)
        case .evicted(let id, let left):
            guard let job = end(id)?.job else { return }
            queue.insert(
                JobRequest(
                    id: job.id, class: job.class, least: job.least, most: job.most, work: left,
                    utilisation: job.utilisation), at: 0)
        }
    }

    private mutating func update(_ id: PoolID, _ change: (inout PoolState) -> Void) {
        guard let index = pools.firstIndex(where: { $0.id == id }) else { return }
        change(&pools[index])
        pools[index].failed = min(pools[index].failed, pools[index].online)
    }

    private mutating func end(_ id: JobID) -> Placement? {
        guard let index = running.firstIndex(where: { $0.job.id == id }) else { return nil }
        let placement = running.remove(at: index)
        update(placement.pool) {
            $0.held -= placement.accelerators
            if placement.job.class == .training { $0.heldByTraining -= placement.accelerators }
        }
        return placement
    }

    /// Accelerators of a pool that inference is guaranteed.
    public func guaranteed(in pool: PoolState) -> Int64 { inferenceShare.of(pool.available, .up) }

    /// Accelerators of a pool that a new job may take.
    public func free(in pool: PoolState) -> Int64 { max(0, pool.available - pool.held - guaranteed(in: pool)) }
}

/// Chooses what starts next. The one policy here is first come, first served; others take its place behind this.
public protocol QueuePolicy: Sendable {
    /// The next job to start and where, or `nil` if none may start now.
    func next(in state: Scheduling) -> Choice?
}

/// A job, the pool it starts in, and on how many accelerators.
public struct Choice: Hashable, Sendable {
    public let job: JobRequest
    public let pool: PoolState
    public let accelerators: Int64

    public init(job: JobRequest, pool: PoolState, accelerators: Int64) {
        self.job = job
        self.pool = pool
        self.accelerators = accelerators
    }
}
