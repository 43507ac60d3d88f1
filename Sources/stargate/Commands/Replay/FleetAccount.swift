import StargateReporting
import StargateScheduling

/// What came of a GPU trace on a fleet, as it is shown.
struct FleetAccount {
    typealias Figure = ReplayAccount.Figure

    let account: ReplayAccount

    /// - Parameters:
    ///   - replay: one that has come to its end.
    ///   - latencies: of its instants, in nanoseconds; empty where nothing was timed.
    ///   - queues: the names of its queues; they are told apart where there are several.
    ///   - name: of an arrival, by its row.
    init(_ replay: FleetReplay, latencies: LogHistogram, queues: [String], name: (Int) -> String) {
        let metrics = FleetMetrics(of: replay)
        let whole = Self.whole(metrics, replay.tally) + ReplayFigures.latency(latencies)
        var groups = [ReplayAccount.Group("all", Self.figures(metrics.overall) + whole)]
        for (shape, group) in metrics.shapes { groups.append(.init(Self.title(shape), Self.figures(group))) }
        if queues.count > 1 {
            for (queue, group) in zip(queues, metrics.queues) where group.jobs + group.unfinished > 0 {
                groups.append(.init("queue \(queue)", Self.figures(group)))
            }
        }
        var account = ReplayAccount(
            policy: replay.policy.name, axis: "seconds", units: "GPUs", capacity: metrics.capacity, groups: groups)
        account.lines = Self.lines(replay.history, capacity: metrics.capacity)
        account.waitPercentiles = metrics.overall.waitPercentiles.map { Double($0) / 1000 }
        account.scheduleHash = replay.hash.value
        if replay.arrivals.count <= ReplayFigures.mostBars {
            account.bars = Self.bars(replay, shapes: metrics.shapes.map(\.shape), name: name)
        }
        self.account = account
    }

    private static func title(_ shape: FleetMetrics.Shape) -> String {
        switch shape {
        case .single: "1 GPU"
        case .node: "within a node"
        case .nodes: "several nodes"
        }
    }

    private static func hours(_ gpuTime: Int128) -> Double { Double(gpuTime) / 3_600_000 }

    private static func seconds(_ milliseconds: Int64) -> Double { Double(milliseconds) / 1000 }

    private static func figures(_ group: FleetJobGroup) -> [Figure] {
        let hasJobs = group.jobs > 0
        func time(_ name: String, _ title: String, _ of: QueueMetrics.Distribution) -> [Figure] {
            ReplayFigures.seconds(
                name, title, hasJobs ? Double(of.meanMillionths) / 1e9 : nil, hasJobs ? seconds(of.p50) : nil,
                hasJobs ? seconds(of.p99) : nil)
        }
        func ratio(_ millionths: Int64) -> Double? { hasJobs ? Double(millionths) / 1e6 : nil }
        let slowdown = group.boundedSlowdown
        return [
            Figure("jobs", "jobs", Double(group.jobs), decimals: 0),
            Figure("unfinished", "jobs that never ended", Double(group.unfinished), decimals: 0),
        ] + time("jct", "completion time", group.completion) + time("wait", "wait", group.wait)
            + ReplayFigures.slowdown(ratio(slowdown.meanMillionths), ratio(slowdown.p50), ratio(slowdown.p99))
            + ReplayFigures.hours("gpu", hours(group.workGPUTime), jobs: Double(group.jobs)) + [
                Figure("gpu_hours_held", "GPU-hours held", hours(group.heldGPUTime)),
                Figure("gpu_hours_lost", "GPU-hours of work lost", hours(group.lostGPUTime)),
                Figure("preemptions", "preemptions", Double(group.preemptions), decimals: 0),
                Figure("interruptions", "interruptions by failures", Double(group.interruptions), decimals: 0),
                percent("goodput_percent", "goodput", group.goodputMillionths),
                percent("effective_time_percent", "effective training time", group.effectiveTimeMillionths),
            ]
    }

    private static func percent(_ key: String, _ title: String, _ millionths: Int64) -> Figure {
        Figure(key, title, unit: "%", Double(millionths) / 1e4, decimals: 2)
    }

    private static func whole(_ metrics: FleetMetrics, _ tally: FleetReplayTally) -> [Figure] {
        ReplayFigures.machine(
            makespan: seconds(metrics.makespan), allocation: Double(metrics.allocationMillionths) / 1e4,
            utilisation: Double(metrics.utilisationMillionths) / 1e4, arriving: nil,
            fragmentation: Double(metrics.fragmentationMillionths) / 1e4)
            + [
                percent(
                    "fragmentation_of_free_percent", "fragmented, of what is free", metrics.fragmentedOfFreeMillionths),
                Figure("backfilled", "jobs that passed the head", Double(tally.backfilled), decimals: 0),
                Figure("node_failures", "node failures", Double(tally.nodeFailures), decimals: 0),
                Figure("rack_failures", "rack failures", Double(tally.rackFailures), decimals: 0),
                Figure("replacements", "members replaced", Double(tally.replacements), decimals: 0),
            ]
    }

    private static func lines(_ history: FleetHistory, capacity: Int64) -> [ReplayAccount.Line] {
        func line(
            _ key: String, _ title: String, _ unit: String, _ value: (FleetHistory.Sum) -> Double
        ) -> ReplayAccount.Line {
            var points = history.spans.indices.map { index in
                ReplayAccount.Line.Point(
                    seconds(Int64(index) * history.width),
                    value(history.spans[index]) / Double(max(1, history.length(of: index))))
            }
            if let last = points.last { points.append(.init(seconds(history.end - history.begin), last.value)) }
            return ReplayAccount.Line(key, title, unit: unit, points)
        }
        let percent = Double(max(1, capacity)) / 100
        return [
            line("allocated", "allocated over time", "%") { Double($0.allocated) / percent },
            line("waiting", "jobs waiting over time", "jobs") { Double($0.waiting) },
            line("fragmentation", "free and of no use to the typical job", "%") {
                Double($0.fragmented) / 1000 / percent
            },
        ]
    }

    /// A gang is drawn from its lowest node on, beside what runs there already.
    private static func bars(
        _ replay: FleetReplay, shapes: [FleetMetrics.Shape], name: (Int) -> String
    ) -> [ReplayAccount.Bar] {
        let topology = replay.decider.topology
        var base: [Int64] = [0]
        for node in 0..<topology.nodeCount { base.append(base[node] + Int64(topology.gpus(of: node))) }
        var busyUntil = [Int64](repeating: .min, count: Int(base[topology.nodeCount]))
        let rows = replay.arrivals.indices.filter { replay.outcomes[$0].end != nil }
            .sorted { (replay.outcomes[$0].firstStart ?? 0, $0) < (replay.outcomes[$1].firstStart ?? 0, $1) }
        let begin = replay.history.begin
        return rows.compactMap { row in
            let (job, outcome) = (replay.arrivals[row].job, replay.outcomes[row])
            guard let start = outcome.firstStart, let end = outcome.end, outcome.firstNode >= 0 else { return nil }
            let node = Int(outcome.firstNode)
            let lanes = Int(base[node])..<Int(base[node + 1])
            let lane = lanes.first { busyUntil[$0] <= start } ?? lanes.lowerBound
            for taken in lane..<min(busyUntil.count, lane + Int(job.need)) { busyUntil[taken] = end }
            return ReplayAccount.Bar(
                job: name(row), lane: Int64(lane), lanes: job.need,
                submit: seconds(replay.arrivals[row].submit - begin), start: seconds(start - begin),
                finish: seconds(end - begin),
                group: (shapes.firstIndex(of: FleetMetrics.Shape(of: job)) ?? -1) + 1)
        }
    }
}
