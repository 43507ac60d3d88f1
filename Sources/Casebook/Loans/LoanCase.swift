public import StargateCapital

/// A loan of a file in the ACTUS test format, and the events that are expected of it.
public struct LoanCase: Sendable {
    public let id: String
    public let model: LoanModel
    /// The last instant that counts.
    public let horizon: LoanTime?
    public let expected: [Row]

    /// One expected event, as it is written.
    public struct Row: Sendable, Hashable {
        public let line: Int
        public let time: LoanTime
        public let type: String
        public let currency: String?
        public let payoff: Double
        public let notional: Double?
        public let rate: Double?
        public let accruedInterest: Double?
    }
}
