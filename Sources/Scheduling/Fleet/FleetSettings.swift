/// How a fleet is run.
public struct FleetSettings: Hashable, Sendable, Codable {
    /// A job runs at least so long before it may be preempted, in milliseconds
    /// (Slurm: `PreemptExemptTime`; Run:ai: minimum run time).
    public var minimumRun: Int64
    /// How many waiting jobs a pass tries that cannot start (Slurm: `bf_max_job_test`).
    public var depth: Int
    /// Whether jobs behind a waiting head may start before it.
    public var backfills: Bool
    /// Whether those that may start before a waiting head are looked at by estimate, the shortest first, within one
    /// priority; if not, in order of submission.
    public var scansByEstimate: Bool
    public var preempts: Bool
    /// Whether a promise is worked out again whenever a job has ended, as EASY has it. If not, it is kept as it is until
    /// it falls due: the head still starts as soon as it can, and is never later than promised.
    public var renewsPromises: Bool
    /// How often in a pass a promise may be worked out again, on other nodes at no later time, to let a job pass.
    public var promiseChecks: Int
    /// A head that waits for quota is promised a start only if the end of so many running jobs brings it; if not, its
    /// queue waits behind it. One that waits for room is promised a start however many must end.
    public var promiseReach: Int
    /// A promise that has fallen due is not worked out again, and preemption for a job not tried again, before so many
    /// milliseconds have gone by (Slurm: `bf_interval`). With `renewsPromises` promises are, at every pass.
    public var retryInterval: Int64
    /// How many victims are tried one by one, alone, before several are taken; and of several, how many are tried to be
    /// put back.
    public var loneVictims: Int
    /// Preemption looks no further once so many times the GPUs a job needs would be free and its constraint still does
    /// not hold.
    public var mostAside: Int64
    /// Whether more may be added to the fleet, so that a job which nothing could hold yet is taken and waits.
    public var grows: Bool

    public init(
        minimumRun: Int64 = 600_000, depth: Int = 500, backfills: Bool = true, scansByEstimate: Bool = false,
        preempts: Bool = true, renewsPromises: Bool = false, promiseChecks: Int = 1, promiseReach: Int = 250,
        retryInterval: Int64 = 10_000,
        loneVictims: Int = 8,
        mostAside: Int64 = 4, grows: Bool = false
    ) {
        self.minimumRun = minimumRun
        self.depth = depth
        self.backfills = backfills
        self.scansByEstimate = scansByEstimate
        self.preempts = preempts
        self.renewsPromises = renewsPromises
        self.promiseChecks = promiseChecks
        self.promiseReach = promiseReach
        self.retryInterval = retryInterval
        self.loneVictims = loneVictims
        self.mostAside = mostAside
        self.grows = grows
    }
}
