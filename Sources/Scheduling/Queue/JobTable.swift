/// The jobs of a trace as a structure of arrays, in order of submission (file order within an instant).
///
/// A job is (submit, run, processors, estimate) on a machine of equal processors, as `reference/scheduling.md` has it.
/// Times are whole ticks of any one unit: seconds in the archive's traces, milliseconds in the product.
public struct JobTable: Hashable, Sendable {
    /// The trace's own number of each job.
    public private(set) var ids: [Int64] = []
    /// Instants of submission, in the trace's unit, as all times here.
    public private(set) var submits: [Int64] = []
    /// How long each job will really run. A decider never sees it.
    public private(set) var runs: [Int64] = []
    /// How long its owner says it will run.
    public private(set) var estimates: [Int64] = []
    /// How many processors each needs, at once.
    public private(set) var processors: [Int32] = []

    public init() {}

    public var count: Int { ids.count }

    /// Makes room for `capacity` jobs.
    public mutating func reserve(_ capacity: Int) {
        ids.reserveCapacity(capacity)
        submits.reserveCapacity(capacity)
        runs.reserveCapacity(capacity)
        estimates.reserveCapacity(capacity)
        processors.reserveCapacity(capacity)
    }

    public mutating func append(id: Int64, submit: Int64, run: Int64, processors count: Int32, estimate: Int64) {
        ids.append(id)
        submits.append(submit)
        runs.append(run)
        processors.append(count)
        estimates.append(estimate)
    }

    /// Whether no job is submitted before its predecessor.
    public var isSortedBySubmission: Bool {
        for row in submits.indices.dropFirst() where submits[row] < submits[row - 1] { return false }
        return true
    }

    /// The same jobs in order of submission; jobs of one instant keep their order.
    public func sortedBySubmission() -> JobTable {
        let order = submits.indices.sorted { (submits[$0], $0) < (submits[$1], $1) }
        var sorted = JobTable()
        sorted.reserve(count)
        for row in order {
            sorted.append(
                id: ids[row], submit: submits[row], run: runs[row], processors: processors[row],
                estimate: estimates[row])
        }
        return sorted
    }
}
