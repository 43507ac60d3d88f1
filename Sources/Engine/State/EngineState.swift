public import StargateAgreements
public import StargateBuildOut
public import StargateCapital
public import StargatePerformance
public import StargateProgramme
public import StargateQuantities
public import StargateScheduling
public import StargateSourcing

/// The whole state of a programme: the fold of its journal.
public struct EngineState: Hashable, Sendable, Codable {
    public internal(set) var programme: Programme
    public internal(set) var seed: UInt64
    /// The instant of the last event.
    public internal(set) var now: Instant

    public internal(set) var capital = Capital()
    public internal(set) var buildOut = BuildOut()
    public internal(set) var agreements = Agreements()
    public internal(set) var sourcing = Sourcing()
    public internal(set) var scheduling = Scheduling()
    public internal(set) var models: [ModelID: ModelProgress] = [:]
    public internal(set) var runs: [JobID: RunProgress] = [:]
    public internal(set) var demand = Demand()
    public internal(set) var books = Books()
    public internal(set) var meters = Meters()
    public internal(set) var quarters: [QuarterStatement] = []
    /// Asked of the world and unanswered, in order of asking.
    public internal(set) var effects: [Effect] = []
    public internal(set) var nextSequence = 1
    /// The next first of a month, when the programme is reviewed.
    public internal(set) var nextReview: Instant
    public internal(set) var experiments = 0

    /// The state in which a programme begins.
    public init(programme: Programme, seed: UInt64) {
        self.programme = programme
        self.seed = seed
        now = Instant(programme.start)
        nextReview = Instant(programme.start)
    }

    /// Where a model stands.
    public struct ModelProgress: Hashable, Sendable, Codable {
        public internal(set) var wanted: Instant?
        public internal(set) var started: Instant?
        public internal(set) var pool: PoolID?
        public internal(set) var accelerators: Int64 = 0
        public internal(set) var interruptions: Int64 = 0
        public internal(set) var lost: Int64 = 0
        public internal(set) var trained: Instant?
    }

    /// Where a running job stands, in milliseconds of progress.
    public struct RunProgress: Hashable, Sendable, Codable {
        public internal(set) var length: Int64
        public internal(set) var remaining: Int64
        public internal(set) var reports: Int
    }

    /// What is asked for at present.
    public struct Demand: Hashable, Sendable, Codable {
        public internal(set) var tokensPerDay: Int64 = 0
        /// How tokens turn into arithmetic until demand is set anew.
        public internal(set) var serving: ServingCapacity?
        public internal(set) var inference = ComputeRate.zero
        public internal(set) var research = ComputeRate.zero
        public internal(set) var training = ComputeRate.zero
    }

    /// Peak of all accelerators online.
    public var rateOnline: ComputeRate {
        scheduling.pools.reduce(.zero) { $0 + rate(of: $1.chip, $1.online) }
    }

    func rate(of chip: ChipID, _ accelerators: Int64) -> ComputeRate {
        ComputeRate(gigaflops: (programme.chip(chip)?.peak.gigaflops ?? 0) * accelerators)
    }

    static func trainingJob(_ model: ModelID) -> JobID { JobID("train/\(model)") }
    static func model(of job: JobID) -> ModelID? {
        job.text.hasPrefix("train/") ? ModelID(String(job.text.dropFirst(6))) : nil
    }
    static func ownPool(_ site: SiteID, _ chip: ChipID) -> PoolID { PoolID("\(site)/\(chip)") }
    static func rentedPool(_ supplier: SupplierID, _ chip: ChipID) -> PoolID { PoolID("\(supplier)/\(chip)") }
}

extension EngineState {
    /// Peak arithmetic of all accelerator-time metered so far, in gigaFLOP.
    public var computeUsed: Double {
        scheduling.pools.reduce(0) { sum, pool in
            let seconds = books.balance(of: "compute:supplied:\(pool.id)")
            return sum + Double(seconds) * Double(programme.chip(pool.chip)?.peak.gigaflops ?? 0)
        }
    }
}
