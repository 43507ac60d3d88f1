/// Why the ledger did not take a transfer. The books are as before.
public enum LedgerRefusal: Error, Hashable, Sendable {
    case amountNotPositive(Int64)
    case sameAccount(String)
    case commoditiesDiffer(String, String)
    case overflow(String)
    case limit(String, asked: Int64, available: Int64)
    case reservationExists(String)
    case reservationUnknown(String)
    case beyondReservation(String, asked: Int64, remaining: Int64)
}
