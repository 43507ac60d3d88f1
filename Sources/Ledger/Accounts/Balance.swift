/// The four sums of an account, in units of its commodity. None is ever negative.
public struct Balance: Hashable, Sendable, Codable {
    public internal(set) var debitsPosted: Int64 = 0
    public internal(set) var creditsPosted: Int64 = 0
    public internal(set) var debitsPending: Int64 = 0
    public internal(set) var creditsPending: Int64 = 0

    public init() {}

    public init(
        debitsPosted: Int64, creditsPosted: Int64, debitsPending: Int64 = 0, creditsPending: Int64 = 0
    ) {
        self.debitsPosted = debitsPosted
        self.creditsPosted = creditsPosted
        self.debitsPending = debitsPending
        self.creditsPending = creditsPending
    }

    /// What was posted between two balances of one account.
    public init(from earlier: Balance, to later: Balance) {
        debitsPosted = later.debitsPosted - earlier.debitsPosted
        creditsPosted = later.creditsPosted - earlier.creditsPosted
    }

    /// What is posted, on the side the account grows on.
    public func posted(_ side: Side) -> Int64 {
        side == .debit ? debitsPosted - creditsPosted : creditsPosted - debitsPosted
    }

    /// What may still leave: the posted balance less all that is set aside to leave.
    public func available(_ side: Side) -> Int64 {
        posted(side) - (side == .debit ? creditsPending : debitsPending)
    }

    /// True if one side, reservations counted, cannot take `amount` more.
    func overflows(_ side: Side, by amount: Int64) -> Bool {
        let (posted, pending) =
            side == .debit ? (debitsPosted, debitsPending) : (creditsPosted, creditsPending)
        return posted &+ pending > Int64.max - amount
    }

    mutating func post(_ side: Side, _ amount: Int64) {
        if side == .debit { debitsPosted += amount } else { creditsPosted += amount }
    }

    mutating func reserve(_ side: Side, _ amount: Int64) {
        if side == .debit { debitsPending += amount } else { creditsPending += amount }
    }
}
