/// When each job of a trace starts and ends.
public struct QueueSchedule: Hashable, Sendable {
    /// By row of the trace.
    public let starts: [Int64]
    /// By row of the trace.
    public let ends: [Int64]
    /// The rows in the order in which they started.
    public let order: [Int]
    /// How long each pass took, in nanoseconds; empty without a clock.
    public let latencies: LogHistogram

    /// Replays a whole trace, sorted by submission, on an empty machine.
    ///
    /// - Parameter clock: nanoseconds, to have every pass timed.
    public init(
        of jobs: JobTable, under discipline: QueueDiscipline, processors: Int32, mode: PassMode,
        clock: (@Sendable () -> Int64)? = nil
    ) throws(ReplayRefusal) {
        var replay = QueueReplay(discipline, processors: processors, mode: mode)
        replay.clock = clock
        var started: [ReplayedStart] = []
        started.reserveCapacity(jobs.count)
        try replay.run(jobs, into: &started)
        replay.drain(into: &started)
        latencies = replay.latencies
        precondition(started.count == jobs.count, "every job starts once the machine is empty")
        var starts = [Int64](repeating: 0, count: jobs.count)
        var ends = starts
        for start in started {
            starts[Int(start.row)] = start.start
            ends[Int(start.row)] = start.end
        }
        self.starts = starts
        self.ends = ends
        order = started.map { Int($0.row) }
    }
}
