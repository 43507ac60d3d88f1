public import StargateQuantities

/// A share of revenue up to a cap in all, as since April 2026: the same percentage, under a total cap, whatever the
/// technology does (facts/stargate.csv).
public struct RevenueShareTerms: Hashable, Sendable {
    public let share: Ratio
    /// The most in all; `nil`: without end.
    public let cap: Money?

    public init(share: Ratio, cap: Money?) {
        self.share = share
        self.cap = cap
    }

    /// What is due of a period's revenue when `paid` has been paid so far, to the nearest cent.
    public func due(of revenue: Money, paid: Money) -> Money {
        let due = share.of(max(revenue, .zero), .nearest)
        guard let cap else { return due }
        return min(due, max(cap - paid, .zero))
    }
}
