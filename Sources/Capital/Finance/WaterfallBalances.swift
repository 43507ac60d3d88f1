public import StargateQuantities

/// The accounts that a waterfall fills and draws on, from one period to the next.
public struct WaterfallBalances: Hashable, Sendable {
    /// Kept to pay senior debt service when cash does not.
    public internal(set) var debtServiceReserve: Money
    /// Kept for major maintenance.
    public internal(set) var maintenanceReserve: Money
    /// Kept back from distribution by the lock-up test; cash again in the next period.
    public internal(set) var trapped: Money
    public internal(set) var equity: EquityBalances

    public init(
        debtServiceReserve: Money = .zero, maintenanceReserve: Money = .zero, trapped: Money = .zero,
        equity: EquityBalances = EquityBalances()
    ) {
        self.debtServiceReserve = debtServiceReserve
        self.maintenanceReserve = maintenanceReserve
        self.trapped = trapped
        self.equity = equity
    }

    /// All that is in the account beside free cash.
    public var held: Money { debtServiceReserve + maintenanceReserve + trapped }

    /// These balances after `amount` was spent on major maintenance.
    ///
    /// - Precondition: the reserve holds it.
    public func spendingOnMaintenance(_ amount: Money) -> WaterfallBalances {
        precondition(.zero <= amount && amount <= maintenanceReserve, "the reserve holds what is spent")
        var after = self
        after.maintenanceReserve = maintenanceReserve - amount
        return after
    }

    /// These balances at the end of a period whose equity earned a preferred return.
    public func replacing(equity: EquityBalances) -> WaterfallBalances {
        var after = self
        after.equity = equity
        return after
    }
}
