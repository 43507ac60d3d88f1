/// A shape a job may run in: a type of GPU, and how many members of how many GPUs it then has
/// (Kueue: `ResourceFlavor`; SkyPilot: `any_of`).
///
/// Of all flavours and pools that have room it takes the one it gets most done in: `speed` times members.
public struct FleetFlavour: Hashable, Sendable, Codable {
    public var type: Int
    /// The fewest members.
    public var members: Int
    /// The most it makes use of.
    public var most: Int
    public var gpus: Int
    /// How long it says it will run on the fewest, in milliseconds.
    public var estimate: Int64
    /// What a member gets done in a given time; only compared.
    public var speed: Int64

    public init(type: Int, members: Int, most: Int, gpus: Int, estimate: Int64, speed: Int64) {
        self.type = type
        self.members = members
        self.most = most
        self.gpus = gpus
        self.estimate = estimate
        self.speed = speed
    }
}

extension FleetJob {
    /// The job in a flavour, on the fewest members.
    func shaped(_ flavour: FleetFlavour) -> FleetJob {
        var job = self
        job.type = flavour.type
        job.members = flavour.members
        job.most = flavour.most
        job.gpus = flavour.gpus
        job.estimate = flavour.estimate
        return job
    }

    /// The job on so many members: what it does takes so much less time.
    func grown(to granted: Int) -> FleetJob {
        var job = self
        job.estimate = max(1, Int64(Int128(estimate) * Int128(members) / Int128(granted)))
        job.members = granted
        return job
    }

    /// As it waits: in its first flavour, on the fewest members.
    var atRest: FleetJob { flavours.first.map { shaped($0) } ?? self }

    /// Every shape it may run in, on the fewest members.
    var shapes: [FleetJob] { flavours.isEmpty ? [self] : flavours.map { shaped($0) } }

    var types: [Int] { flavours.isEmpty ? [type] : flavours.map(\.type) }

    var isElastic: Bool { most.map { $0 > members } ?? false || !flavours.isEmpty }
}
