import StargateQuantities
import StargateScheduling

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

let begin = Instant(milliseconds: 0)

func job(
    _ id: JobID, _ class: JobRequest.Class = .training, least: Int64, most: Int64, work: Int64 = 1_000_000
) -> JobRequest {
    JobRequest(
        id: id, class: `class`, least: least, most: most, work: Compute(petaflop: work),
        utilisation: Ratio(partsPerMillion: 350_000))
}

extension JobShape {
    static func gb200(length: Int64 = 1000, speed: Int64 = 10) -> JobShape {
        JobShape(chip: "gb200", node: 4, length: length, speed: speed)
    }

    static func h200(length: Int64 = 2000, speed: Int64 = 5) -> JobShape {
        JobShape(chip: "h200", node: 8, length: length, speed: speed)
    }
}

extension Scheduling {
    mutating func grow(_ pool: PoolID, by accelerators: Int64, chip: ChipID = "gb200", node: Int64 = 4) throws {
        try evolve(.poolGrew(pool: pool, chip: chip, node: node, accelerators: accelerators), at: begin)
    }

    mutating func queue(_ jobs: JobRequest..., shapes: [JobShape] = [.gb200()]) throws {
        for job in jobs { try evolve(.queued(job, shapes: shapes), at: begin) }
    }

    /// All that is down from now on, by node.
    mutating func fail(_ nodes: [Int32], in pool: PoolID, at now: Instant = begin) throws {
        try evolve(.nodesObserved(pool: pool, day: 1, failures: 1, down: NodeList(nodes)), at: now)
    }

    mutating func guarantee(percent: Int64) throws {
        try evolve(.inferenceGuaranteed(share: Ratio(partsPerMillion: percent * 10_000)), at: begin)
    }

    /// The event that tells of a decision; what an evicted job has left is all of it.
    static func event(of decision: SchedulingDecision, shapes: [JobShape]) -> SchedulingEvent {
        switch decision {
        case .start(let job, let pool, let accelerators, let nodes):
            .started(
                job: job.id, class: job.class, pool: pool.id, accelerators: accelerators, length: 1, nodes: nodes)
        case .mend(let job, let pool, let moves): .mended(job: job.id, pool: pool, moves: moves)
        case .evict(let placement): .evicted(job: placement.job.id, left: placement.job.work, shapes: shapes)
        }
    }

    /// Decides until nothing is left to decide, as the engine does; returns the events.
    @discardableResult
    mutating func settle(shapes: [JobShape] = [.gb200()], at now: Instant = begin) throws -> [SchedulingEvent] {
        var events: [SchedulingEvent] = []
        while wantsPass {
            try evolve(.passed, at: now)
            events.append(.passed)
            while let decision = nextDecision {
                let event = Scheduling.event(of: decision, shapes: shapes)
                try evolve(event, at: now)
                events.append(event)
            }
        }
        return events
    }

    subscript(pool: PoolID) -> PoolState? { pools.first { $0.id == pool } }

    func placement(_ job: JobID) -> Placement? { running.first { $0.job.id == job } }
}
