public import StargateQuantities

/// Why a right does not reach a deal.
public struct Freedom: Hashable, Sendable, Codable {
    public enum Ground: Hashable, Sendable, Codable {
        case notInForce
        case carveOut(String)
        case deMinimis
        case waiver(AgreementID)
        /// The bidder is the holder, or ranks above all others.
        case holderIsBidder
        case suspended
    }

    public let ground: Ground
    public let clause: ClauseReference

    /// `C1`, `deMinimis`, `waiver`, …
    public var code: String {
        switch ground {
        case .notInForce: "notInForce"
        case .carveOut(let id): id
        case .deMinimis: "deMinimis"
        case .waiver: "waiver"
        case .holderIsBidder: "holderIsBidder"
        case .suspended: "suspended"
        }
    }
}

/// Whether a right reaches a deal, and whom.
public enum ScopeFinding: Hashable, Sendable, Codable {
    case inScope([HolderStanding])
    case outOfScope(Freedom)
}
