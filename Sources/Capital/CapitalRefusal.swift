public import StargateQuantities

/// Why money was not committed, called or paid.
public enum CapitalRefusal: Error, Hashable, Sendable {
    /// Funders' commitments in force do not leave enough equity for the work.
    case commitmentsExhausted(needed: Money, available: Money)
    /// The announced ceiling would be passed.
    case ceiling(needed: Money, available: Money)
    /// The account does not hold enough; the payment waits.
    case cash(needed: Money, available: Money)
}
