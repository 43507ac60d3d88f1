/// A stream of jobs in order of submission, drawn from a seed as it is read: constant memory, whatever the number.
///
/// Arrivals are Poisson, busier by day than by night; sizes come from a table; run times are 2^normal, with the sum of
/// four uniforms for the normal, so that they are bounded; estimates are the run time and a bit up to fourfold, in
/// whole minutes. Three draws a job, whole numbers throughout. A copy is a stream of its own that goes on alike.
public struct SyntheticWorkload: Sendable {
    /// Why no such workload can be drawn.
    public enum Refusal: Error, Hashable, Sendable {
        /// No size is within a quarter of the fleet (a fleet of fewer than four takes jobs of one).
        case noSizes(accelerators: Int)
        /// Load from 1 to 1,000 percent, ticks from 1 to 1,000 a second, median run from 1 to 10⁶ s, spread from 0 to
        /// 8, number of jobs not negative.
        case outOfRange
    }

    /// Quarters of the run time that an owner asks for.
    private static let asked: [Int64] = [4, 4, 5, 6, 8, 8, 12, 16]

    public let settings: SyntheticSettings
    /// A minute, in ticks: estimates are whole minutes.
    public let minute: Int64
    private let medianRun: UInt64
    /// No estimate is longer.
    public let longestEstimate: Int64
    private let sizes: [Int32]
    /// Of 2³², the numbers below which a draw falls on each size.
    private let bounds: [UInt64]
    /// For each top byte of a draw, the first size on which it may fall.
    private let firstSizes: [UInt8]
    /// For each hour of the day, the time between arrivals at −log₂ u = 1, in units of 2⁻⁴⁰ ticks.
    private let gaps: [Int128]
    private var draws: SeededDraws
    /// The clock in units of 2⁻²⁰ ticks.
    private var clock: Int64 = 0
    private var row: Int64 = 0
    /// Of this hour.
    private var gap: Int128
    /// The tick at which the next hour begins.
    private var hourEnd: Int64

    public init(_ settings: SyntheticSettings) throws(Refusal) {
        guard (1...1000).contains(settings.loadPercent), (1...1000).contains(settings.ticksPerSecond),
            (1...1_000_000).contains(settings.medianRunSeconds),
            (0...8).contains(settings.spread), settings.jobs >= 0
        else { throw .outOfRange }
        let largest = max(1, settings.accelerators / 4)
        let kept = settings.sizes.prefix(256)
            .filter { $0.accelerators > 0 && $0.weight > 0 && Int($0.accelerators) <= largest }
        guard settings.accelerators > 0, !kept.isEmpty else { throw .noSizes(accelerators: settings.accelerators) }
        self.settings = settings
        minute = 60 * settings.ticksPerSecond
        medianRun = UInt64(settings.medianRunSeconds * settings.ticksPerSecond)
        sizes = kept.map(\.accelerators)
        var total: UInt64 = 0
        var weighted: Int128 = 0
        for share in kept {
            total += UInt64(share.weight)
            weighted += Int128(share.weight) * Int128(share.accelerators)
        }
        var below: UInt64 = 0
        var bounds: [UInt64] = []
        for share in kept {
            below += UInt64(share.weight)
            bounds.append((below << 32) / total)
        }
        self.bounds = bounds
        firstSizes = (0..<256).map { byte in
            UInt8(truncatingIfNeeded: bounds.firstIndex { $0 > UInt64(byte) << 24 } ?? 0)
        }
        draws = SeededDraws(seed: settings.seed)
        let longest = Int64(FixedTables.scale(medianRun, byPowerOfTwo: settings.spread * 2 << 16))
        longestEstimate = (longest + 1) * 4 + minute
        // Mean size × mean run ÷ (fleet × load) is the mean gap; ln 2 turns −log₂ into −ln: 0.693147… × 2³².
        let area = weighted * Self.meanRun(settings) * 100
        let capacity = Int128(total) * Int128(settings.accelerators) * Int128(settings.loadPercent)
        let gap = (area * 2_977_044_472 / capacity) >> 12
        gaps = SyntheticSettings.hours.map { gap * 100 / Int128($0) }
        self.gap = gaps[0]
        hourEnd = 60 * minute
    }

    /// The next job; nil when all have been submitted.
    public mutating func next() -> SyntheticJob? {
        guard row < settings.jobs else { return nil }
        if clock >> 20 >= hourEnd { startHour() }
        clock += Int64((gap * Int128(FixedTables.minusLog2(draws.bits() | 1))) >> 52)
        let choice = draws.bits()
        let run = self.run(draws.bits())
        let asked = run * Self.asked[Int(choice & 7)] / 4
        defer { row += 1 }
        return SyntheticJob(
            row: row, submit: clock >> 20, run: run, estimate: (asked + minute - 1) / minute * minute,
            accelerators: size(choice >> 32))
    }

    private mutating func startHour() {
        let hour = clock >> 20 / (60 * minute)
        gap = gaps[Int(hour % 24)]
        hourEnd = (hour + 1) * 60 * minute
    }

    @inline(__always)
    private func size(_ draw: UInt64) -> Int32 {
        var index = Int(firstSizes[Int(draw >> 24)])
        while draw >= bounds[index] { index += 1 }
        return sizes[index]
    }

    @inline(__always)
    private func run(_ bits: UInt64) -> Int64 {
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + bits >> 48
        let exponent = settings.spread * (Int64(sum) - 2 * 0xFFFF)
        return Int64(max(1, FixedTables.scale(medianRun, byPowerOfTwo: exponent)))
    }

    /// The mean of 2^(spread × a uniform), to the fourth, times the median; in units of 2⁻²⁰ ticks.
    private static func meanRun(_ settings: SyntheticSettings) -> Int128 {
        var total: Int128 = 0
        for step in Int64(0)..<4096 {
            let exponent = settings.spread * (step * 16 + 8 - 0x8000)
            total += Int128(FixedTables.scale(1 << 20, byPowerOfTwo: exponent))
        }
        let mean = total >> 12
        let square = (mean * mean) >> 20
        return ((square * square) >> 20) * Int128(settings.medianRunSeconds * settings.ticksPerSecond)
    }
}
