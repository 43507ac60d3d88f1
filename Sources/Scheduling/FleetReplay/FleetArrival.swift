/// A job as a trace has it: when it comes, and what it really takes.
public struct FleetArrival: Hashable, Sendable {
    /// Milliseconds.
    public var submit: Int64
    /// Milliseconds of work, whatever its estimate says. A decider never sees it.
    public var run: Int64
    /// Its id is replaced by the row of the arrival.
    public var job: FleetJob

    public init(submit: Int64, run: Int64, job: FleetJob) {
        self.submit = submit
        self.run = run
        self.job = job
    }
}

/// What became of an arrival.
public struct FleetOutcome: Hashable, Sendable {
    /// Its first start; nil if it never started.
    public internal(set) var firstStart: Int64?
    /// Nil if it never ended.
    public internal(set) var end: Int64?
    /// The lowest node of its first start.
    public internal(set) var firstNode: Int32 = -1
    /// Milliseconds in which it held its GPUs, stalled ones included.
    public internal(set) var held: Int64 = 0
    public internal(set) var preemptions: Int32 = 0
    /// By failures.
    public internal(set) var interruptions: Int32 = 0
    /// Milliseconds of work lost.
    public internal(set) var lost: Int64 = 0
    /// Milliseconds of work kept.
    public internal(set) var productive: Int64 = 0
    /// Why it was never taken.
    public internal(set) var refusal: FleetJobRefusal?

    var heldSince: Int64 = 0
    /// Ends noted for an earlier run are void.
    var generation: Int64 = 0
    /// Waits for a failed member to be replaced.
    var isStalled = false
}
