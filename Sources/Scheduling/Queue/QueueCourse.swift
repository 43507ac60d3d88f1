/// What a schedule holds and keeps waiting, from instant to instant.
public struct QueueCourse: Sendable {
    /// A time in which nothing starts, ends or is submitted.
    public struct Span: Hashable, Sendable {
        public let from: Int64
        public let to: Int64
        /// Processors in use. For an instant of event mode a job may start on those of jobs that end in it: such
        /// instants have no length and make no span.
        public let held: Int64
        /// Jobs submitted and not started.
        public let waiting: Int64

        public var length: Int64 { to - from }
    }

    private let schedule: QueueSchedule
    private let jobs: JobTable

    public init(of schedule: QueueSchedule, for jobs: JobTable) {
        self.schedule = schedule
        self.jobs = jobs
    }

    /// Calls `visit` with every span from the first submission to the last end, in order. O(n log n).
    public func forEachSpan(_ visit: (Span) -> Void) {
        let ends = schedule.ends.indices.sorted { schedule.ends[$0] < schedule.ends[$1] }
        var (submitted, started, ended) = (0, 0, 0)
        var held: Int64 = 0
        guard var now = jobs.submits.first else { return }
        while ended < ends.count {
            while submitted < jobs.count, jobs.submits[submitted] <= now { submitted += 1 }
            while started < schedule.order.count, schedule.starts[schedule.order[started]] <= now {
                held += Int64(jobs.processors[schedule.order[started]])
                started += 1
            }
            while ended < ends.count, schedule.ends[ends[ended]] <= now {
                held -= Int64(jobs.processors[ends[ended]])
                ended += 1
            }
            var next = ended < ends.count ? schedule.ends[ends[ended]] : now
            if submitted < jobs.count { next = min(next, jobs.submits[submitted]) }
            if started < schedule.order.count { next = min(next, schedule.starts[schedule.order[started]]) }
            if next > now { visit(Span(from: now, to: next, held: held, waiting: Int64(submitted - started))) }
            now = next
        }
    }
}
