/// The order in which a queue of rigid jobs is served (`reference/scheduling.md`, "Policies with an outside
/// reference").
public enum QueueDiscipline: String, Hashable, Sendable, Codable, CaseIterable {
    /// First come, first served: the head starts while it fits; nobody passes it.
    case fcfs
    /// EASY backfilling (Lifka 1995): whoever does not delay the head's reservation may pass it, in order of
    /// submission.
    case easy
    /// EASY, with the backfill scan going by estimate, shortest first (Tsafrir, Etsion and Feitelson 2007).
    case easySJBF
    /// EASY, with the set of backfilled jobs chosen so that most processors are in use (Shmueli and Feitelson 2003).
    case lookahead
    /// Conservative backfilling (Mu'alem and Feitelson 2001): every job holds a reservation from its submission on.
    case conservative
}

/// When a decider makes its passes within one instant.
public enum PassMode: String, Hashable, Sendable, Codable, CaseIterable {
    /// One pass after every event; submissions (in file order) come before terminations (in order of start).
    case event
    /// All terminations, then all submissions, then one pass, as resource managers do.
    case batch
}

/// Why a job cannot be queued at all.
public enum QueueRefusal: Error, Hashable, Sendable {
    /// The job asks for more than the whole machine, or for nothing.
    case processorsOutOfRange(asked: Int32, machine: Int32)
    /// An estimate is zero or more.
    case negativeEstimate(Int64)
}

/// A job that a pass lets start. Hand it back with `QueueDecider.finish(_:at:)` when the job has ended.
public struct QueueStart: Hashable, Sendable, Codable {
    /// The caller's own number for the job.
    public let job: Int32
    /// What it holds until it ends.
    public let processors: Int32
    /// How many jobs were started before this one.
    public let sequence: Int64
    /// The instant of the pass that started it, in the caller's unit.
    public let start: Int64
    /// `start` plus the estimate, at least one tick.
    public let estimatedEnd: Int64
}
