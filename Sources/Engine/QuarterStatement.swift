public import StargateBuildOut
public import StargateQuantities

/// The programme at the end of a quarter, and what happened in it. Sums "so far" run from the beginning.
public struct QuarterStatement: Hashable, Sendable, Codable {
    public let quarter: Quarter
    /// The instant the quarter, or the programme, ended.
    public let at: Instant

    // Money so far: contributed + drawn + earned = spent + distributed + reserve + cash.
    public let committed: Money
    public let called: Money
    public let contributed: Money
    public let drawn: Money
    public let earned: Money
    public let spent: Money
    public let distributed: Money
    /// Kept for debt service.
    public let reserve: Money
    public let cash: Money
    /// Bills that fell due and wait for cash.
    public let overdue: Money
    /// Everything promised to builders, vendors and clouds, paid or not.
    public let promised: Money

    // Facility power at the end.
    public let powerContracted: Power
    public let powerInConstruction: Power
    public let powerEnergised: Power
    /// Facility power of accelerators in service.
    public let powerServing: Power

    public let pools: [PoolLine]
    /// Peak arithmetic asked for at the end.
    public let demandInference: ComputeRate
    public let demandResearch: ComputeRate
    public let demandTraining: ComputeRate

    // In the quarter.
    public let tokensAsked: Int64
    public let tokensServed: Int64
    public let energy: Energy
    public let usage: [UsageLine]
    /// Own accelerators: depreciation of chips and buildings, energy, operations.
    public let ownCost: Money
    public let cloudCost: Money
    public let constructionWorkers: Int64
    /// The most at any time in the quarter.
    public let constructionWorkersPeak: Int64
    public let permanentJobs: Int64
    /// Mean facility power that each cause held back.
    public let held: [HeldLine]

    /// One pool at the end of the quarter.
    public struct PoolLine: Hashable, Sendable, Codable {
        public let pool: PoolID
        public let place: String
        public let chip: ChipID
        public let isOwn: Bool
        public let online: Int64
        public let failed: Int64
        /// Peak of the accelerators online.
        public let rate: ComputeRate
    }

    /// Accelerator-seconds of one use on own or rented accelerators.
    public struct UsageLine: Hashable, Sendable, Codable {
        public let use: Use
        public let isOwn: Bool
        public let acceleratorSeconds: Int64
    }

    public struct HeldLine: Hashable, Sendable, Codable {
        public let cause: HoldingCause
        public let power: Power
    }

    public var accelerators: Int64 { pools.reduce(0) { $0 + $1.online } }
    public var rate: ComputeRate { pools.map(\.rate).sum() }
    public var demand: ComputeRate { demandInference + demandResearch + demandTraining }

    /// What held most power back, the largest first.
    public var mainCauses: [HeldLine] { held.filter { $0.power > .zero }.sorted { $0.power > $1.power } }

    /// Accelerator-hours used on own (or rented) accelerators.
    public func acceleratorHours(own: Bool) -> Int64 {
        usage.filter { $0.isOwn == own }.reduce(0) { $0 + $1.acceleratorSeconds } / 3600
    }

    /// Cost of one accelerator-hour in use; `nil` if none was used.
    public func hourCost(own: Bool) -> UnitPrice? {
        let hours = acceleratorHours(own: own)
        guard hours > 0 else { return nil }
        return UnitPrice(microdollars: (own ? ownCost : cloudCost).cents.scaled(10_000, over: hours, .nearest))
    }
}
