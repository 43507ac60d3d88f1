import StargateScheduling

/// Drives a decider as a live operation would: it reports what has ended and what was submitted, then asks.
enum LiveDrive {
    static func run(
        _ trace: RandomTrace, _ policy: QueueDiscipline, after: (QueueDecider, Int64) throws -> Void,
        started: (QueueStart) throws -> Void
    ) throws {
        var decider = QueueDecider(policy, processors: trace.machine)
        var running: [(end: Int64, start: QueueStart)] = []
        var next = 0
        while next < trace.jobs.count || !running.isEmpty {
            let submit = next < trace.jobs.count ? trace.jobs.submits[next] : .max
            let now = min(submit, running.map(\.end).min() ?? .max)
            for ended in running where ended.end == now { decider.finish(ended.start, at: now) }
            running.removeAll { $0.end == now }
            while next < trace.jobs.count, trace.jobs.submits[next] == now {
                try decider.submit(
                    Int32(next), processors: trace.jobs.processors[next], estimate: trace.jobs.estimates[next], at: now)
                next += 1
            }
            for start in decider.pass(at: now) {
                running.append((now + trace.jobs.runs[Int(start.job)], start))
                try started(start)
            }
            try after(decider, now)
        }
    }
}
