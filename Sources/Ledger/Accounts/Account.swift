/// One account as it stands: its terms and its sums.
public struct Account: Hashable, Sendable {
    public let number: AccountNumber
    public let terms: AccountTerms
    public let sums: Balance
    public let isClosed: Bool

    public var name: String { terms.name }
    public var commodity: Commodity { terms.commodity }
    /// Posted balance on the normal side.
    public var balance: Int64 { sums.posted(terms.normalSide) }
    /// What may still leave the account.
    public var available: Int64 { sums.available(terms.normalSide) }
}

/// What a transfer needs to know of an account, flat: sums, commodity and flags side by side.
struct AccountState: Hashable, Sendable {
    var sums = Balance()
    let commodity: UInt16
    let side: Side
    let isLimited: Bool
    var isClosed = false
}
