/// What all jobs of a replay, or some, come to. Jobs that never ended are counted and nothing else.
public struct FleetJobGroup: Hashable, Sendable {
    /// Jobs that have ended.
    public let jobs: Int
    /// Jobs that never ended, refused ones included.
    public let unfinished: Int
    /// Job completion time: from submission to end.
    public let completion: QueueMetrics.Distribution
    /// From submission to the first start.
    public let wait: QueueMetrics.Distribution
    /// The wait that so many hundredths of the jobs do not exceed (nearest rank), for 0 … 100; empty without jobs.
    public let waitPercentiles: [Int64]
    /// max(1, completion / max(run, τ)) (Feitelson 2001), in millionths.
    public let boundedSlowdown: QueueMetrics.Distribution
    /// GPUs times milliseconds of the work of all.
    public let workGPUTime: Int128
    /// GPUs times milliseconds in which they were held.
    public let heldGPUTime: Int128
    /// GPUs times milliseconds of work kept.
    public let keptGPUTime: Int128
    /// GPUs times milliseconds of work lost in interruptions.
    public let lostGPUTime: Int128
    public let preemptions: Int64
    /// By failures.
    public let interruptions: Int64
    /// Work kept over GPU time held: what is left for progress of what was paid for.
    public let goodputMillionths: Int64
    /// Effective training time ratio: work kept over the time since the first start, waiting after an interruption
    /// included, by GPUs (Kokolis et al., HPCA 2025).
    public let effectiveTimeMillionths: Int64

    init(_ rows: [Int], _ arrivals: [FleetArrival], _ outcomes: [FleetOutcome], tau: Int64) {
        let ended = rows.filter { outcomes[$0].end != nil }
        jobs = ended.count
        unfinished = rows.count - ended.count
        var waits: [Int64] = []
        var completions: [Int64] = []
        var slowdowns: [Int64] = []
        var (work, held, kept, lost, since): (Int128, Int128, Int128, Int128, Int128) = (0, 0, 0, 0, 0)
        for row in ended {
            let (arrival, outcome) = (arrivals[row], outcomes[row])
            guard let start = outcome.firstStart, let end = outcome.end else { continue }
            waits.append(start - arrival.submit)
            let completion = end - arrival.submit
            completions.append(completion)
            let bound = max(arrival.run, tau)
            // Billionths, so that the mean is good to a millionth.
            slowdowns.append(
                completion <= bound
                    ? 1_000_000_000 : QueueMetrics.ratio(Int128(completion) * 1_000_000_000, Int128(bound)))
            let gpus = Int128(arrival.job.need)
            work += gpus * Int128(arrival.run)
            held += gpus * Int128(outcome.held)
            kept += gpus * Int128(outcome.productive)
            lost += gpus * Int128(outcome.lost)
            since += gpus * Int128(end - start)
        }
        wait = QueueMetrics.Distribution(waits, perUnit: 1)
        completion = QueueMetrics.Distribution(completions, perUnit: 1)
        boundedSlowdown = QueueMetrics.Distribution(billionths: slowdowns)
        waits.sort()
        waitPercentiles =
            waits.isEmpty ? [] : (0...100).map { waits[max(1, (waits.count * $0 + 99) / 100) - 1] }
        workGPUTime = work
        heldGPUTime = held
        keptGPUTime = kept
        lostGPUTime = lost
        preemptions = rows.reduce(0) { $0 + Int64(outcomes[$1].preemptions) }
        interruptions = rows.reduce(0) { $0 + Int64(outcomes[$1].interruptions) }
        goodputMillionths = held == 0 ? 1_000_000 : QueueMetrics.ratio(kept * 1_000_000, held)
        effectiveTimeMillionths = since == 0 ? 1_000_000 : QueueMetrics.ratio(kept * 1_000_000, since)
    }
}

extension QueueMetrics.Distribution {
    /// Of ratios in billionths.
    init(billionths: [Int64]) {
        let fine = QueueMetrics.Distribution(billionths, perUnit: 1_000_000_000)
        self.init(meanMillionths: fine.meanMillionths, p50: (fine.p50 + 500) / 1000, p99: (fine.p99 + 500) / 1000)
    }
}
