import StargateReporting
import StargateTraces

/// Replays as JSON, with stable keys.
struct GPUReplayJSON: Encodable {
    struct Group: Encodable {
        let name: String
        let figures: [String: Double?]
    }

    struct Line: Encodable {
        let key: String
        let unit: String
        /// Seconds since the first submission, and the value from then on.
        let points: [[Double]]
    }

    struct Bar: Encodable {
        let job: String
        let lane: Int64
        let lanes: Int64
        let submit: Double
        let start: Double
        let finish: Double
    }

    struct Policy: Encodable {
        let policy: String
        let scheduleHash: String
        let groups: [Group]
        let lines: [Line]
        let waitPercentiles: [Double]
        let bars: [Bar]
    }

    let trace: String
    let fleet: String
    let gpus: Int64
    let nodes: Int
    let seed: UInt64
    let jobs: Int
    let jobsWithoutGpu: Int
    let linesSkipped: [String: Int]
    let reordered: Int
    let assumedEstimates: Int
    let estimateFactor: Double
    let policies: [Policy]

    init(_ scene: GPUReplayScene, _ accounts: [ReplayAccount], _ hashes: [UInt64], seed: UInt64) {
        trace = scene.file
        fleet = scene.fleet.name
        gpus = scene.fleet.gpus
        nodes = scene.fleet.nodes
        self.seed = seed
        jobs = scene.workload.arrivals.count
        jobsWithoutGpu = scene.trace.withoutGPU
        linesSkipped = Dictionary(uniqueKeysWithValues: scene.trace.skipped.map { ($0.code.rawValue, $0.count) })
        reordered = scene.trace.reordered
        assumedEstimates = scene.workload.assumedEstimates
        estimateFactor = Double(scene.fleet.rules.estimateFactor) / 1e6
        policies = zip(accounts, hashes).map { account, hash in
            Policy(
                policy: account.policy, scheduleHash: String(hash, radix: 16),
                groups: account.groups.map { group in
                    Group(
                        name: group.name,
                        figures: Dictionary(group.figures.map { ($0.key, $0.value) }) { first, _ in first })
                },
                lines: account.lines.map { line in
                    Line(key: line.key, unit: line.unit, points: line.points.map { [$0.at, $0.value] })
                },
                waitPercentiles: account.waitPercentiles,
                bars: account.bars.map {
                    Bar(
                        job: $0.job, lane: $0.lane, lanes: $0.lanes, submit: $0.submit, start: $0.start,
                        finish: $0.finish)
                })
        }
    }
}
