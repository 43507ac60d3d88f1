import StargateBuildOut
import StargateQuantities

/// Running readings: accelerator-milliseconds by pool and use, energy, tokens, and power held back.
public struct Meters: Hashable, Sendable, Codable {
    /// Since the last reading, in accelerator-milliseconds; the order of uses is that of `Use.allCases`.
    var busy: [PoolID: [Int64]] = [:]
    /// Accelerator-milliseconds online since the last reading.
    var online: [PoolID: Int64] = [:]
    /// Drawn by own pools since the last reading, in milliwatt-hours.
    var energy: [PoolID: Int64] = [:]
    var tokensServed: Int64 = 0
    var tokensAsked: Int64 = 0

    /// Kilowatts that each cause holds back at present, in the order of `HoldingCause.allCases`.
    var holding = [Int64](repeating: 0, count: HoldingCause.allCases.count)
    /// Kilowatt-milliseconds held back in this quarter.
    var held = [Int64](repeating: 0, count: HoldingCause.allCases.count)
    var quarterStarted: Instant?

    // Read in this quarter.
    var quarterUsage: [PoolID: [Int64]] = [:]
    var quarterEnergy = Energy.zero
    var quarterTokensServed: Int64 = 0
    var quarterTokensAsked: Int64 = 0
    var quarterOwnCost = Money.zero
    var quarterCloudCost = Money.zero

    public init() {}

    /// Takes one pool's reading off the meter; what is not a whole unit stays on it for the next.
    mutating func read(_ pool: PoolID, _ seconds: [Int64], _ onlineSeconds: Int64, _ energy: Energy) {
        for (index, amount) in seconds.enumerated() {
            busy[pool]?[index] -= amount * 1000
            quarterUsage[pool, default: Meters.nothing][index] += amount
        }
        online[pool]? -= onlineSeconds * 1000
        self.energy[pool]? -= energy.wattHours * 1000
        quarterEnergy += energy
    }

    mutating func readTokens(_ tokens: Int64, _ asked: Int64) {
        quarterTokensServed += tokens
        quarterTokensAsked += asked
        tokensServed = 0
        tokensAsked = 0
    }

    mutating func startQuarter() {
        quarterUsage = [:]
        quarterEnergy = .zero
        quarterTokensServed = 0
        quarterTokensAsked = 0
        quarterOwnCost = .zero
        quarterCloudCost = .zero
        held = held.map { _ in 0 }
        quarterStarted = nil
    }

    static let nothing = [Int64](repeating: 0, count: Use.allCases.count)
}

extension Use {
    var index: Int {
        switch self {
        case .training: 0
        case .research: 1
        case .inference: 2
        }
    }
}
