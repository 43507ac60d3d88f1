/// A job the decider knows, and where it stands.
struct FleetRecord: Hashable, Sendable, Codable {
    enum State: String, Hashable, Sendable, Codable {
        case waiting
        case running
        /// Holds what is left of it and waits for replacements.
        case stalled
    }

    /// The job in the shape it runs in, or is promised.
    var job: FleetJob
    private(set) var asked: FleetJob
    /// Order of submission.
    let sequence: Int64
    var state = State.waiting
    var pool = -1
    /// The node of each member; one lost on node n is -1 - n.
    var nodes: [Int32] = []
    var started: Int64 = 0
    /// By its estimate; `Int64.max` while stalled.
    var estimatedEnd: Int64 = 0
    /// Started on quota its queue borrows.
    var borrows = false
    var account = FleetRunAccount()
    /// Preemption for it is tried again only from then on.
    var preemptsFrom = Int64.min
    /// A pass would have tried before then.
    var hasSkippedPreemption = false
    var reason = WaitReason.notTried
    /// `length` when it began to wait: its place in a line that goes by estimate.
    var queuedLength: Int64 = 0

    /// How long it will run from a start now, by its estimate and what it has kept.
    var length: Int64 {
        max(1, job.estimate - account.productive) + (account.firstStart == nil ? 0 : job.restartTime)
    }

    init(job: FleetJob, sequence: Int64) {
        self.job = job.atRest
        asked = job
        self.sequence = sequence
    }

    /// Other shapes, whose estimates are of what is left to do.
    mutating func reshape(_ flavours: [FleetFlavour], _ first: FleetFlavour) {
        asked.flavours = flavours
        job = asked.shaped(first)
        account = FleetRunAccount()
    }

    /// What stands in a slot that no job has.
    static let unused = FleetRecord(job: FleetJob(id: -1, members: 1, gpus: 1, estimate: 1), sequence: -1)

    var isWhole: Bool { nodes.allSatisfy { $0 >= 0 } }
}
