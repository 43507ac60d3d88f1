/// A transfer as it was taken: never changed, never deleted. Its place in the ledger is its sequence.
public struct Entry: Hashable, Sendable {
    public let id: TransferID
    public let amount: Int64
    /// When it became known, in milliseconds since 1970 UTC.
    public let recordedAt: Int64
    public let debit: AccountNumber
    public let credit: AccountNumber
    /// Of a pending entry, its place among the reservations; of a post or void, the reservation it is about.
    let reservation: UInt32
    /// The day it counts for, as days since 1970-01-01.
    public let effectiveDay: Int32
    /// The day under which it is in the books: the effective day, or the first open day if that was closed already.
    public let bookedDay: Int32
    public let code: UInt16
    public let kind: Transfer.Kind
    public let isLinked: Bool
    public let cause: UInt64

    /// True if it moves posted balances.
    public var isPosting: Bool { kind == .posted || kind == .post }
}

/// What was set aside by one pending entry, and what became of it.
public struct Reservation: Hashable, Sendable, Codable {
    public enum Standing: UInt8, Hashable, Sendable, Codable {
        case open, posted, voided, expired
    }

    /// The pending entry's sequence.
    public let sequence: UInt32
    /// As asked, in seconds; zero for never.
    public let timeout: UInt32
    public internal(set) var remaining: Int64
    public internal(set) var standing: Standing

    /// When it lapses, in milliseconds since 1970 UTC, if it was recorded at `instant`.
    func expiry(recordedAt instant: Int64) -> Int64? {
        guard timeout > 0 else { return nil }
        let (sum, overflows) = instant.addingReportingOverflow(Int64(timeout) * 1000)
        return overflows ? .max : sum
    }
}
