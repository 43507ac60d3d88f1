/// From an instant on, `amount` units of `money` buy `quantity` units of `goods`.
public struct Price: Hashable, Sendable, Codable {
    public let goods: Commodity
    public let money: Commodity
    public let amount: Int64
    public let quantity: Int64

    public init(of goods: Commodity, in money: Commodity, _ amount: Int64, per quantity: Int64) {
        self.goods = goods
        self.money = money
        self.amount = amount
        self.quantity = quantity
    }

    /// What `units` of the goods cost, to the nearest unit of money; `nil` if the price is none or the cost does not fit.
    public func cost(of units: Int64) -> Int64? {
        guard amount > 0, quantity > 0, units > 0 else { return nil }
        let product = Int128(units) * Int128(amount)
        return Int64(exactly: (product + Int128(quantity) / 2) / Int128(quantity))
    }
}

/// A price as it was recorded.
public struct PriceMark: Hashable, Sendable, Codable {
    public let price: Price
    /// How many entries the books held.
    public let sequence: UInt32
    public let recordedAt: Int64
    public let effectiveDay: Int32
}

/// Why an exchange was not made.
public enum ExchangeRefusal: Error, Hashable, Sendable {
    /// No price of these goods in this money was recorded.
    case priceUnknown(goods: String, money: String)
    /// The cost at the recorded price is nothing, or does not fit.
    case costUnusable(quantity: Int64)
    case transfer(LedgerRefusal)
}

extension Ledger {
    /// Records a price; exchanges from here on are made at it.
    public mutating func record(_ price: Price, effectiveDay: Int32, at instant: Int64) {
        advance(to: instant)
        prices.append(
            PriceMark(
                price: price, sequence: UInt32(entries.count), recordedAt: clock, effectiveDay: effectiveDay))
    }

    /// What the same exchange cost when it was made before: sent again, it has no effect, whatever the price is now (L3).
    private func repeated(
        _ id: TransferID, _ payer: AccountNumber, _ receiver: AccountNumber, _ units: Int64, _ code: UInt16,
        _ day: Int32, _ cause: UInt64
    ) -> Int64? {
        guard let paid = entry(id), let given = entry(TransferID(id.value &+ 1)), paid.credit == payer,
            given.debit == receiver, given.amount == units, paid.isLinked, paid.kind == .posted, given.kind == .posted
        else { return nil }
        let isSame = [paid, given].allSatisfy { $0.code == code && $0.effectiveDay == day && $0.cause == cause }
        let isTrading = terms[paid.debit.index].accountClass == .trading
        return isSame && isTrading ? paid.amount : nil
    }

    /// The last recorded price of `goods` in `money`.
    public func price(of goods: Commodity, in money: Commodity) -> Price? {
        prices.last { $0.price.goods == goods && $0.price.money == money }?.price
    }

    /// Exchanges `units` of goods for money at the recorded price: two linked transfers through a pair of trading accounts,
    /// so that each commodity balances by itself (the currency-exchange recipe of TigerBeetle's documentation).
    ///
    /// - Parameters:
    ///   - id: of the money's transfer; the goods' has the next higher one.
    ///   - payer: is credited the money.
    ///   - receiver: is debited the goods.
    /// - Returns: the cost.
    public mutating func exchange(
        _ id: TransferID, payer: AccountNumber, receiver: AccountNumber, units: Int64, code: UInt16 = 0,
        effectiveDay: Int32, cause: UInt64 = 0, at instant: Int64
    ) throws(ExchangeRefusal) -> Int64 {
        guard terms.indices.contains(payer.index) else { throw .transfer(.accountUnknown(payer)) }
        guard terms.indices.contains(receiver.index) else { throw .transfer(.accountUnknown(receiver)) }
        if let cost = repeated(id, payer, receiver, units, code, effectiveDay, cause) { return cost }
        let (money, goods) = (terms[payer.index].commodity, terms[receiver.index].commodity)
        guard let price = price(of: goods, in: money) else {
            throw .priceUnknown(goods: goods.code, money: money.code)
        }
        guard let cost = price.cost(of: units), cost > 0 else { throw .costUnusable(quantity: units) }
        let before = terms.count
        let paid = open(AccountTerms("trading:\(money.code):\(goods.code)", money, .trading))
        let given = open(AccountTerms("trading:\(goods.code):\(money.code)", goods, .trading))
        let group = [
            Transfer(
                id: id, debit: paid, credit: payer, amount: cost, isLinked: true, code: code,
                effectiveDay: effectiveDay, cause: cause),
            Transfer(
                id: TransferID(id.value &+ 1), debit: receiver, credit: given, amount: units, code: code,
                effectiveDay: effectiveDay, cause: cause),
        ]
        let receipt = submit(group, at: instant)
        if let refused = receipt.refused.first(where: { $0.refusal != .linkedTransferRefused }) {
            forgetAccounts(after: before)
            throw .transfer(refused.refusal)
        }
        return cost
    }
}
