/// What a pass decided, in the order in which to carry it out.
public enum FleetDecision: Hashable, Sendable, Codable {
    /// All members start, on these nodes in the order of members.
    case start(job: Int64, pool: Int, nodes: [Int32], borrows: Bool, why: StartReason)
    /// The job gives all its GPUs back to another, which starts right after.
    case preempt(job: Int64, by: Int64, why: PreemptReason)
    /// A failed member goes on elsewhere; the others stay.
    case replace(job: Int64, member: Int, from: Int32, to: Int32, onSpare: Bool)
    /// All members are whole again after `replace`.
    case resume(job: Int64)
    /// The job gives all back and waits again.
    case requeue(job: Int64, why: RequeueReason)

    public enum StartReason: String, Hashable, Sendable, Codable {
        case inTurn
        /// Before a head that waits, without delaying it.
        case backfilled
        case preempting
    }

    public enum PreemptReason: String, Hashable, Sendable, Codable {
        /// It ran on quota its queue had borrowed (Kueue: `reclaimWithinCohort`).
        case reclaimed
        /// A job of higher priority in its queue (Kueue: `withinClusterQueue: LowerPriority`).
        case outranked
    }

    public enum RequeueReason: String, Hashable, Sendable, Codable {
        case preempted
        /// A failed member could not be replaced under its constraint.
        case failed
    }
}

/// Why a job waits.
public enum WaitReason: Hashable, Sendable, Codable {
    /// No domain of the level has room now: at best one has `free` GPUs in members of the right size, of `needed`.
    case noRoom(level: FleetLevel, needed: Int64, free: Int64)
    /// The queue or its cohort has used up its quota.
    case quota(used: Int64, nominal: Int64)
    /// Quota is left to borrow, but one entitled to it waits for it.
    case quotaClaimed
    /// It would disturb a promised start or a reservation.
    case promised
    /// Its own reservation has not begun, or would end before it does.
    case reservation
    /// Not looked at yet, or too far back in the queue.
    case notTried
}
