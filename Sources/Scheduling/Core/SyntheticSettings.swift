/// What a synthetic workload is drawn from. Times are ticks: seconds, as in the archive's traces, or finer ones.
public struct SyntheticSettings: Hashable, Sendable {
    /// A size in accelerators, and how many of all jobs have it.
    public struct Share: Hashable, Sendable {
        public let accelerators: Int32
        public let weight: UInt32

        public init(accelerators: Int32, weight: UInt32) {
            self.accelerators = accelerators
            self.weight = weight
        }
    }

    /// Of ten thousand jobs. The shape published for shared GPU fleets (Philly 2019, PAI 2020, Helios 2021, Acme
    /// 2024): nine of ten jobs fit on one node, while larger ones take most of the accelerator time. Mean 9.9.
    public static let published: [Share] = [
        Share(accelerators: 1, weight: 5200), Share(accelerators: 2, weight: 1200),
        Share(accelerators: 4, weight: 1000), Share(accelerators: 8, weight: 1500),
        Share(accelerators: 16, weight: 500), Share(accelerators: 32, weight: 290),
        Share(accelerators: 64, weight: 160), Share(accelerators: 128, weight: 80),
        Share(accelerators: 256, weight: 40), Share(accelerators: 512, weight: 18),
        Share(accelerators: 1024, weight: 8), Share(accelerators: 2048, weight: 3),
        Share(accelerators: 4096, weight: 1),
    ]

    /// How busy each hour of the day is, in percent of the mean.
    public static let hours: [Int64] = [
        75, 70, 68, 66, 66, 70, 78, 90, 104, 116, 124, 128, 124, 122, 128, 132, 130, 124, 116, 110, 104, 98, 84, 73,
    ]

    /// The fleet the load is measured against.
    public var accelerators: Int
    public var jobs: Int64
    public var seed: UInt64
    /// Accelerator time asked for over accelerator time there is, in percent.
    public var loadPercent: Int64 = 90
    /// Sizes above a quarter of the fleet are left out.
    public var sizes = published
    /// 1 for whole seconds, 1,000 for milliseconds.
    public var ticksPerSecond: Int64 = 1
    /// Half of all jobs run longer.
    public var medianRunSeconds: Int64 = 720
    /// Run times go from the median's 2^(−2 spread)-th to its 2^(2 spread)-fold; a spread of 5 is a lognormal's
    /// σ of 2.
    public var spread: Int64 = 5

    public init(accelerators: Int, jobs: Int64, seed: UInt64) {
        self.accelerators = accelerators
        self.jobs = jobs
        self.seed = seed
    }
}
