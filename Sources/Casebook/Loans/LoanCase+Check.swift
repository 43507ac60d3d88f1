import StargateCapital

extension LoanCase {
    /// Where a case first came out otherwise than expected, or why it could not be worked out.
    public struct Difference: Sendable, Codable, Hashable {
        /// The expected event's line of the file, or that of a mistake; 0 if none was expected.
        public let line: Int
        /// The column of a mistake.
        public var column: Int?
        /// Which event, counted from one; 0 if none could be worked out.
        public let event: Int
        /// Absent, as `computed` is, if nothing could be compared.
        public var expected: String?
        public var computed: String?
        /// What differs, or why nothing could be compared.
        public var reason: String?
    }

    /// Amounts and rates may differ by this much before they are rounded.
    public static let tolerance = 1e-6

    /// Compares each expected event with the computed one in its place; `nil` if all are equal.
    public func firstDifference() -> Difference? {
        let computed: [LoanEvent]
        do throws(LoanRefusal) { computed = try model.events(until: horizon) } catch {
            return Difference(line: 0, event: 0, reason: error.reason)
        }
        for (index, row) in expected.enumerated() {
            guard index < computed.count else {
                return Difference(
                    line: row.line, event: index + 1, expected: row.description, computed: "no further event")
            }
            guard let field = row.difference(from: computed[index]) else { continue }
            return Difference(
                line: row.line, event: index + 1, expected: row.description, computed: computed[index].row,
                reason: "\(field) differs")
        }
        guard computed.count > expected.count else { return nil }
        return Difference(
            line: 0, event: expected.count + 1, expected: "no further event", computed: computed[expected.count].row)
    }
}

extension LoanCaseReader.Entry {
    /// The case's first difference, or why it cannot be read.
    public func firstDifference() -> LoanCase.Difference? {
        switch loan {
        case .success(let loan): loan.firstDifference()
        case .failure(let refusal):
            LoanCase.Difference(line: refusal.line, column: refusal.column, event: 0, reason: refusal.problem)
        }
    }
}

extension LoanCase.Row: CustomStringConvertible {
    public var description: String {
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "-" }
        return "\(time) \(type) \(currency ?? "-") payoff \(payoff), notional \(text(notional)), rate \(text(rate)), "
            + "accrued \(text(accruedInterest))"
    }

    /// The first field in which an event differs.
    func difference(from event: LoanEvent) -> String? {
        func differs(_ expected: Double?, _ computed: Double) -> Bool {
            guard let expected else { return false }
            return !(abs(expected - computed) <= LoanCase.tolerance)
        }
        if time != event.time { return "eventDate" }
        if type != event.type.rawValue { return "eventType" }
        if let currency, currency != event.currency { return "currency" }
        if differs(payoff, event.payoff) { return "payoff" }
        if differs(notional, event.notional) { return "notionalPrincipal" }
        if differs(rate, event.rate) { return "nominalInterestRate" }
        return differs(accruedInterest, event.accruedInterest) ? "accruedInterest" : nil
    }
}

extension LoanEvent {
    /// The event as an expected one is written.
    fileprivate var row: String {
        "\(time) \(type.rawValue) \(currency) payoff \(payoff), notional \(notional), rate \(rate), "
            + "accrued \(accruedInterest)"
    }
}
