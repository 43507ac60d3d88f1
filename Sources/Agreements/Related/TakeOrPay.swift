public import StargateQuantities

/// The running account of a take-or-pay commitment: shortfalls that were paid and may still be used (the make-up bank),
/// and excess that counts later (carry-forward).
public struct TakeOrPay: Hashable, Sendable, Codable {
    /// A paid shortfall.
    public struct Lot: Hashable, Sendable, Codable {
        public internal(set) var units: Int64
        /// What was paid for one unit.
        public let price: UnitPrice
        /// The last period in which it can be used.
        public let expires: Int
    }

    /// First to expire first.
    public private(set) var bank: [Lot] = []
    public private(set) var carryForward: Int64 = 0

    public init() {}

    public var banked: Int64 { bank.reduce(0) { $0 + $1.units } }

    /// Settles one period: first the minimum is met, then the bank is drawn with what was taken beyond it, then the rest
    /// is carried forward. A shortfall is a debt, not damages.
    ///
    /// - Parameters:
    ///   - index: The period's place in `terms.periods`.
    ///   - excused: Units of the minimum that fall away; see `TakeOrPayTerms.excused`.
    public func settle(
        period index: Int, taken: [TakenClass], excused: Int64, terms: TakeOrPayTerms
    ) -> PeriodSettlement {
        let period = terms.periods[index]
        let counted = terms.counted(taken)
        let owed = max(0, period.minimum - excused)
        // Carried units are used as far as what was taken leaves the minimum open.
        let carried = min(carryForward, max(0, owed - counted))
        let effective = owed - carried
        let deficiency = max(0, effective - counted)
        var excess = max(0, counted - effective)
        var draws: [PeriodSettlement.Draw] = []
        for lot in bank where excess > 0 && lot.expires >= index {
            let units = min(lot.units, excess)
            draws.append(.init(units: units, price: lot.price))
            excess -= units
        }
        let unitPrice = terms.shortfallRate.of(period.price, .nearest)
        return PeriodSettlement(
            period: index, counted: counted, excused: min(excused, period.minimum), carryForwardUsed: carried,
            effectiveMinimum: effective, deficiency: deficiency,
            invoice: terms.shortfallRate.of(period.price.cost(of: deficiency), .nearest), draws: draws,
            topUp: draws.map { max(period.price - $0.price, .zero).cost(of: $0.units) }.sum(),
            carryForwardAdded: min(excess, max(0, terms.carryForwardCap - (carryForward - carried))),
            banked: terms.makeUpPeriods > 0 && unitPrice > .zero && deficiency > 0
                ? Lot(units: deficiency, price: unitPrice, expires: index + terms.makeUpPeriods) : nil)
    }

    /// Folds a settlement whose invoice is paid.
    public mutating func evolve(_ settlement: PeriodSettlement) {
        carryForward += settlement.carryForwardAdded - settlement.carryForwardUsed
        var used = settlement.makeUpUsed
        for index in bank.indices where used > 0 && bank[index].expires >= settlement.period {
            let units = min(bank[index].units, used)
            bank[index].units -= units
            used -= units
        }
        bank.removeAll { $0.units == 0 || $0.expires <= settlement.period }
        if let lot = settlement.banked { bank.append(lot) }
    }
}

/// What came of one period; in units if nothing else is said.
public struct PeriodSettlement: Hashable, Sendable, Codable {
    /// Units drawn from one lot of the bank, and what had been paid for each.
    public struct Draw: Hashable, Sendable, Codable {
        public let units: Int64
        public let price: UnitPrice
    }

    public let period: Int
    /// Taken, as far as it counts.
    public let counted: Int64
    public let excused: Int64
    public let carryForwardUsed: Int64
    public let effectiveMinimum: Int64
    public let deficiency: Int64
    public let invoice: Money
    public let draws: [Draw]
    /// Where the price has risen since a drawn lot was paid.
    public let topUp: Money
    public let carryForwardAdded: Int64
    /// The paid shortfall that may be used later.
    public let banked: TakeOrPay.Lot?

    public var makeUpUsed: Int64 { draws.reduce(0) { $0 + $1.units } }
    /// What had been paid for the units drawn from the bank: it need not be paid again.
    public var credit: Money { draws.map { $0.price.cost(of: $0.units) }.sum() }
}
