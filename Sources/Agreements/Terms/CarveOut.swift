/// A way of getting capacity that an agreement leaves free, known by its id.
public struct CarveOut: Hashable, Sendable {
    public enum Ground: Hashable, Sendable {
        /// Capacity got in this way; for one of these purposes, or for any if there are none.
        case kind(CapacityKind, purposes: [Purpose])
        /// A contract that goes on unchanged.
        case flatRenewal
        /// The grantor's own affiliate, who takes subject to the right.
        case affiliate
    }

    public let id: String
    public let ground: Ground

    public init(id: String, ground: Ground) {
        self.id = id
        self.ground = ground
    }

    func frees(_ deal: Deal) -> Bool {
        switch ground {
        case .kind(let kind, let purposes):
            deal.kind == kind && (purposes.isEmpty || deal.purpose.map(purposes.contains) ?? false)
        case .flatRenewal: deal.isRenewal
        case .affiliate: deal.isAffiliate
        }
    }
}
