public import StargateQuantities

/// The running account of a take-or-pay commitment: shortfalls that were paid and may still be used (the make-up bank),
/// and excess that counts later (carry-forward).
public struct TakeOrPay: Hashable, Sendable, Codable {
    /// A paid shortfall.
    public struct Lot: Hashable, Sendable, Codable {
        public internal(set) var units: Int64
        /// What was paid for one unit.
        public let price: UnitPrice
        /// What was paid for the units that are left.
        public internal(set) var paid: Money
        /// The last period in which it can be used.
        public let expires: Int

        /// What was paid for so many of its units: rounded down, so that all draws together are the invoice.
        func paid(for drawn: Int64) -> Money { Money(cents: paid.cents.scaled(drawn, over: units)) }

        mutating func draw(_ drawn: Int64) {
            paid -= paid(for: drawn)
            units -= drawn
        }
    }

    /// A shortfall that was invoiced and is not paid.
    public struct Unpaid: Hashable, Sendable, Codable {
        public let period: Int
        public let lot: Lot
    }

    /// First to expire first.
    public private(set) var bank: [Lot] = []
    public private(set) var carryForward: Int64 = 0
    /// These may not be drawn yet.
    public private(set) var unpaid: [Unpaid] = []

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
            draws.append(
                .init(
                    units: units, price: lot.price, credit: lot.paid(for: units), worth: period.price.cost(of: units)))
            excess -= units
        }
        let ending = bank.filter { $0.expires <= index }.reduce(0) { $0 + $1.units }
        let drawn = draws.reduce(0) { $0 + $1.units }
        let invoice = period.price.cost(of: deficiency, at: terms.shortfallRate)
        let unitPrice = terms.shortfallRate.of(period.price, .nearest)
        return PeriodSettlement(
            period: index, counted: counted, excused: min(excused, period.minimum), carryForwardUsed: carried,
            effectiveMinimum: effective, deficiency: deficiency,
            invoice: invoice, draws: draws,
            topUp: draws.map { max(period.price - $0.price, .zero).cost(of: $0.units) }.sum(),
            carryForwardAdded: min(excess, max(0, terms.carryForwardCap - (carryForward - carried))),
            banked: terms.makeUpPeriods > 0 && unitPrice > .zero && deficiency > 0
                ? Lot(units: deficiency, price: unitPrice, paid: invoice, expires: index + terms.makeUpPeriods) : nil,
            expired: max(0, ending - drawn))
    }

    /// Folds a settlement; what is not paid yet enters the bank by `paid(period:)`.
    public mutating func evolve(_ settlement: PeriodSettlement, isPaid: Bool = true) {
        carryForward += settlement.carryForwardAdded - settlement.carryForwardUsed
        var used = settlement.makeUpUsed
        for index in bank.indices where used > 0 && bank[index].expires >= settlement.period {
            let units = min(bank[index].units, used)
            bank[index].draw(units)
            used -= units
        }
        bank.removeAll { $0.units == 0 || $0.expires <= settlement.period }
        unpaid.removeAll { $0.lot.expires <= settlement.period }
        guard let lot = settlement.banked else { return }
        if isPaid { deposit(lot) } else { unpaid.append(Unpaid(period: settlement.period, lot: lot)) }
    }

    /// The invoice of a period was paid; what could have been used until then at the latest is lost.
    public mutating func paid(period: Int) {
        guard let index = unpaid.firstIndex(where: { $0.period == period }) else { return }
        deposit(unpaid.remove(at: index).lot)
    }

    private mutating func deposit(_ lot: Lot) {
        bank.insert(lot, at: bank.firstIndex { $0.expires > lot.expires } ?? bank.endIndex)
    }
}

extension UnitPrice {
    /// The cost of so many units at a share of their price, rounded once, to the nearest cent (invariant A12).
    fileprivate func cost(of quantity: Int64, at rate: Ratio) -> Money {
        let product = Int128(quantity) * Int128(units) * Int128(rate.units)
        return Money(cents: Int64((product + 5_000_000_000) / 10_000_000_000))
    }
}

/// What came of one period; in units if nothing else is said.
public struct PeriodSettlement: Hashable, Sendable, Codable {
    /// Units drawn from one lot of the bank, and what had been paid for each.
    public struct Draw: Hashable, Sendable, Codable {
        public let units: Int64
        public let price: UnitPrice
        /// What had been paid for them.
        public let credit: Money
        /// What they cost at the price of this period.
        public let worth: Money
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
    /// Units of the bank that could be used in this period for the last time and were not.
    public let expired: Int64

    public var makeUpUsed: Int64 { draws.reduce(0) { $0 + $1.units } }
    /// What had been paid for the units drawn from the bank: it need not be paid again.
    public var credit: Money { draws.map(\.credit).sum() }
    /// What the seller owes back if it bills the drawn units like all others: no more than they cost now, so that a
    /// rise in price is still paid and a fall is not given back.
    public var relief: Money { draws.map { min($0.credit, $0.worth) }.sum() }
}
