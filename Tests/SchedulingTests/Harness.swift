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

extension Scheduling {
    mutating func grow(_ pool: PoolID, by accelerators: Int64) {
        evolve(.poolGrew(pool: pool, chip: "gb200", accelerators: accelerators), at: begin)
    }

    mutating func queue(_ jobs: JobRequest...) {
        for job in jobs { evolve(.queued(job), at: begin) }
    }

    mutating func fail(_ accelerators: Int64, in pool: PoolID) {
        evolve(.nodesObserved(pool: pool, day: 1, failures: 1, failedAccelerators: accelerators), at: begin)
    }

    mutating func guarantee(percent: Int64) {
        evolve(.inferenceGuaranteed(share: Ratio(partsPerMillion: percent * 10_000)), at: begin)
    }

    mutating func start(_ choice: Choice) {
        evolve(
            .started(
                job: choice.job.id, class: choice.job.class, pool: choice.pool.id, accelerators: choice.accelerators,
                length: 1), at: begin)
    }

    /// Starts all that the policy lets start, in its order.
    mutating func startAll() -> [Choice] {
        var choices: [Choice] = []
        while let choice = FirstComeFirstServed().next(in: self) {
            start(choice)
            choices.append(choice)
        }
        return choices
    }

    subscript(pool: PoolID) -> PoolState? { pools.first { $0.id == pool } }
}
