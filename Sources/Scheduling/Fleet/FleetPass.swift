/// What is known for the length of one pass.
struct FleetPass {
    /// A shape that found no room. Within a pass room only shrinks, so what was refused once is refused again.
    struct Shape: Hashable, Sendable, Codable {
        let type: Int
        let gpus: Int
        let constraint: FleetConstraint
        let reservation: Int?
    }

    struct Refused {
        let members: Int
        let end: Int64
    }

    let now: Int64
    var decisions: [FleetDecision] = []
    /// By queue, how many of its jobs have been looked at and wait on.
    var cursors: [Int]
    /// By queue: its jobs are looked at by estimate from now on.
    var isScanning: [Bool]
    /// By queue and type: one waits for quota, so nobody behind it may take it.
    var closed: [Bool]
    /// By queue and type: one has waited for room.
    var blocked: [Bool]
    /// By cohort and type: one waits for quota that is its own; nobody borrows more.
    var entitled: [Bool]
    var tried = 0
    /// Promised heads that could not start at the beginning of the pass.
    var failedHeads: [Int] = []
    /// How often a promise has been moved, or could not be, to let another job pass.
    var promiseChecks = 0
    /// Preempted or failed in this pass; they wait again from the next on.
    var again: [Int] = []
    private var refused: [Shape: [Refused]] = [:]

    init(now: Int64, queues: Int, cohorts: Int, types: Int) {
        self.now = now
        cursors = [Int](repeating: 0, count: queues)
        isScanning = [Bool](repeating: false, count: queues)
        closed = [Bool](repeating: false, count: queues * types)
        blocked = closed
        entitled = [Bool](repeating: false, count: cohorts * types)
    }

    /// Whether one no larger and no longer has found no room.
    func hasRefused(_ record: FleetRecord) -> Bool {
        guard let known = refused[Self.shape(of: record)] else { return false }
        let end = now + record.length
        return known.contains { $0.end <= end && Self.covers($0.members, record) }
    }

    mutating func refuse(_ record: FleetRecord) {
        refused[Self.shape(of: record), default: []].append(
            Refused(members: record.job.members, end: now + record.length))
    }

    /// Room has grown.
    mutating func forget() { refused.removeAll(keepingCapacity: true) }

    static func covers(_ members: Int, _ record: FleetRecord) -> Bool {
        switch record.job.constraint {
        case .none, .required, .preferred: members <= record.job.members
        case .balanced, .segment: members == record.job.members
        }
    }

    static func shape(of record: FleetRecord) -> Shape {
        let job = record.job
        return Shape(type: job.type, gpus: job.gpus, constraint: job.constraint, reservation: job.reservation)
    }
}
