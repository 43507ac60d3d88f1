extension LoanTerms {
    /// How a variable rate follows a market rate.
    public struct RateReset: Hashable, Sendable {
        public var times = Recurrence()
        public var market: String?
        /// The first reset's rate, if it is known already.
        public var nextRate: Double?
        public var multiplier = 1.0
        public var spread = 0.0
        public var lifeCap = Double.infinity
        public var lifeFloor = -Double.infinity
        /// The most by which the rate may rise in one reset, and fall.
        public var periodCap = Double.infinity
        public var periodFloor = Double.infinity

        public init() {}
    }

    /// How amounts follow an index.
    public struct Scaling: Hashable, Sendable {
        public var times = Recurrence()
        public var index: String?
        public var scalesInterest = false
        public var scalesNotional = false
        public var indexAtDeal: Double?
        public var notionalMultiplier = 1.0
        public var interestMultiplier = 1.0

        public init() {}
    }

    /// A fee, an amount each time or a rate on the notional.
    public struct Fee: Hashable, Sendable {
        public enum Basis: String, Hashable, Sendable, CaseIterable {
            case absolute = "A"
            case notional = "N"
        }

        public var times = Recurrence()
        public var rate = 0.0
        public var basis = Basis.notional
        public var accrued: Double?

        public init() {}
    }

    /// Repayment before it is due, and its penalty.
    public struct Prepayment: Hashable, Sendable {
        public enum Penalty: String, Hashable, Sendable, CaseIterable {
            case none = "O"
            case absolute = "A"
            case notional = "N"
            case rateDifference = "I"
        }

        /// When it may happen, as a market object says how much.
        public var times = Recurrence()
        public var model: String?
        public var isAllowed = true
        public var penalty = Penalty.none
        public var penaltyRate = 0.0

        public init() {}
    }
}
