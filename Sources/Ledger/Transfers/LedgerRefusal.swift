/// Why the ledger did not take a transfer. The books are as before.
///
/// Where several hold, the first in this order is told: it never depends on how the books are built.
public enum LedgerRefusal: Error, Hashable, Sendable {
    /// Another transfer of the same linked group was refused.
    case linkedTransferRefused
    /// The last transfer of a batch says that one follows.
    case linkedGroupOpen
    case idMissing
    /// The id was used for a transfer with another body.
    case existsDifferent(TransferID)
    /// Only a pending transfer has a timeout.
    case timeoutUnused
    /// Only a `post` or `void` names a pending transfer.
    case pendingUnused(TransferID)
    case amountNotPositive(Int64)
    case accountUnknown(AccountNumber)
    case sameAccount(AccountNumber)
    case commoditiesDiffer(AccountNumber, AccountNumber)
    case pendingUnknown(TransferID)
    /// It names a transfer that was not pending.
    case notPending(TransferID)
    case alreadyPosted(TransferID)
    case alreadyVoided(TransferID)
    case alreadyExpired(TransferID)
    /// A post or void between other accounts than the pending transfer's.
    case accountsDiffer(TransferID)
    case beyondPending(TransferID, asked: Int64, remaining: Int64)
    case accountClosed(AccountNumber)
    case overflow(AccountNumber)
    case limit(AccountNumber, asked: Int64, available: Int64)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .linkedTransferRefused: "linked-transfer-refused"
        case .linkedGroupOpen: "linked-group-open"
        case .idMissing: "id-missing"
        case .existsDifferent: "exists-different"
        case .timeoutUnused: "timeout-unused"
        case .pendingUnused: "pending-unused"
        case .amountNotPositive: "amount-not-positive"
        case .accountUnknown: "account-unknown"
        case .sameAccount: "same-account"
        case .commoditiesDiffer: "commodities-differ"
        case .pendingUnknown: "pending-unknown"
        case .notPending: "not-pending"
        case .alreadyPosted: "already-posted"
        case .alreadyVoided: "already-voided"
        case .alreadyExpired: "already-expired"
        case .accountsDiffer: "accounts-differ"
        case .beyondPending: "beyond-pending"
        case .accountClosed: "account-closed"
        case .overflow: "overflow"
        case .limit: "limit"
        }
    }
}

/// What became of the transfers of one submission. Those in neither list were taken.
public struct Receipt: Hashable, Sendable {
    public struct Refused: Hashable, Sendable {
        /// The transfer's place in the submission.
        public let index: Int
        public let refusal: LedgerRefusal

        public init(index: Int, refusal: LedgerRefusal) {
            self.index = index
            self.refusal = refusal
        }
    }

    public internal(set) var refused: [Refused] = []
    /// Places of transfers that had been taken before, with the same body: nothing happened.
    public internal(set) var repeated: [Int] = []
    public internal(set) var taken = 0

    public init() {}

    /// What became of one transfer: `nil` if the books hold it.
    public func refusal(of index: Int) -> LedgerRefusal? { refused.first { $0.index == index }?.refusal }
}
