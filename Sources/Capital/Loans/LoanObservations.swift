/// What a loan's contract refers to and does not decide itself.
///
/// ACTUS technical specification, section "Risk Factor Observer".
public struct LoanObservations: Hashable, Sendable {
    /// A value that holds from its time on.
    public struct Value: Hashable, Sendable {
        public let time: LoanTime
        public let value: Double

        public init(time: LoanTime, value: Double) {
            self.time = time
            self.value = value
        }
    }

    /// An event that no schedule foresees.
    public struct Unscheduled: Hashable, Sendable {
        public let time: LoanTime
        public let type: LoanEventType
        public let amount: Double

        public init(time: LoanTime, type: LoanEventType, amount: Double) {
            self.time = time
            self.type = type
            self.amount = amount
        }
    }

    private let series: [String: [Value]]
    public let events: [Unscheduled]

    public init(series: [String: [Value]] = [:], events: [Unscheduled] = []) {
        self.series = series.mapValues { $0.sorted { $0.time < $1.time } }
        self.events = events
    }

    /// O(i, t): the value at a time, or the last before it.
    func value(_ object: String?, at time: LoanTime) throws(LoanRefusal) -> Double {
        guard let object else { throw .missing(term: "marketObjectCode", need: "an event at \(time) observes it") }
        guard let value = series[object]?.last(where: { $0.time <= time }) else {
            throw .notObserved(object: object, at: time)
        }
        return value.value
    }
}
