/// What a schedule is judged by (`reference/scheduling.md`, Metrics). Integers only: means and ratios in millionths,
/// rounded half up; times in the trace's unit.
public struct QueueMetrics: Hashable, Sendable {
    /// Jobs of one class, or all.
    public struct Group: Hashable, Sendable {
        /// The sizes of its jobs, in processors.
        public let sizes: ClosedRange<Int32>
        public let jobs: Int
        /// From submission to end: the job completion time.
        public let response: Distribution
        /// From submission to start.
        public let wait: Distribution
        /// max(1, (wait + run) / max(run, τ)) (Feitelson 2001), in millionths.
        public let boundedSlowdown: Distribution
        /// Processors in use times time.
        public let busy: Int128
    }

    /// Mean and percentiles (nearest rank).
    public struct Distribution: Hashable, Sendable {
        public let meanMillionths: Int64
        public let p50: Int64
        public let p99: Int64
    }

    public let overall: Group
    /// By size, smallest first; only those that have jobs.
    public let classes: [Group]
    /// When the last job ends.
    public let end: Int64
    /// From the first submission to `end`.
    public let makespan: Int64
    /// Processors in use times time.
    public var busy: Int128 { overall.busy }
    /// `busy` over what the machine offered within the makespan.
    public let utilisationMillionths: Int64
    /// The same up to the last submission: the tail in which the machine empties is left out.
    public let arrivingUtilisationMillionths: Int64
    /// Of what the machine offered within the makespan, what stood free while a job waited.
    public let fragmentationMillionths: Int64

    /// Judges a schedule.
    ///
    /// - Parameters:
    ///   - tau: τ, the bound of the slowdown: 10 s, in the trace's unit.
    ///   - upperSizes: the largest size of each class but the last, ascending.
    public init(
        of schedule: QueueSchedule, for jobs: JobTable, processors: Int32, tau: Int64 = 10,
        upperSizes: [Int32] = [1, 8, 64, 512]
    ) {
        let all = Array(0..<jobs.count)
        overall = Group(all, sizes: 1...max(1, processors), schedule, jobs, tau: tau)
        var classes: [Group] = []
        var lowest: Int32 = 1
        for upper in upperSizes.filter({ $0 < processors }) + [processors] {
            let members = all.filter { jobs.processors[$0] >= lowest && jobs.processors[$0] <= upper }
            if !members.isEmpty {
                classes.append(Group(members, sizes: lowest...upper, schedule, jobs, tau: tau))
            }
            if upper < processors { lowest = upper + 1 }
        }
        self.classes = classes
        end = schedule.ends.max() ?? 0
        let first = jobs.submits.first ?? end
        let last = jobs.submits.last ?? end
        makespan = end - first
        var (stranded, arriving): (Int128, Int128) = (0, 0)
        QueueCourse(of: schedule, for: jobs).forEachSpan { span in
            if span.waiting > 0 { stranded += Int128(max(0, Int64(processors) - span.held)) * Int128(span.length) }
            arriving += Int128(span.held) * Int128(max(0, min(span.to, last) - span.from))
        }
        let offered = Int128(processors) * Int128(makespan)
        utilisationMillionths = Self.millionths(overall.busy, of: offered)
        arrivingUtilisationMillionths = Self.millionths(arriving, of: Int128(processors) * Int128(last - first))
        fragmentationMillionths = Self.millionths(stranded, of: offered)
    }

    /// A share rounded half up; 0 of nothing.
    private static func millionths(_ part: Int128, of whole: Int128) -> Int64 {
        whole == 0 ? 0 : ratio(part * 1_000_000, whole)
    }

    /// A quotient of two numbers that are not negative, rounded half up, and at most what 64 bits hold.
    static func ratio(_ numerator: Int128, _ denominator: Int128) -> Int64 {
        Int64(clamping: (2 * numerator + denominator) / (2 * denominator))
    }
}

extension QueueMetrics.Group {
    init(_ rows: [Int], sizes: ClosedRange<Int32>, _ schedule: QueueSchedule, _ jobs: JobTable, tau: Int64) {
        self.sizes = sizes
        self.jobs = rows.count
        var busy: Int128 = 0
        for row in rows { busy += Int128(jobs.processors[row]) * Int128(jobs.runs[row]) }
        self.busy = busy
        response = QueueMetrics.Distribution(rows.map { schedule.ends[$0] - jobs.submits[$0] }, perUnit: 1)
        wait = QueueMetrics.Distribution(rows.map { schedule.starts[$0] - jobs.submits[$0] }, perUnit: 1)
        // Billionths, so that the mean is good to a millionth.
        let slowdowns = rows.map { row in
            let run = jobs.runs[row]
            let response = schedule.starts[row] - jobs.submits[row] + run
            let bound = max(run, tau)
            return response <= bound
                ? 1_000_000_000 : QueueMetrics.ratio(Int128(response) * 1_000_000_000, Int128(bound))
        }
        let fine = QueueMetrics.Distribution(slowdowns, perUnit: 1_000_000_000)
        boundedSlowdown = QueueMetrics.Distribution(
            meanMillionths: fine.meanMillionths, p50: (fine.p50 + 500) / 1000, p99: (fine.p99 + 500) / 1000)
    }
}

extension QueueMetrics.Distribution {
    /// Of values that are not negative, of which `perUnit` make one. The percentiles are values.
    init(_ values: [Int64], perUnit: Int128) {
        var total: Int128 = 0
        for value in values { total += Int128(value) }
        meanMillionths = QueueMetrics.ratio(total * 1_000_000, Int128(max(1, values.count)) * perUnit)
        let sorted = values.sorted()
        func percentile(_ hundredths: Int) -> Int64 {
            sorted.isEmpty ? 0 : sorted[(sorted.count * hundredths + 99) / 100 - 1]
        }
        p50 = percentile(50)
        p99 = percentile(99)
    }
}
