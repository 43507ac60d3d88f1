import StargateBuildOut
import StargateQuantities

/// Running readings: accelerator-time by pool and use, energy, tokens, and power held back.
public struct Meters: Hashable, Sendable, Codable {
    /// In the order of the scheduler's pools.
    var pools: [PoolMeter] = []
    var tokensServed: Int64 = 0
    var tokensAsked: Int64 = 0

    /// Kilowatts that each cause holds back at present, in the order of `HoldingCause.allCases`.
    var holding = [Int64](repeating: 0, count: HoldingCause.allCases.count)
    /// Kilowatt-seconds held back in this quarter.
    var held = [Int64](repeating: 0, count: HoldingCause.allCases.count)
    var quarterStarted: Instant?
    /// Most construction workers at a time in this quarter.
    var workersPeak: Int64 = 0

    // Read in this quarter.
    var quarterEnergy = Energy.zero
    var quarterTokensServed: Int64 = 0
    var quarterTokensAsked: Int64 = 0
    var quarterOwnCost = Money.zero
    var quarterCloudCost = Money.zero

    public init() {}

    mutating func readTokens(_ tokens: Int64, _ asked: Int64) {
        quarterTokensServed += tokens
        quarterTokensAsked += asked
        tokensServed = 0
        tokensAsked = 0
    }

    mutating func startQuarter() {
        for index in pools.indices { pools[index].quarter = UseTimes() }
        quarterEnergy = .zero
        quarterTokensServed = 0
        quarterTokensAsked = 0
        quarterOwnCost = .zero
        quarterCloudCost = .zero
        held = held.map { _ in 0 }
        quarterStarted = nil
        workersPeak = 0
    }
}

/// One pool's meter, with what it needs to know of the programme at hand.
struct PoolMeter: Hashable, Sendable, Codable {
    /// The site of an own pool; `nil` for a rented one.
    var site: SiteID?
    /// Peak of one accelerator in gigaFLOP/s.
    var peak: Int64 = 0
    /// Facility power of the pool's accelerators at peak, and its mean while they work, in watts; zero if rented.
    var meanWatts: Int64 = 0

    /// Since the last reading, in accelerator-milliseconds.
    var busy = UseTimes()
    var online: Int64 = 0
    /// Since the last reading, in milliwatt-hours.
    var energy: Int64 = 0
    /// Read in this quarter, in accelerator-seconds.
    var quarter = UseTimes()

    /// Takes a reading off the meter; what is not a whole unit stays on it for the next.
    mutating func read(_ seconds: UseTimes, _ onlineSeconds: Int64, _ energy: Energy) {
        for use in Use.allCases {
            busy[use] -= seconds[use] * 1000
            quarter[use] += seconds[use]
        }
        online -= onlineSeconds * 1000
        self.energy -= energy.wattHours * 1000
    }
}

/// Accelerator-time by use.
struct UseTimes: Hashable, Sendable, Codable {
    var training: Int64 = 0
    var research: Int64 = 0
    var inference: Int64 = 0

    var sum: Int64 { training + research + inference }

    subscript(use: Use) -> Int64 {
        get {
            switch use {
            case .training: training
            case .research: research
            case .inference: inference
            }
        }
        set {
            switch use {
            case .training: training = newValue
            case .research: research = newValue
            case .inference: inference = newValue
            }
        }
    }

    /// Whole seconds of milliseconds.
    var seconds: UseTimes {
        UseTimes(training: training / 1000, research: research / 1000, inference: inference / 1000)
    }
}
