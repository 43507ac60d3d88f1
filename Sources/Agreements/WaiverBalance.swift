public import StargateQuantities

/// What was drawn of one waiver, in two phases: set aside when a deal is offered, drawn for good when it is closed,
/// given back when it is withdrawn.
public struct WaiverBalance: Hashable, Sendable, Codable {
    public private(set) var drawn = Power.zero
    /// Deals it was drawn for.
    public private(set) var deals = 0
    private var pending: [DealID: Power] = [:]

    public init() {}

    /// Set aside and not yet drawn.
    public var setAside: Power { pending.values.reduce(.zero, +) }
    public func setAside(for deal: DealID) -> Power { pending[deal] ?? .zero }

    /// What is left for another deal; nothing if a one-off waiver has been used.
    public func room(under terms: WaiverTerms) -> Power {
        if terms.isOneOff && (deals > 0 || !pending.isEmpty) { return .zero }
        return max(terms.capacity - drawn - setAside, .zero)
    }

    mutating func reserve(_ power: Power, for deal: DealID) { pending[deal, default: .zero] += power }

    mutating func post(_ power: Power, for deal: DealID) {
        let left = setAside(for: deal) - power
        pending[deal] = left > .zero ? left : nil
        drawn += power
        deals += 1
    }

    mutating func void(_ deal: DealID) { pending[deal] = nil }
}
