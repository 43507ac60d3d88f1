import StargateQuantities

/// What dated payments are worth, and the rates at which they are worth nothing. For display: no `Double` from here
/// ever reaches the ledger.
public struct Returns: Hashable, Sendable {
    /// One a day, in order of date; what is paid in is negative.
    public let flows: [DatedMoney]

    /// The payments in any order; those of one day are added up.
    public init(_ payments: [DatedMoney]) {
        var flows: [DatedMoney] = []
        for payment in payments.sorted(by: { $0.date < $1.date }) {
            if let last = flows.last, last.date == payment.date {
                flows[flows.count - 1] = DatedMoney(last.date, last.amount + payment.amount)
            } else {
                flows.append(payment)
            }
        }
        self.flows = flows
    }

    /// Net present value on the day of the first payment, in dollars, at `rate` a year, ACT/365:
    /// Σ Cᵢ / (1 + rate)^(dᵢ/365), as spreadsheets define XNPV.
    ///
    /// - Precondition: the rate is above −1.
    public func npv(rate: Double) -> Double {
        precondition(rate > -1, "money does not lose more than all of itself")
        let discount = 1 / DailyFactor.growth(rate)
        return days.reduce(0) { $0 + $1.dollars * DailyFactor.power(discount, $1.day) }
    }

    /// Days since the first payment, and dollars.
    var days: [(day: Int, dollars: Double)] {
        guard let first = flows.first?.date.dayNumber else { return [] }
        return flows.map { ($0.date.dayNumber - first, Double($0.amount.cents) / 100) }
    }

    /// How often payments change sign, in order of date: no more rates than this solve them (Descartes' rule of signs).
    public var signChanges: Int {
        let signs = flows.map(\.amount).filter { $0 != .zero }.map { $0 > .zero }
        return zip(signs, signs.dropFirst()).count { $0 != $1 }
    }
}
