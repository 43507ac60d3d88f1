public import StargateQuantities

/// The money that can still be had to complete what was begun: the cost-to-complete test.
public struct FundsToComplete: Hashable, Sendable {
    public let undrawnDebt: Money
    public let uncalledEquity: Money
    public let cash: Money

    public init(undrawnDebt: Money, uncalledEquity: Money, cash: Money) {
        self.undrawnDebt = undrawnDebt
        self.uncalledEquity = uncalledEquity
        self.cash = cash
    }

    public var total: Money { undrawnDebt + uncalledEquity + cash }

    /// True if `cost`, all that is left to pay until completion, can be paid.
    public func cover(_ cost: Money) -> Bool { shortfall(of: cost) == .zero }

    /// What is missing to pay `cost`; zero if nothing is.
    public func shortfall(of cost: Money) -> Money { max(.zero, cost - total) }
}
