public import StargateQuantities

/// Why money was not committed, called or paid.
public enum CapitalRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Funders' commitments in force do not leave enough equity for the work.
    case commitmentsExhausted(needed: Money, available: Money)
    /// The announced ceiling would be passed.
    case ceiling(needed: Money, available: Money)
    /// The account does not hold enough; the payment waits.
    case cash(needed: Money, available: Money)

    public var description: String {
        switch self {
        case .commitmentsExhausted(let needed, let available):
            "\(needed) of equity is needed, \(available) of the funders' commitments is free"
        case .ceiling(let needed, let available): "\(needed) is needed, \(available) is left under the ceiling"
        case .cash(let needed, let available): "\(needed) is due, \(available) is in the account"
        }
    }
}
