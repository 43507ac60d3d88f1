/// One account: what was and will be debited and credited, in one commodity.
public struct Account: Hashable, Sendable, Codable {
    public enum Side: String, Hashable, Sendable, Codable {
        case debit, credit
    }

    public let name: String
    public let commodity: Commodity
    public let normalSide: Side
    /// True if the balance may not fall below zero, reservations counted.
    public let isLimited: Bool
    public internal(set) var debitsPosted: Int64 = 0
    public internal(set) var creditsPosted: Int64 = 0
    public internal(set) var debitsPending: Int64 = 0
    public internal(set) var creditsPending: Int64 = 0

    init(name: String, commodity: Commodity, normalSide: Side, isLimited: Bool) {
        self.name = name
        self.commodity = commodity
        self.normalSide = normalSide
        self.isLimited = isLimited
    }

    /// Posted balance on the normal side.
    public var balance: Int64 {
        normalSide == .debit ? debitsPosted - creditsPosted : creditsPosted - debitsPosted
    }

    /// What may still leave the account: the posted balance less all that is set aside to leave.
    public var available: Int64 {
        balance - (normalSide == .debit ? creditsPending : debitsPending)
    }

    /// True if one side, reservations counted, cannot take `amount` more.
    func wouldOverflow(_ side: Side, by amount: Int64) -> Bool {
        let total = side == .debit ? debitsPosted + debitsPending : creditsPosted + creditsPending
        return total > Int64.max - amount
    }
}
