import StargateReporting
import StargateScheduling

/// Drives a synthetic replay and keeps what its account needs, in constant memory.
struct SyntheticWatch {
    /// Jobs of one class, as sums and histograms.
    private struct Sums {
        var waits = LogHistogram()
        var responses = LogHistogram()
        /// Bounded slowdown above one, in millionths: so that one itself is exact.
        var slowdowns = LogHistogram()
        /// Accelerators asked for times time.
        var used: Int128 = 0

        mutating func count(_ start: SyntheticStart) {
            let (wait, run) = (start.start - start.job.submit, start.job.run)
            waits.record(wait)
            responses.record(wait + run)
            slowdowns.record(max(0, (wait + run) * 1_000_000 / max(run, SyntheticWatch.tau) - 1_000_000))
            used += Int128(start.job.accelerators) * Int128(run)
        }
    }

    /// τ of the bounded slowdown, in seconds: a tick is a second.
    private static let tau: Int64 = 10
    private static let classes = ["part of a node", "within a rack", "over racks"]

    private(set) var replay: SyntheticReplay
    /// `job_id,submit,start,finish,accelerators,nodes,gpus`; empty unless kept.
    private(set) var placements = ""
    /// Nanoseconds, to have every instant timed.
    var clock: (() -> Int64)?

    private let keepsPlacements: Bool
    /// The same stream again: tells how many are submitted, which the replay's window does not.
    private var arrivals: SyntheticWorkload
    private var arriving: SyntheticJob?
    private var submitted: Int64 = 0
    private var overall = Sums()
    private var byClass = [Sums](repeating: Sums(), count: SyntheticWatch.classes.count)
    private var (held, waiting, broken) = (TimeCourse(from: 0), TimeCourse(from: 0), TimeCourse(from: 0))
    private var latencies = LogHistogram()

    init(_ replay: SyntheticReplay, _ workload: SyntheticWorkload, keepsPlacements: Bool) {
        self.replay = replay
        self.replay.recordsStarts = true
        self.keepsPlacements = keepsPlacements
        arrivals = workload
        arriving = arrivals.next()
        if keepsPlacements { placements = "job_id,submit,start,finish,accelerators,nodes,gpus\n" }
    }

    /// Processes up to `limit` instants.
    ///
    /// - Returns: whether anything is left to do.
    mutating func run(instants limit: Int) -> Bool {
        for _ in 0..<limit {
            // What holds until the next instant.
            let (before, free, brokenFree) = (replay.now, replay.fleet.freeAccelerators, replay.fleet.brokenFree)
            let queued = submitted - replay.startCount
            let began = clock?()
            guard let now = replay.step() else { return false }
            if let clock, let began { latencies.record(max(0, clock() - began)) }
            held.add(Int64(replay.fleet.shape.accelerators - free), from: before, to: now)
            waiting.add(queued, from: before, to: now)
            broken.add(Int64(brokenFree), from: before, to: now)
            while let job = arriving, job.submit <= now {
                submitted += 1
                arriving = arrivals.next()
            }
            for start in replay.starts { count(start) }
        }
        return true
    }

    private mutating func count(_ start: SyntheticStart) {
        overall.count(start)
        byClass[Self.kind(Int(start.job.accelerators), replay.fleet.shape)].count(start)
        guard keepsPlacements else { return }
        var (nodes, gpus): ([String], [String]) = ([], [])
        replay.fleet.forEachPiece(of: start.gang) { piece in
            let first = Int(piece.rack) * replay.fleet.shape.nodesPerRack
            nodes += (0..<32).filter { piece.nodes >> UInt32($0) & 1 == 1 }.map { "\(first + $0)" }
            gpus = (0..<8).filter { piece.accelerators >> UInt8($0) & 1 == 1 }.map { "\($0)" }
        }
        let job = start.job
        placements += "\(job.row),\(job.submit),\(start.start),\(start.start + job.run),\(job.accelerators),"
        placements += nodes.joined(separator: "-") + "," + gpus.joined(separator: "-") + "\n"
    }

    private static func kind(_ accelerators: Int, _ shape: FleetShape) -> Int {
        switch shape.gang(of: accelerators) {
        case .part: 0
        case .nodes(let count): count <= shape.largestRack ? 1 : 2
        }
    }

    /// What has been seen, once all is done.
    func account(_ policy: SyntheticPolicy) -> ReplayAccount {
        let metrics = replay.metrics
        let capacity = Int64(replay.fleet.shape.accelerators)
        let offered = Int128(capacity) * Int128(metrics.makespan)
        // Millionths rounded down, as the replay's own.
        let used = offered > 0 ? Int64(clamping: overall.used * 1_000_000 / offered) : 0
        let fragmented = metrics.fragmentationMillionths * (1_000_000 - metrics.utilisationMillionths) / 1_000_000
        let allocation = Double(metrics.utilisationMillionths) / 1e4
        let ofFree = Double(metrics.fragmentationMillionths) / 1e4
        let whole =
            ReplayFigures.machine(
                makespan: Double(metrics.makespan), allocation: allocation,
                utilisation: Double(used) / 1e4,
                arriving: Double(metrics.arrivingUtilisationMillionths) / 1e4,
                fragmentation: Double(fragmented) / 1e4)
            + [
                ReplayFigures.noPreemptions,
                .init("fragmentation_of_free_percent", "fragmented, of what is free", unit: "%", ofFree, decimals: 2),
                .init(
                    "unplaceable_percent", "time the head finds no place", unit: "%",
                    Double(metrics.unplaceableMillionths) / 1e4, decimals: 2),
                .init("backfilled", "jobs that passed the head", Double(metrics.backfilled), decimals: 0),
            ] + ReplayFigures.latency(latencies)
        var groups = [ReplayAccount.Group("all", Self.figures(overall) + whole)]
        for (name, sums) in zip(Self.classes, byClass) where sums.waits.count > 0 {
            groups.append(.init(name, Self.figures(sums)))
        }
        var account = ReplayAccount(
            policy: policy.name, axis: "seconds", units: "accelerators", capacity: capacity, groups: groups)
        account.scheduleHash = metrics.hash
        let percent = Double(capacity) / 100
        account.lines = [
            ReplayFigures.line("allocated", "allocated over time", "%", held, per: percent),
            ReplayFigures.line("waiting", "jobs waiting over time", "jobs", waiting, per: 1),
            ReplayFigures.line("fragmentation", "free on nodes held in part", "%", broken, per: percent),
        ]
        account.waitPercentiles = (0...100).map { Double(overall.waits.quantile(millionths: Int64($0) * 10_000)) }
        return account
    }

    private static func figures(_ sums: Sums) -> [ReplayAccount.Figure] {
        func seconds(_ name: String, _ title: String, _ of: LogHistogram) -> [ReplayAccount.Figure] {
            ReplayFigures.seconds(
                name, title, mean(of), Double(of.quantile(millionths: 500_000)),
                Double(of.quantile(millionths: 990_000)))
        }
        let slowdowns = sums.slowdowns
        return [ReplayAccount.Figure("jobs", "jobs", Double(sums.waits.count), decimals: 0)]
            + seconds("jct", "completion time", sums.responses) + seconds("wait", "wait", sums.waits)
            + ReplayFigures.slowdown(
                1 + mean(slowdowns) / 1e6, 1 + Double(slowdowns.quantile(millionths: 500_000)) / 1e6,
                1 + Double(slowdowns.quantile(millionths: 990_000)) / 1e6)
            + ReplayFigures.hours("gpu", Double(sums.used) / 3600, jobs: Double(sums.waits.count))
    }

    private static func mean(_ values: LogHistogram) -> Double {
        values.count == 0 ? 0 : Double(values.sum) / Double(values.count)
    }
}
