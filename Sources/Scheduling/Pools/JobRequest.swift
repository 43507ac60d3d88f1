public import StargateQuantities

/// A gang waiting for accelerators of one pool, all at once.
public struct JobRequest: Hashable, Sendable, Codable {
    public enum Class: String, Hashable, Sendable, Codable, CaseIterable {
        case training, research

        /// Training goes first.
        var priority: Int {
            switch self {
            case .training: 1
            case .research: 0
            }
        }
    }

    public let id: JobID
    public let `class`: Class
    /// The fewest it starts on.
    public let least: Int64
    /// The most it makes use of.
    public let most: Int64
    /// What is still to be done, after efficiency gains.
    public let work: Compute
    /// Model FLOP utilisation.
    public let utilisation: Ratio

    public init(id: JobID, class: Class, least: Int64, most: Int64, work: Compute, utilisation: Ratio) {
        self.id = id
        self.class = `class`
        self.least = least
        self.most = most
        self.work = work
        self.utilisation = utilisation
    }

    /// The same with so much left to do.
    public func with(left work: Compute) -> JobRequest {
        JobRequest(id: id, class: `class`, least: least, most: most, work: work, utilisation: utilisation)
    }
}

/// How fast a job would run on a class of accelerator.
public struct JobShape: Hashable, Sendable, Codable {
    public let chip: ChipID
    /// Accelerators in one node.
    public let node: Int64
    /// Milliseconds on the job's fewest accelerators, if nothing interrupts it.
    public let length: Int64
    /// What one accelerator gets done; only compared.
    public let speed: Int64

    public init(chip: ChipID, node: Int64, length: Int64, speed: Int64) {
        self.chip = chip
        self.node = node
        self.length = length
        self.speed = speed
    }

    /// Members of a gang for `job` on nodes of this class.
    ///
    /// One that needs a fixed number is spread evenly over the fewest nodes; one that takes more if there are takes
    /// whole nodes.
    func flavour(of job: JobRequest, type: Int) -> FleetFlavour {
        let isFixed = job.least == job.most
        let members = max(1, (job.least + node - 1) / node)
        let gpus = isFixed ? (job.least + members - 1) / members : max(1, min(node, job.least))
        return FleetFlavour(
            type: type, members: Int(members), most: Int(isFixed ? members : max(members, job.most / gpus)),
            gpus: Int(gpus), estimate: max(1, length), speed: speed * gpus)
    }
}

/// A job that runs, and where.
public struct Placement: Hashable, Sendable, Codable {
    public let job: JobRequest
    /// The job's number in the fleet.
    let number: Int64
    public let pool: PoolID
    public let chip: ChipID
    public let accelerators: Int64
    public let started: Instant
}

/// A job that waits.
struct WaitingJob: Hashable, Sendable, Codable {
    let job: JobRequest
    let number: Int64
}
