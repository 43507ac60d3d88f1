/// Double-entry books in several commodities: accounts, posted transfers, and reservations that are posted in parts.
///
/// Nothing is ever edited: a correction is a new transfer. Every refusal leaves the books untouched.
public struct Ledger: Hashable, Sendable, Codable {
    public private(set) var accounts: [Account] = []
    private var numbers: [String: Int] = [:]
    private var reservations: [String: Reservation] = [:]

    public init() {}

    /// The account called `name`, opened at first mention.
    public mutating func account(
        _ name: String, _ commodity: Commodity, _ normalSide: Account.Side, limited: Bool = false
    ) -> AccountNumber {
        if let number = numbers[name] { return AccountNumber(index: number) }
        numbers[name] = accounts.count
        accounts.append(Account(name: name, commodity: commodity, normalSide: normalSide, isLimited: limited))
        return AccountNumber(index: accounts.count - 1)
    }

    public subscript(number: AccountNumber) -> Account { accounts[number.index] }

    /// The account called `name`, if it was ever opened.
    public func account(named name: String) -> Account? { numbers[name].map { accounts[$0] } }

    /// The sum of the balances of all accounts whose name begins with `prefix`, each on its normal side.
    public func balance(under prefix: String) -> Int64 {
        accounts.reduce(0) { $1.name.hasPrefix(prefix) ? $0 + $1.balance : $0 }
    }

    /// Moves `amount` from `credit` to `debit` at once.
    public mutating func post(
        debit: AccountNumber, credit: AccountNumber, _ amount: Int64
    ) throws(LedgerRefusal) {
        try check(debit, credit, amount)
        accounts[debit.index].debitsPosted += amount
        accounts[credit.index].creditsPosted += amount
    }

    /// Sets `amount` aside under `id`, to be posted in one or more parts or voided: the first phase of two.
    public mutating func reserve(
        _ id: String, debit: AccountNumber, credit: AccountNumber, _ amount: Int64
    ) throws(LedgerRefusal) {
        guard reservations[id] == nil else { throw .reservationExists(id) }
        try check(debit, credit, amount)
        reservations[id] = Reservation(debit: debit, credit: credit, remaining: amount)
        accounts[debit.index].debitsPending += amount
        accounts[credit.index].creditsPending += amount
    }

    /// Posts `amount` of reservation `id`; what remains stays reserved.
    public mutating func postReserved(_ id: String, _ amount: Int64) throws(LedgerRefusal) {
        guard let reservation = reservations[id] else { throw .reservationUnknown(id) }
        guard amount > 0 else { throw .amountNotPositive(amount) }
        guard amount <= reservation.remaining else {
            throw .beyondReservation(id, asked: amount, remaining: reservation.remaining)
        }
        release(id, reservation, amount)
        accounts[reservation.debit.index].debitsPosted += amount
        accounts[reservation.credit.index].creditsPosted += amount
    }

    /// Gives back what remains of reservation `id`.
    public mutating func void(_ id: String) throws(LedgerRefusal) {
        guard let reservation = reservations[id] else { throw .reservationUnknown(id) }
        release(id, reservation, reservation.remaining)
        reservations[id] = nil
    }

    /// What is still set aside under `id`, zero if nothing is.
    public func reserved(_ id: String) -> Int64 { reservations[id]?.remaining ?? 0 }

    private mutating func release(_ id: String, _ reservation: Reservation, _ amount: Int64) {
        let remaining = reservation.remaining - amount
        reservations[id] =
            remaining == 0
            ? nil : Reservation(debit: reservation.debit, credit: reservation.credit, remaining: remaining)
        accounts[reservation.debit.index].debitsPending -= amount
        accounts[reservation.credit.index].creditsPending -= amount
    }

    /// Every rule a transfer must meet, in fixed precedence (reference: capital and ledger, invariants L5, L7, L14).
    private func check(_ debit: AccountNumber, _ credit: AccountNumber, _ amount: Int64) throws(LedgerRefusal) {
        guard amount > 0 else { throw .amountNotPositive(amount) }
        guard debit != credit else { throw .sameAccount(accounts[debit.index].name) }
        let (from, to) = (accounts[credit.index], accounts[debit.index])
        guard from.commodity == to.commodity else { throw .commoditiesDiffer(to.name, from.name) }
        if from.wouldOverflow(.credit, by: amount) { throw .overflow(from.name) }
        if to.wouldOverflow(.debit, by: amount) { throw .overflow(to.name) }
        if from.isLimited && from.normalSide == .debit && from.available < amount {
            throw .limit(from.name, asked: amount, available: from.available)
        }
        if to.isLimited && to.normalSide == .credit && to.available < amount {
            throw .limit(to.name, asked: amount, available: to.available)
        }
    }

    private struct Reservation: Hashable, Sendable, Codable {
        let debit: AccountNumber
        let credit: AccountNumber
        let remaining: Int64
    }
}

/// An account's place in its ledger.
public struct AccountNumber: Hashable, Sendable, Codable {
    let index: Int
}
