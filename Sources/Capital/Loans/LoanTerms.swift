/// What a loan's contract says. Names follow the ACTUS data dictionary.
public struct LoanTerms: Hashable, Sendable {
    public var kind: LoanKind
    public var role: LoanRole
    public var currency: String
    public var statusDate: LoanTime
    public var initialExchangeDate: LoanTime
    public var maturityDate: LoanTime?
    /// Where an annuity's payments would have repaid it; the maturity, if none is given.
    public var amortizationDate: LoanTime?
    public var notional: Double
    public var premiumDiscount = 0.0
    public var dayCount: DayCount
    public var endOfMonth = EndOfMonth.sameDay
    public var businessDays = BusinessDayConvention.none
    public var calendar = LoanCalendar.noHoliday
    /// Absent if the loan bears no interest.
    public var rate: Double?
    public var accruedInterest: Double?
    public var interest = Recurrence()
    public var capitalizationEnd: LoanTime?
    public var redemption = Recurrence()
    /// The next redemption: of principal alone for LAM, of principal and interest for NAM and ANN.
    public var nextRedemption: Double?
    public var interestBase = InterestBase.notional
    public var interestBaseAmount: Double?
    public var interestBaseFixing = Recurrence()
    public var reset = RateReset()
    public var scaling = Scaling()
    public var fee = Fee()
    public var prepayment = Prepayment()
    public var purchase: Trade?
    public var termination: Trade?

    public init(
        kind: LoanKind, role: LoanRole, currency: String, statusDate: LoanTime, initialExchangeDate: LoanTime,
        notional: Double, dayCount: DayCount
    ) {
        self.kind = kind
        self.role = role
        self.currency = currency
        self.statusDate = statusDate
        self.initialExchangeDate = initialExchangeDate
        self.notional = notional
        self.dayCount = dayCount
    }

    /// Something that recurs: where it is anchored, and how often.
    public struct Recurrence: Hashable, Sendable {
        public var anchor: LoanTime?
        public var cycle: LoanCycle?

        public init(anchor: LoanTime? = nil, cycle: LoanCycle? = nil) {
            self.anchor = anchor
            self.cycle = cycle
        }

        var isDefined: Bool { anchor != nil || cycle != nil }
    }

    /// A loan bought or sold in the secondary market.
    public struct Trade: Hashable, Sendable {
        public var date: LoanTime
        public var price: Double

        public init(date: LoanTime, price: Double) {
            self.date = date
            self.price = price
        }
    }
}
