public import StargateQuantities

/// How owners share what is distributed: capital back, a preferred return, a catch-up, then the promote.
public struct EquityTerms: Hashable, Sendable {
    /// A year, ACT/365, on capital not returned and return not paid.
    public let preferredRate: Ratio
    /// The sponsor's share of the catch-up tier; must exceed `promote` for there to be one.
    public let catchUp: Ratio
    /// The sponsor's share of profit.
    public let promote: Ratio

    /// - Precondition: the shares are between zero and one.
    public init(preferredRate: Ratio, catchUp: Ratio = .one, promote: Ratio) {
        precondition(
            preferredRate >= .zero && (Ratio.zero...Ratio.one).contains(catchUp)
                && (Ratio.zero...Ratio.one).contains(promote), "shares are between zero and one")
        self.preferredRate = preferredRate
        self.catchUp = catchUp
        self.promote = promote
    }

    /// The owners' tiers, highest first.
    public var tiers: [WaterfallTier] { [.returnOfCapital, .preferredReturn, .catchUp(self), .promote(self)] }

    /// All that the catch-up tier pays once `preferred` was paid. With c the sponsor's share of it and p the promote,
    /// the sponsor has p of all profit when c·X = p·(preferred + X), so X = preferred · p / (c − p), to a cent.
    func catchUp(on preferred: Money) -> Money {
        guard catchUp > promote else { return .zero }
        return Money(cents: preferred.cents.scaled(promote.units, over: (catchUp - promote).units, .nearest))
    }
}

/// Where the owners stand.
public struct EquityBalances: Hashable, Sendable {
    /// Paid in and not returned.
    public internal(set) var capital: Money
    /// Preferred return earned and not paid.
    public internal(set) var preferred: Money
    /// Preferred return paid so far.
    public internal(set) var preferredPaid = Money.zero
    /// Paid in the catch-up tier so far, and the sponsor's part of it.
    public internal(set) var caughtUp = Money.zero
    public internal(set) var caughtUpToSponsor = Money.zero

    public init(capital: Money = .zero, preferred: Money = .zero) {
        precondition(capital >= .zero && preferred >= .zero, "owners owe nothing")
        self.capital = capital
        self.preferred = preferred
    }

    /// More capital paid in.
    public func contributing(_ amount: Money) -> EquityBalances {
        precondition(amount >= .zero, "a contribution is not negative")
        var after = self
        after.capital = capital + amount
        return after
    }

    /// After the preferred return of so many days was earned, to the nearest cent; what is not paid earns in turn.
    public func accruing(_ terms: EquityTerms, days: Int) -> EquityBalances {
        var after = self
        let earned = (capital + preferred).cents.scaled(
            terms.preferredRate.units * Int64(days), over: 365 * Ratio.one.units, .nearest)
        after.preferred = preferred + Money(cents: earned)
        return after
    }
}
