/// A gang that waits for all its members at once.
public struct FleetJob: Hashable, Sendable, Codable {
    public enum OnFailure: Hashable, Sendable, Codable {
        /// Where no replacement keeps its constraint: holds on to its other members until one does.
        case wait
        /// Where no replacement keeps its constraint: gives all back and queues again with what is left to do.
        case restart
    }

    public var id: Int64
    /// The queue, an index.
    public var queue: Int
    /// Higher goes first within its queue, and may preempt there.
    public var priority: Int
    /// The GPU type.
    public var type: Int
    public var members: Int
    /// GPUs of each member, all on one node.
    public var gpus: Int
    public var constraint: FleetConstraint
    /// How long it says it will run, in milliseconds. Never trusted to end it, only to plan.
    public var estimate: Int64
    /// Work since the last checkpoint is lost when it is interrupted; nil loses all.
    public var checkpointInterval: Int64?
    /// Milliseconds without progress after every interruption.
    public var restartTime: Int64
    public var onFailure: OnFailure
    /// The reservation it runs under, if any.
    public var reservation: Int?
    /// The most members it makes use of; `members` are the fewest. It starts on as many as there is room for and stays
    /// at that (Kueue: partial admission).
    public var most: Int?
    /// Other shapes it may run in instead, one a type; empty if it runs as it is.
    public var flavours: [FleetFlavour] = []

    public init(
        id: Int64, queue: Int = 0, priority: Int = 0, type: Int = 0, members: Int, gpus: Int,
        constraint: FleetConstraint = .none, estimate: Int64, checkpointInterval: Int64? = nil, restartTime: Int64 = 0,
        onFailure: OnFailure = .restart, reservation: Int? = nil, most: Int? = nil, flavours: [FleetFlavour] = []
    ) {
        self.id = id
        self.queue = queue
        self.priority = priority
        self.type = type
        self.members = members
        self.gpus = gpus
        self.constraint = constraint
        self.estimate = estimate
        self.checkpointInterval = checkpointInterval
        self.restartTime = restartTime
        self.onFailure = onFailure
        self.reservation = reservation
        self.most = most
        self.flavours = flavours
    }

    /// GPUs of all members.
    public var need: Int64 { Int64(members) * Int64(gpus) }
}

/// Why a job is not taken.
public enum FleetJobRefusal: Error, Hashable, Sendable {
    case idTaken(Int64)
    case queueUnknown(Int)
    case typeUnknown(Int)
    case reservationUnknown(Int)
    /// Members, GPUs and estimate must be positive, times not negative.
    case malformed
    /// Balanced and segment need a level from rack to site, required one below the pool.
    case levelUnfit(FleetConstraint)
    /// The members do not divide into segments of this size.
    case segmentsUneven(members: Int, size: Int)
    /// Even with every node up and free the constraint could not be held.
    case neverFits
    /// More than quota, borrowing limit and cohort ever allow.
    case beyondQuota
    /// It would not end before its reservation does.
    case beyondReservation
}
