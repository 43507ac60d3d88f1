public import StargateQuantities

/// How the cost of a work package falls over its duration: kept by name and parameters, never only as its output.
///
/// Reference: capital and ledger, section A, "Spend profile".
public enum SpendProfile: Hashable, Sendable {
    /// The same in every unit of time: F(x) = x.
    case linear
    /// Shares of the total that fall due at fractions of the duration.
    case milestones([SpendStep])
    /// F(x) = xᵃ / (xᵃ + (1 − x)ᵇ), slow at both ends; `a` and `b` are within `SpendProfile.powers`.
    case sCurve(a: Int, b: Int)

    /// The powers that an S-curve may have.
    public static let powers = 1...8
    /// The longest duration, in periods or days, so that every power is exact in 128 bits.
    public static let longest = 36_525
    /// What `progress` counts the whole total as: parts in 10¹⁸.
    public static let whole: Int64 = 1_000_000_000_000_000_000

    /// True if the powers are within bounds; or the shares sum to the whole, at fractions that do not fall.
    public var isValid: Bool {
        switch self {
        case .linear: true
        case .sCurve(let a, let b): SpendProfile.powers.contains(a) && SpendProfile.powers.contains(b)
        case .milestones(let steps):
            steps.allSatisfy { $0.share > .zero && $0.share <= .one && $0.fraction >= .zero && $0.fraction <= .one }
                && zip(steps, steps.dropFirst()).allSatisfy { $0.fraction <= $1.fraction }
                && steps.map(\.share).sum() == .one
        }
    }

    /// F(elapsed / duration) in parts of `whole`, to the nearest part. Nothing before the start, all at the end.
    ///
    /// - Precondition: the profile is valid and the duration is no longer than `longest`.
    public func progress(_ elapsed: Int, of duration: Int) -> Int64 {
        precondition(isValid && duration <= SpendProfile.longest, "no such spend profile or duration")
        guard elapsed < duration else { return SpendProfile.whole }
        guard elapsed > 0 else { return 0 }
        switch self {
        case .linear: return SpendProfile.whole.scaled(Int64(elapsed), over: Int64(duration), .nearest)
        case .milestones(let steps):
            let reached = steps.filter { $0.fraction.units * Int64(duration) <= Int64(elapsed) * Ratio.one.units }
            return reached.map(\.share).sum().units * (SpendProfile.whole / Ratio.one.units)
        case .sCurve(let a, let b): return SpendProfile.sCurve(elapsed, of: duration, a, b)
        }
    }

    /// With x = p/q and m the larger power, F = pᵃ·qᵐ⁻ᵃ / (pᵃ·qᵐ⁻ᵃ + (q − p)ᵇ·qᵐ⁻ᵇ): whole until the rounding.
    private static func sCurve(_ p: Int, of q: Int, _ a: Int, _ b: Int) -> Int64 {
        let most = max(a, b)
        let done = power(p, a) * power(q, most - a)
        let all = done + power(q - p, b) * power(q, most - b)
        var product = done.multipliedFullWidth(by: UInt128(whole.magnitude))
        let (low, carry) = product.low.addingReportingOverflow(all / 2)
        product = (product.high + (carry ? 1 : 0), low)
        return Int64(all.dividingFullWidth(product).quotient)
    }

    private static func power(_ base: Int, _ exponent: Int) -> UInt128 {
        (0..<exponent).reduce(UInt128(1)) { value, _ in value * UInt128(base) }
    }
}

/// A share of a total that falls due at a fraction of the duration.
public struct SpendStep: Hashable, Sendable {
    /// Of the total.
    public let share: Ratio
    /// Of the duration: zero at its start, one at its end.
    public let fraction: Ratio

    public init(share: Ratio, at fraction: Ratio) {
        self.share = share
        self.fraction = fraction
    }
}
