/// Double-entry books in several commodities: accounts, posted transfers, and reservations that are posted in parts.
///
/// Nothing is ever edited: a correction is a new transfer. Every refusal leaves the books untouched. All state lies in
/// flat arrays; the same transfers at the same instants give the same books however they are cut into submissions.
public struct Ledger: Sendable {
    /// Terms of all accounts, in order of opening.
    public internal(set) var terms: [AccountTerms] = []
    /// All transfers that were taken, in order; the place is the sequence.
    public internal(set) var entries: [Entry] = []
    public internal(set) var reservations: [Reservation] = []
    /// Closings and reopenings, in order.
    public internal(set) var periods: [PeriodMark] = []
    /// Prices as recorded, in order.
    public internal(set) var prices: [PriceMark] = []
    /// The latest instant the books know of, in milliseconds since 1970 UTC.
    public internal(set) var clock = Int64.min

    /// How many reservations have lapsed.
    public internal(set) var expired = 0

    var states: [AccountState] = []
    /// How many entries there were when each account was opened, and when it was closed.
    var openedAt: [UInt32] = []
    var closedAt: [UInt32?] = []
    private var numbers: [String: AccountNumber] = [:]
    private var commodities: [Commodity] = []
    var identifiers = IdentifierTable()
    var expiries = ExpiryQueue()

    public init() {}

    /// Makes room for entries that are about to come.
    public mutating func reserveCapacity(_ count: Int) {
        entries.reserveCapacity(count)
        identifiers.reserve(max(0, count - entries.count), entries)
    }

    /// The account of these terms, opened at first mention. A name is opened once; later terms are not looked at.
    @discardableResult
    public mutating func open(_ account: AccountTerms) -> AccountNumber {
        if let number = numbers[account.name] { return number }
        let number = AccountNumber(UInt32(terms.count))
        numbers[account.name] = number
        let commodity = commodities.firstIndex(of: account.commodity) ?? commodities.count
        if commodity == commodities.count { commodities.append(account.commodity) }
        terms.append(account)
        openedAt.append(UInt32(entries.count))
        closedAt.append(nil)
        states.append(
            AccountState(
                commodity: UInt16(commodity), side: account.normalSide, isLimited: account.isLimited))
        return number
    }

    /// Takes accounts that were opened last, and never used, out again.
    mutating func forgetAccounts(after count: Int) {
        for account in terms[count...] { numbers[account.name] = nil }
        openedAt.removeLast(terms.count - count)
        closedAt.removeLast(terms.count - count)
        states.removeLast(terms.count - count)
        terms.removeLast(terms.count - count)
    }

    /// Closes an account: from now on it takes only voids (L8).
    ///
    /// - Throws: `accountUnknown`, or `accountClosed` if it is closed already.
    public mutating func close(_ number: AccountNumber) throws(LedgerRefusal) {
        guard states.indices.contains(number.index) else { throw .accountUnknown(number) }
        guard !states[number.index].isClosed else { throw .accountClosed(number) }
        states[number.index].isClosed = true
        closedAt[number.index] = UInt32(entries.count)
    }

    public func number(named name: String) -> AccountNumber? { numbers[name] }

    public subscript(number: AccountNumber) -> Account {
        let state = states[number.index]
        return Account(number: number, terms: terms[number.index], sums: state.sums, isClosed: state.isClosed)
    }

    /// The account called `name`, if it was ever opened.
    public func account(named name: String) -> Account? { numbers[name].map { self[$0] } }

    /// All accounts as they stand.
    public var accounts: [Account] { terms.indices.map { self[AccountNumber(UInt32($0))] } }

    /// The sums of one account.
    public func balance(of number: AccountNumber) -> Balance { states[number.index].sums }

    /// The sums of all accounts, in order of their numbers.
    public var balances: [Balance] { states.map(\.sums) }

    /// The sum of the balances of an account and all below it in the tree, each on its normal side; of all accounts if
    /// `path` is empty (L13). Wide, as many accounts may count more than one.
    public func balance(under path: String, of commodity: Commodity) -> Int128 {
        terms.indices.reduce(0) { sum, index in
            guard terms[index].commodity == commodity, terms[index].isUnder(path) else { return sum }
            return sum + Int128(states[index].sums.posted(states[index].side))
        }
    }

    /// The entry named `id`.
    public func entry(_ id: TransferID) -> Entry? { identifiers.find(id, in: entries).map { entries[$0] } }

    /// The reservation made by the pending transfer `id`.
    public func reservation(_ id: TransferID) -> Reservation? {
        guard let entry = entry(id), entry.kind == .pending else { return nil }
        return reservations[Int(entry.reservation)]
    }
}

extension Ledger: Hashable {
    /// Compares everything that was recorded; how it is found again does not matter.
    public static func == (a: Ledger, b: Ledger) -> Bool {
        a.clock == b.clock && a.terms == b.terms && a.states == b.states && a.entries == b.entries
            && a.reservations == b.reservations && a.periods == b.periods && a.openedAt == b.openedAt
            && a.closedAt == b.closedAt && a.prices == b.prices
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(clock)
        hasher.combine(states)
        hasher.combine(entries.count)
    }
}
