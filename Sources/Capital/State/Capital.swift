public import StargateQuantities

/// The state of the programme's money: what was called, contributed, borrowed, promised and spent.
public struct Capital: Hashable, Sendable, Codable {
    public struct Funding: Hashable, Sendable, Codable {
        public internal(set) var called = Money.zero
        public internal(set) var contributed = Money.zero
        public internal(set) var distributed = Money.zero
        /// True once a call was not paid within the cure period: what is uncalled is not counted on any more.
        public internal(set) var isInDefault = false
    }

    /// One funder's line of a call that is not paid yet.
    public struct OpenLine: Hashable, Sendable, Codable {
        public let call: Int
        public let funder: FunderID
        public let amount: Money
        public let due: Instant
    }

    public struct Loan: Hashable, Sendable, Codable {
        /// Set aside for works that were committed, and for interest that was drawn.
        public internal(set) var promised = Money.zero
        public internal(set) var drawn = Money.zero
        /// The part of `drawn` that is interest during construction.
        public internal(set) var capitalised = Money.zero
        public internal(set) var repaid = Money.zero
        /// Balance times days, in cent-days, since interest was last booked.
        public internal(set) var centDays: Int64 = 0
        /// The first day of the period since interest was last booked.
        public internal(set) var periodStart: CalendarDate?
        /// The day up to which `centDays` counts.
        public internal(set) var counted: CalendarDate?

        public var balance: Money { drawn - repaid }

        /// Cent-days up to `date`.
        func centDays(on date: CalendarDate) -> Int64 {
            centDays + balance.cents * Int64(date.dayNumber - (counted ?? date).dayNumber)
        }

        mutating func count(to date: CalendarDate) {
            centDays = centDays(on: date)
            counted = date
        }
    }

    public struct Certificate: Hashable, Sendable, Codable {
        public let milestone: Milestone
        public let at: Instant
    }

    public struct Encumbrance: Hashable, Sendable, Codable {
        public let work: Work
        public let cost: Money
        public internal(set) var debt: [FacilityShare]
        public let budget: BudgetID?
        /// False while it is a requisition.
        public internal(set) var isOrdered: Bool
        public internal(set) var paid = Money.zero
        public internal(set) var drawn: [Money]
    }

    /// One line of the budget as Oracle's Budgetary Control counts it; what is available is the rest.
    public struct BudgetStanding: Hashable, Sendable, Codable {
        /// Requisitions.
        public internal(set) var commitments = Money.zero
        /// Purchase orders and contracts.
        public internal(set) var obligations = Money.zero
        /// Paid.
        public internal(set) var expenditures = Money.zero
        /// Approved beyond the first amount.
        public internal(set) var raised = Money.zero

        public init() {}

        public var consumed: Money { commitments + obligations + expenditures }

        /// What may still be committed, of a budget of `amount`.
        public func available(of amount: Money) -> Money { amount + raised - consumed }
    }

    public internal(set) var funding: [FunderID: Funding] = [:]
    /// In order of calling.
    public internal(set) var openLines: [OpenLine] = []
    public internal(set) var loans: [FacilityID: Loan] = [:]
    public internal(set) var encumbrances: [String: Encumbrance] = [:]
    public internal(set) var budgets: [BudgetID: BudgetStanding] = [:]
    /// Milestones that money hung on, in the order they were certified.
    public internal(set) var certificates: [Certificate] = []
    /// Unpaid, in order of due date, then of number.
    public internal(set) var obligations: [Obligation] = []
    public internal(set) var nextObligation = 1
    public internal(set) var nextCall = 1
    /// In the account and free.
    public internal(set) var cash = Money.zero
    /// In the account, kept for debt service.
    public internal(set) var reserve = Money.zero
    public internal(set) var contributed = Money.zero
    public internal(set) var drawn = Money.zero
    public internal(set) var earned = Money.zero
    public internal(set) var spent = Money.zero
    public internal(set) var distributed = Money.zero
    /// Equity that commitments made so far will need, paid or not.
    public internal(set) var equityPromised = Money.zero
    /// Asked of nobody, as the over-call limit protects those who are not in default.
    public internal(set) var leftOpen = Money.zero
    /// Called and not yet received.
    public internal(set) var receivable = Money.zero
    /// Unpaid obligations without an encumbrance: running costs.
    public internal(set) var runningCostsOwed = Money.zero

    public init() {}

    /// When a milestone that money hangs on was certified.
    public func certified(_ milestone: Milestone) -> Instant? {
        certificates.first { $0.milestone == milestone }?.at
    }

    /// Where the money came from: equity, debt, revenue and interest on late payments.
    public var sources: Money { contributed + drawn + earned }
    /// Where it went, with what is still there (K3).
    public var uses: Money { spent + distributed + cash + reserve }
    /// What the account holds.
    public var inAccount: Money { cash + reserve }
}
