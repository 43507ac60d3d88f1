public import StargateQuantities
public struct TakeOrPayTerms: Hashable, Sendable {
    public struct Period: Hashable, Sendable {
        public let from: CalendarDate
        public let until: CalendarDate
        public let minimum: Int64
        public let price: UnitPrice
        public init(from: CalendarDate, until: CalendarDate, minimum: Int64, price: UnitPrice) { self.from = from; self.until = until; self.minimum = minimum; self.price = price }
    }
    public struct CountingRule: Hashable, Sendable {}
    public let periods: [Period]
    public init(periods: [Period], shortfallRate: Ratio, makeUpPeriods: Int, carryForwardCap: Int64, counting: [CountingRule]) { self.periods = periods }
}
public struct TakenClass: Hashable, Sendable, Codable {
    public let `class`: String
    public let units: Int64
    public init(class name: String, units: Int64) { self.class = name; self.units = units }
}
public struct PeriodSettlement: Hashable, Sendable, Codable {
    public let invoice: Money
    public let counted: Int64
}
public struct TakeOrPay: Hashable, Sendable, Codable {
    public init() {}
    func settle(period: Int, taken: [TakenClass], excused: Int64, terms: TakeOrPayTerms) -> PeriodSettlement { PeriodSettlement(invoice: .zero, counted: 0) }
    mutating func evolve(_ s: PeriodSettlement) {}
}
public struct RevenueShareTerms: Hashable, Sendable {
    public init(share: Ratio, cap: Money?) {}
    public func due(of revenue: Money, paid: Money) -> Money { .zero }
}
