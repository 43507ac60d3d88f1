import StargateScheduling

/// The transfers of a ledger benchmark: the same ones, in the same order, for every engine that is measured.
///
/// Each transfer is drawn by itself from the seed and its index, so that many threads may draw without a lock.
/// Accounts are numbered from 1; every tenth is limited (it may not be overdrawn) and funded by `opening`, so that the
/// limit is checked on every tenth transfer and none is refused, in whatever order concurrent clients come.
struct LedgerWorkload: Sendable {
    /// One transfer, posted at once.
    struct Transfer: Sendable {
        /// Grows with the index in its upper half and is random in its lower half, as ULIDs and UUIDv7 do.
        let id: UInt128
        let debit: Int
        let credit: Int
        let amount: Int64

        var idHigh: Int64 { Int64(truncatingIfNeeded: id >> 64) }
        var idLow: Int64 { Int64(truncatingIfNeeded: id) }
    }

    /// The code every transfer carries.
    static let code = 1
    /// The day every transfer carries, in days since 1970: 2 January 2026.
    static let effectiveDay = 20_455
    /// Amounts lie between 1 and this.
    static let largestAmount: Int64 = 10_000
    private static let openingAmount: Int64 = 1_000_000_000_000

    let accounts: Int
    let seed: UInt64

    init(accounts: Int = 10_000, seed: UInt64 = 1) {
        precondition(accounts >= 2, "a transfer needs two accounts")
        self.accounts = accounts
        self.seed = seed
    }

    func isLimited(_ account: Int) -> Bool { account.isMultiple(of: 10) }

    /// Funds for the limited accounts, all from account 1; taken before the clock starts.
    var opening: [Transfer] {
        (1...accounts).filter(isLimited).map {
            Transfer(id: UInt128($0), debit: 1, credit: $0, amount: Self.openingAmount)
        }
    }

    /// The transfer with this index, from 0 on. O(1).
    func transfer(_ index: Int) -> Transfer {
        var draws = SeededDraws(seed: seed, skipping: UInt64(index) &* 4)
        let id = UInt128(UInt64(index) + 1) << 64 | UInt128(draws.bits())
        let debit = Int(draws.bits() % UInt64(accounts))
        let distance = 1 + Int(draws.bits() % UInt64(accounts - 1))
        return Transfer(
            id: id, debit: debit + 1, credit: (debit + distance) % accounts + 1,
            amount: 1 + Int64(draws.bits() % UInt64(Self.largestAmount)))
    }

    /// The sum of the amounts of the transfers in `range`, the opening not counted. O(n).
    func total(_ range: Range<Int>) -> Int64 { range.reduce(0) { $0 + transfer($1).amount } }
}
