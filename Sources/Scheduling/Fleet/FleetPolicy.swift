/// How a fleet's queues are served: the names of the field for settings of `FleetDecider`.
public enum FleetPolicy: String, Hashable, Sendable, CaseIterable {
    /// First come, first served within each queue and GPU type; nobody passes a waiting head.
    case fcfs
    /// EASY backfilling (Lifka 1995), exact down to the node: whoever does not delay the head's promised start may
    /// pass it, in order of submission.
    case easy
    /// EASY with the scan going by estimate, shortest first (Tsafrir, Etsion and Feitelson 2007).
    case easySJBF = "easy-sjbf"
    /// EASY with priorities: higher ones go first and may preempt lower ones of their queue, and a queue takes back by
    /// preemption what others have borrowed of its quota.
    case priority

    /// Whether the priorities of jobs count; where not, all are equal.
    public var usesPriorities: Bool { self == .priority }

    /// The settings. Promises are worked out at every pass and no scan is cut short, as the definitions have it.
    public func settings(minimumRun: Int64) -> FleetSettings {
        FleetSettings(
            minimumRun: minimumRun, depth: .max, backfills: self != .fcfs, scansByEstimate: self == .easySJBF,
            preempts: self == .priority, renewsPromises: true, promiseChecks: .max, promiseReach: .max)
    }
}
