public import StargateScheduling

/// What a replay on a fleet comes to.
extension ReplayAccount {
    /// The most jobs a Gantt chart is drawn of.
    static let mostBars = 400

    /// - Parameters:
    ///   - replay: one that has come to its end.
    ///   - queues: the names of its queues; queues are told apart where there are several.
    ///   - name: of an arrival, by its row.
    public init(of replay: FleetReplay, queues: [String], name: (Int) -> String) {
        let metrics = FleetMetrics(of: replay)
        var groups = [Group("all", Self.figures(metrics.overall) + Self.figures(metrics, replay))]
        for (shape, group) in metrics.shapes { groups.append(Group(Self.title(shape), Self.figures(group))) }
        if queues.count > 1 {
            for (queue, group) in zip(queues, metrics.queues) where group.jobs + group.unfinished > 0 {
                groups.append(Group("queue \(queue)", Self.figures(group)))
            }
        }
        self.init(
            policy: replay.policy.rawValue, axis: "seconds", units: "GPUs", capacity: metrics.capacity, groups: groups)
        lines = Self.lines(replay.history)
        waitPercentiles = metrics.overall.waitPercentiles.map { Double($0) / 1000 }
        if replay.arrivals.count <= Self.mostBars {
            bars = Self.bars(replay, shapes: metrics.shapes.map(\.shape), name: name)
        }
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
        func time(_ key: String, _ title: String, _ value: QueueMetrics.Distribution) -> [Figure] {
            [
                Figure(
                    "\(key)_mean_seconds", "mean \(title)", unit: "s",
                    hasJobs ? Double(value.meanMillionths) / 1e9 : nil),
                Figure("\(key)_p50_seconds", "median \(title)", unit: "s", hasJobs ? seconds(value.p50) : nil),
                Figure("\(key)_p99_seconds", "\(title), p99", unit: "s", hasJobs ? seconds(value.p99) : nil),
            ]
        }
        let slowdown = group.boundedSlowdown
        var figures = [Figure("jobs", "jobs ended", Double(group.jobs), decimals: 0)]
        if group.unfinished > 0 {
            figures.append(Figure("unfinished", "jobs that never ended", Double(group.unfinished), decimals: 0))
        }
        figures += time("wait", "wait", group.wait) + time("completion", "completion time", group.completion)
        figures += [
            Figure(
                "bounded_slowdown_mean", "mean bounded slowdown",
                hasJobs ? Double(slowdown.meanMillionths) / 1e6 : nil, decimals: 2),
            Figure(
                "bounded_slowdown_p99", "bounded slowdown, p99", hasJobs ? Double(slowdown.p99) / 1e6 : nil,
                decimals: 2),
            Figure("gpu_hours", "work", unit: "GPU-hours", hours(group.workGPUTime)),
            Figure(
                "gpu_hours_per_job", "work of a job", unit: "GPU-hours",
                hasJobs ? hours(group.workGPUTime) / Double(group.jobs) : nil, decimals: 2),
            Figure("gpu_hours_held", "held", unit: "GPU-hours", hours(group.heldGPUTime)),
            Figure("gpu_hours_lost", "work lost", unit: "GPU-hours", hours(group.lostGPUTime)),
            Figure("preemptions", "preemptions", Double(group.preemptions), decimals: 0),
            Figure("interruptions", "interruptions by failures", Double(group.interruptions), decimals: 0),
            Figure("goodput_percent", "goodput", unit: "%", Double(group.goodputMillionths) / 1e4, decimals: 2),
            Figure(
                "effective_time_percent", "effective training time", unit: "%",
                Double(group.effectiveTimeMillionths) / 1e4, decimals: 2),
        ]
        return figures
    }

    private static func figures(_ metrics: FleetMetrics, _ replay: FleetReplay) -> [Figure] {
        func share(_ key: String, _ title: String, _ millionths: Int64) -> Figure {
            Figure(key, title, unit: "%", Double(millionths) / 1e4, decimals: 2)
        }
        let tally = replay.tally
        return [
            Figure("makespan_seconds", "makespan", unit: "s", seconds(metrics.makespan), decimals: 0),
            share("allocation_percent", "allocated", metrics.allocationMillionths),
            share("utilisation_percent", "utilisation", metrics.utilisationMillionths),
            share("fragmentation_percent", "fragmented", metrics.fragmentationMillionths),
            share("fragmented_of_free_percent", "fragmented of free", metrics.fragmentedOfFreeMillionths),
            Figure("backfilled", "backfilled", Double(tally.backfilled), decimals: 0),
            Figure("node_failures", "node failures", Double(tally.nodeFailures), decimals: 0),
            Figure("rack_failures", "rack failures", Double(tally.rackFailures), decimals: 0),
            Figure("replacements", "members replaced", Double(tally.replacements), decimals: 0),
        ]
    }

    private static func lines(_ history: FleetHistory) -> [Line] {
        func line(_ key: String, _ title: String, _ unit: String, _ value: (FleetHistory.Sum) -> Double) -> Line {
            Line(
                key, title, unit: unit,
                history.spans.indices.map { index in
                    Line.Point(
                        seconds(Int64(index) * history.width),
                        value(history.spans[index]) / Double(max(1, history.length(of: index))))
                })
        }
        return [
            line("allocated", "GPUs allocated", "GPUs") { Double($0.allocated) },
            line("waiting", "jobs waiting", "jobs") { Double($0.waiting) },
            line("fragmented", "free GPUs of no use to the typical job", "GPUs") { Double($0.fragmented) / 1000 },
        ]
    }

    /// A gang is drawn from its lowest node on, beside what runs there already.
    private static func bars(
        _ replay: FleetReplay, shapes: [FleetMetrics.Shape], name: (Int) -> String
    ) -> [Bar] {
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
            return Bar(
                job: name(row), lane: Int64(lane), lanes: job.need,
                submit: seconds(replay.arrivals[row].submit - begin), start: seconds(start - begin),
                finish: seconds(end - begin),
                group: (shapes.firstIndex(of: FleetMetrics.Shape(of: job)) ?? -1) + 1)
        }
    }
}
