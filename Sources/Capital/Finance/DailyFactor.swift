/// Powers and roots that are the same on every machine: additions, multiplications and divisions of IEEE 754 alone, in
/// a fixed order. `pow`, `exp` and `log` of system libraries may differ in the last bit.
enum DailyFactor {
    /// The days of a year that rates are quoted for (ACT/365).
    static let daysOfYear = 365

    /// `base` to a whole power, by repeated squaring.
    static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, square, left) = (1.0, base, exponent)
        while left > 0 {
            if left & 1 == 1 { result *= square }
            left >>= 1
            if left > 0 { square *= square }
        }
        return result
    }

    /// What one grows to in a day at `rate` a year: the 365th root of 1 + rate, by bisection down to the last bit.
    static func growth(_ rate: Double) -> Double {
        let year = 1 + rate
        var (low, high) = (0.0, max(1, year))
        // Each step halves; 1,100 would exhaust even the smallest numbers, these the interval for rates up to 10¹².
        for _ in 0..<128 {
            let middle = low + (high - low) / 2
            if power(middle, daysOfYear) < year { low = middle } else { high = middle }
        }
        return high
    }

    /// The rate a year of one that grows to `growth` in a day.
    static func rate(_ growth: Double) -> Double { power(growth, daysOfYear) - 1 }
}
