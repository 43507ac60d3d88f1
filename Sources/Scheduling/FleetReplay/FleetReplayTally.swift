/// How often what happened in a replay.
public struct FleetReplayTally: Hashable, Sendable {
    public internal(set) var passes: Int64 = 0
    public internal(set) var starts: Int64 = 0
    /// Starts before a head that waited.
    public internal(set) var backfilled: Int64 = 0
    public internal(set) var preemptions: Int64 = 0
    /// Drawn, whether or not the node was up.
    public internal(set) var nodeFailures: Int64 = 0
    public internal(set) var rackFailures: Int64 = 0
    /// Lost members that went on elsewhere.
    public internal(set) var replacements: Int64 = 0
    /// Of these, on spare nodes.
    public internal(set) var onSpares: Int64 = 0
    /// Jobs that could never run as asked for.
    public internal(set) var refused = 0
    /// The row of the first of them.
    public internal(set) var firstRefused: Int?
}

extension ScheduleHash {
    mutating func mix(_ decision: FleetDecision, at now: Int64) {
        mix(UInt64(bitPattern: now))
        switch decision {
        case .start(let job, let pool, let nodes, let borrows, _):
            mix(1 | UInt64(bitPattern: job) << 8)
            mix(UInt64(pool) << 1 | (borrows ? 1 : 0))
            for node in nodes { mix(UInt64(UInt32(bitPattern: node))) }
        case .preempt(let job, let by, _):
            mix(2 | UInt64(bitPattern: job) << 8)
            mix(UInt64(bitPattern: by))
        case .replace(let job, let member, let from, let to, _):
            mix(3 | UInt64(bitPattern: job) << 8)
            mix(UInt64(member))
            mix(UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to)))
        case .resume(let job): mix(4 | UInt64(bitPattern: job) << 8)
        case .requeue(let job, let why):
            mix(5 | UInt64(bitPattern: job) << 8)
            mix(why == .preempted ? 0 : 1)
        }
    }
}
