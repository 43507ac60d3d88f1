import StargateQuantities
import StargateScheduling

/// Chance that depends on nothing but the seed and what is asked about: the same question always gets the same
/// answer, in whatever order questions come. So a fork meets the same luck as its original, and two variants of a
/// programme differ by what was changed and not by the dice (common random numbers).
struct Chance {
    private var draws: SeededDraws

    /// - Parameter subject: What the draw is about, such as `build/abilene.one`.
    init(seed: UInt64, _ subject: String, _ index: Int = 0) {
        // FNV-1a over the subject, then mixed with seed and index.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in subject.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        draws = SeededDraws(
            seed: SeededDraws.mix(
                hash ^ SeededDraws.mix(seed &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(truncatingIfNeeded: index &+ 1))))
    }

    mutating func bits() -> UInt64 { draws.bits() }

    /// Uniform in 0..<1,000,000.
    mutating func millionth() -> Int64 { Int64(bits() % 1_000_000) }

    /// Uniform in (0, 1], in steps of 2⁻⁵³.
    mutating func unit() -> Double { Double((bits() &>> 11) &+ 1) * 0x1p-53 }

    /// Exponential with mean 1.
    mutating func exponential() -> Double { -Chance.logarithm(unit()) }

    /// How many of many rare things happen when `mean` are expected: Poisson by counting arrivals, and above 40 its
    /// normal limit from twelve uniforms.
    mutating func poisson(mean: Double) -> Int64 {
        guard mean > 0 else { return 0 }
        if mean > 40 {
            var sum = 0.0
            for _ in 0..<12 { sum += unit() }
            return Int64(max(0, (mean + (sum - 6) * mean.squareRoot()).rounded()))
        }
        var count: Int64 = 0
        var time = exponential()
        while time < mean {
            count += 1
            time += exponential()
        }
        return count
    }

    /// Natural logarithm of `x` in (0, 1] from additions, multiplications and divisions alone, which every machine
    /// does alike; a library's may differ in the last bit.
    static func logarithm(_ x: Double) -> Double {
        let exponent = Double(x.exponent)
        var mantissa = x.significand
        var shift = exponent
        if mantissa > 1.414_213_562_373_095 {
            mantissa /= 2
            shift += 1
        }
        // ln m = 2 artanh((m − 1) / (m + 1)), with |ratio| < 0.172.
        let ratio = (mantissa - 1) / (mantissa + 1)
        let square = ratio * ratio
        var sum = 0.0
        var power = ratio
        for odd in stride(from: 1, through: 21, by: 2) {
            sum += power / Double(odd)
            power *= square
        }
        return 2 * sum + shift * 0.693_147_180_559_945_3
    }
}
