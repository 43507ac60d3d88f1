public import StargateQuantities

/// An offer of a supplier that waits for the holders of rights.
public struct Pursuit: Hashable, Sendable, Codable {
    /// A part that a holder has signed for.
    public struct Share: Hashable, Sendable, Codable {
        public let supplier: SupplierID
        public let accelerators: Int64

        public init(supplier: SupplierID, accelerators: Int64) {
            self.supplier = supplier
            self.accelerators = accelerators
        }
    }

    public let deal: DealID
    public let offer: OfferID
    /// What is still to be rented, from whomever.
    public internal(set) var accelerators: Int64
    public let opened: Instant
    /// Waivers set aside for it.
    public let waivers: [AgreementID]
    /// Signed for by holders and not yet rented, as when money is lacking.
    public internal(set) var due: [Share] = []

    public init(deal: DealID, offer: OfferID, accelerators: Int64, opened: Instant, waivers: [AgreementID]) {
        self.deal = deal
        self.offer = offer
        self.accelerators = accelerators
        self.opened = opened
        self.waivers = waivers
    }
}
