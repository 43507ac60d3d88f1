public import StargateQuantities

/// The agreements of a programme, in declared order, found by name.
public struct AgreementBook: Hashable, Sendable {
    public let all: [AgreementTerms]
    private let places: [AgreementID: Int]

    public init(_ agreements: [AgreementTerms]) {
        all = agreements
        places = Dictionary(agreements.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    public subscript(id: AgreementID) -> AgreementTerms? { places[id].map { all[$0] } }

    /// Waivers of an agreement, in declared order.
    public func waivers(of id: AgreementID) -> [AgreementTerms] { all.filter { $0.waiver?.of == id } }
}
