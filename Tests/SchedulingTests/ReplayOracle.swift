@testable import StargateScheduling

/// The slow obvious replay: all jobs in a list, a pass at every instant at which anything happens, everything
/// recomputed at every question.
struct ReplayOracle {
    struct Start: Hashable {
        let row: Int64
        let start: Int64
        let held: [Int: UInt8]
    }

    private struct Running {
        let job: SyntheticJob
        let end: Int64
        let estimatedEnd: Int64
        let size: Int
    }

    let depth: Int
    let patience: Int64
    let minute: Int64
    var fleet: FleetOracle
    var starts: [Start] = []
    var backfilled: Int64 = 0
    /// Accelerator time held, free on broken nodes, and offered.
    var held: Int64 = 0
    var broken: Int64 = 0
    var unplaceable: Int64 = 0
    var now: Int64 = 0
    private var waiting: [SyntheticJob] = []
    private var running: [Running] = []
    private var headSince: Int64 = 0

    init(
        _ jobs: [SyntheticJob], on shape: FleetShape, policy: SyntheticPolicy, depth: Int, patience: Int64,
        minute: Int64
    ) {
        self.depth = policy == .fcfs ? 0 : depth
        self.patience = patience
        self.minute = minute
        fleet = FleetOracle(shape)
        var later = jobs[...]
        while !later.isEmpty || !running.isEmpty {
            let instant = min(later.first?.submit ?? .max, running.map(\.end).min() ?? .max)
            measure(instant)
            for ended in running where ended.end == instant { _ = fleet.release(Int(ended.job.row)) }
            running.removeAll { $0.end == instant }
            while let job = later.first, job.submit == instant {
                if waiting.isEmpty { headSince = now }
                waiting.append(job)
                later.removeFirst()
            }
            while let head = waiting.first, start(head) {
                waiting.removeFirst()
                headSince = now
            }
            backfill()
        }
        precondition(waiting.isEmpty)
    }

    private func size(_ job: SyntheticJob) -> Int {
        fleet.shape.accelerators(of: fleet.shape.gang(of: Int(job.accelerators)))
    }

    private mutating func measure(_ instant: Int64) {
        let span = instant - now
        let free = fleet.free
        let whole = fleet.holders.indices.count { fleet.free($0) == fleet.shape.perNode }
        held += Int64(fleet.shape.accelerators - free) * span
        broken += Int64(free - whole * fleet.shape.perNode) * span
        if let head = waiting.first, size(head) <= free { unplaceable += span }
        now = instant
    }

    private mutating func backfill() {
        guard depth > 0, let head = waiting.first else { return }
        if size(head) <= fleet.free, now - headSince > patience { return }
        var index = 1
        while index < min(waiting.count, depth + 1) {
            let job = waiting[index]
            let opening = self.opening(size(head))
            if now + job.estimate <= opening.time || size(job) <= opening.extra, start(job) {
                waiting.remove(at: index)
                backfilled += 1
            } else {
                index += 1
            }
        }
    }

    private func opening(_ needed: Int) -> (time: Int64, extra: Int) {
        var free = fleet.free
        var time = now
        for ended in running.sorted(by: { $0.estimatedEnd < $1.estimatedEnd }) {
            if free >= needed, ended.estimatedEnd > time { break }
            free += ended.size
            time = ended.estimatedEnd
        }
        return (time, free - needed)
    }

    private mutating func start(_ job: SyntheticJob) -> Bool {
        guard fleet.allocate(fleet.shape.gang(of: Int(job.accelerators)), to: Int(job.row)) else { return false }
        let estimatedEnd = (now + job.estimate + minute - 1) / minute * minute
        running.append(Running(job: job, end: now + job.run, estimatedEnd: estimatedEnd, size: size(job)))
        starts.append(Start(row: job.row, start: now, held: fleet.held(by: Int(job.row))))
        return true
    }
}
