/// What is asked of the ledger: an amount from one account to another, in one or two phases.
public struct Transfer: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable, Codable, CaseIterable {
        /// Moves the amount at once.
        case posted
        /// Sets the amount aside.
        case pending
        /// Moves a part of what was set aside, or all of it; the rest stays set aside.
        case post
        /// Gives back what is still set aside.
        case void
    }

    /// Chosen by the client, once and for all.
    public var id: TransferID
    public var kind: Kind
    /// Debited and credited accounts. Of a `post` or `void` they are those of the pending transfer.
    public var debit: AccountNumber
    public var credit: AccountNumber
    /// In units of the commodity. Of a `void` it is what still is set aside, and may be given as zero.
    public var amount: Int64
    /// The pending transfer that is posted or voided.
    public var pending: TransferID
    /// Seconds after which a pending transfer is given back by itself; zero for never.
    public var timeout: UInt32
    /// True if this transfer and the next are taken together or not at all.
    public var isLinked: Bool
    /// What kind of business this is, for reports.
    public var code: UInt16
    /// The day it counts for (value date), as days since 1970-01-01.
    public var effectiveDay: Int32
    /// The event that caused it.
    public var cause: UInt64

    @inlinable public init(
        id: TransferID, _ kind: Kind = .posted, debit: AccountNumber, credit: AccountNumber, amount: Int64,
        pending: TransferID = TransferID(0), timeout: UInt32 = 0, isLinked: Bool = false, code: UInt16 = 0,
        effectiveDay: Int32 = 0, cause: UInt64 = 0
    ) {
        self.id = id
        self.kind = kind
        self.debit = debit
        self.credit = credit
        self.amount = amount
        self.pending = pending
        self.timeout = timeout
        self.isLinked = isLinked
        self.code = code
        self.effectiveDay = effectiveDay
        self.cause = cause
    }
}
