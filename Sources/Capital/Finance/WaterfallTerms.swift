public import StargateQuantities

/// What loan agreements say of the order of payments after completion.
public struct WaterfallTerms: Hashable, Sendable {
    /// How many months of senior debt service the reserve aims to hold.
    public let reserveMonths: Int
    /// The cover ratio below which no cash goes to the owners.
    public let lockUp: Ratio
    /// `nil` to distribute what is left without tiers among the owners.
    public let equity: EquityTerms?

    /// Six months and 1.15, as project loans have them (reference: capital and ledger, section A).
    public init(
        reserveMonths: Int = 6, lockUp: Ratio = Ratio(partsPerMillion: 1_150_000), equity: EquityTerms? = nil
    ) {
        self.reserveMonths = reserveMonths
        self.lockUp = lockUp
        self.equity = equity
    }

    /// What is to be paid in one period.
    public struct Period: Hashable, Sendable {
        public let revenue: Money
        public let operatingCosts: Money
        public let tax: Money
        public let seniorInterest: Money
        public let seniorPrincipal: Money
        /// Interest and principal of junior loans.
        public let junior: Money
        /// Senior interest and principal of each month that follows.
        public let debtServiceAhead: [Money]
        /// What the maintenance reserve should hold.
        public let maintenanceTarget: Money

        public init(
            revenue: Money, operatingCosts: Money = .zero, tax: Money = .zero, seniorInterest: Money = .zero,
            seniorPrincipal: Money = .zero, junior: Money = .zero, debtServiceAhead: [Money] = [],
            maintenanceTarget: Money = .zero
        ) {
            self.revenue = revenue
            self.operatingCosts = operatingCosts
            self.tax = tax
            self.seniorInterest = seniorInterest
            self.seniorPrincipal = seniorPrincipal
            self.junior = junior
            self.debtServiceAhead = debtServiceAhead
            self.maintenanceTarget = maintenanceTarget
        }

        /// Cash flow available for debt service: what running costs and tax leave of revenue, zero if they leave none.
        public var cashFlow: Money { max(.zero, revenue - operatingCosts - tax) }

        /// Debt service cover ratio, from this period's revenue alone; `nil` if nothing is due.
        public var dscr: Ratio? {
            DebtTests.dscr(cashFlow: cashFlow, debtService: seniorInterest + seniorPrincipal)
        }
    }

    /// What the debt service reserve should hold: the debt service of the months that follow.
    public func reserveTarget(_ period: Period) -> Money {
        period.debtServiceAhead.prefix(reserveMonths).sum()
    }

    /// The tiers of one period, in the order of the loan agreement, then of the owners.
    public func waterfall(_ period: Period) -> Waterfall {
        let reserve = reserveTarget(period)
        let lenders: [WaterfallTier] = [
            .release(debtServiceReserve: reserve, maintenanceReserve: period.maintenanceTarget),
            .operatingCosts(due: period.operatingCosts),
            .tax(due: period.tax),
            .seniorInterest(due: period.seniorInterest),
            .seniorPrincipal(due: period.seniorPrincipal),
            .debtServiceReserve(target: reserve),
            .maintenanceReserve(target: period.maintenanceTarget),
            .junior(due: period.junior),
            .lockUp(minimum: lockUp, dscr: period.dscr),
        ]
        return Waterfall(lenders + (equity?.tiers ?? [.distributions]))
    }

    /// Pays one period's revenue out.
    public func pay(_ period: Period, from balances: WaterfallBalances) -> WaterfallResult {
        waterfall(period).pay(period.revenue, from: balances)
    }
}
