import StargateReporting
import StargateScheduling
import StargateTraces

/// A schedule of a trace, as it is shown.
struct QueueAccount {
    let account: ReplayAccount

    init(_ policy: QueueDiscipline, _ schedule: QueueSchedule, _ trace: Trace) {
        let metrics = QueueMetrics(of: schedule, for: trace.jobs, processors: trace.processors)
        let overall = ReplayAccount.Group(
            "all", Self.figures(metrics.overall) + Self.whole(metrics) + ReplayFigures.latency(schedule.latencies))
        let classes = metrics.classes.map { group in
            ReplayAccount.Group(Self.name(group.sizes), Self.figures(group))
        }
        var account = ReplayAccount(
            policy: policy.name, axis: "seconds", units: "processors", capacity: Int64(trace.processors),
            groups: [overall] + classes)
        account.lines = Self.lines(schedule, trace)
        let waits = trace.jobs.submits.indices.map { schedule.starts[$0] - trace.jobs.submits[$0] }.sorted()
        account.waitPercentiles = (0...100).map { Double(waits[max(0, (waits.count * $0 + 99) / 100 - 1)]) }
        if trace.jobs.count <= ReplayFigures.mostBars {
            account.bars = Self.bars(schedule, trace, classes: metrics.classes.map(\.sizes))
        }
        self.account = account
    }

    private static func name(_ sizes: ClosedRange<Int32>) -> String {
        sizes.count == 1 ? "size \(sizes.lowerBound)" : "size \(sizes.lowerBound)–\(sizes.upperBound)"
    }

    private static func figures(_ group: QueueMetrics.Group) -> [ReplayAccount.Figure] {
        func seconds(_ name: String, _ title: String, _ of: QueueMetrics.Distribution) -> [ReplayAccount.Figure] {
            ReplayFigures.seconds(name, title, Double(of.meanMillionths) / 1e6, Double(of.p50), Double(of.p99))
        }
        let slowdown = group.boundedSlowdown
        let hours = Double(group.busy) / 3600
        return [ReplayAccount.Figure("jobs", "jobs", Double(group.jobs), decimals: 0)]
            + seconds("jct", "completion time", group.response) + seconds("wait", "wait", group.wait)
            + ReplayFigures.slowdown(
                Double(slowdown.meanMillionths) / 1e6, Double(slowdown.p50) / 1e6, Double(slowdown.p99) / 1e6)
            + ReplayFigures.hours("processor", hours, jobs: Double(group.jobs))
    }

    private static func whole(_ metrics: QueueMetrics) -> [ReplayAccount.Figure] {
        ReplayFigures.machine(
            makespan: Double(metrics.makespan), allocation: Double(metrics.utilisationMillionths) / 1e4,
            utilisation: Double(metrics.utilisationMillionths) / 1e4,
            arriving: Double(metrics.arrivingUtilisationMillionths) / 1e4,
            fragmentation: Double(metrics.fragmentationMillionths) / 1e4) + [ReplayFigures.noPreemptions]
    }

    private static func lines(_ schedule: QueueSchedule, _ trace: Trace) -> [ReplayAccount.Line] {
        let first = trace.jobs.submits.first ?? 0
        var (held, waiting) = (TimeCourse(from: first), TimeCourse(from: first))
        QueueCourse(of: schedule, for: trace.jobs).forEachSpan { span in
            held.add(span.held, from: span.from, to: span.to)
            waiting.add(span.waiting, from: span.from, to: span.to)
        }
        return [
            ReplayFigures.line("allocated", "allocated over time", "%", held, per: Double(trace.processors) / 100),
            ReplayFigures.line("waiting", "jobs waiting over time", "jobs", waiting, per: 1),
        ]
    }

    private static func bars(
        _ schedule: QueueSchedule, _ trace: Trace, classes: [ClosedRange<Int32>]
    ) -> [ReplayAccount.Bar] {
        let jobs = trace.jobs
        var lanes = GanttLanes(units: Int64(trace.processors))
        var running: [(end: Int64, pieces: [Range<Int64>])] = []
        var bars: [ReplayAccount.Bar] = []
        let first = jobs.submits.first ?? 0
        for row in schedule.order {
            let start = schedule.starts[row]
            for job in running where job.end <= start { lanes.give(job.pieces) }
            running.removeAll { $0.end <= start }
            let size = jobs.processors[row]
            let pieces = lanes.take(Int64(size))
            running.append((schedule.ends[row], pieces))
            let group = (classes.firstIndex { $0.contains(size) } ?? -1) + 1
            bars += pieces.map { piece in
                ReplayAccount.Bar(
                    job: "\(jobs.ids[row])", lane: piece.lowerBound, lanes: Int64(piece.count),
                    submit: Double(jobs.submits[row] - first), start: Double(start - first),
                    finish: Double(schedule.ends[row] - first), group: group)
            }
        }
        return bars
    }
}
