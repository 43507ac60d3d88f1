/// What keeps capacity or a model waiting; each waiting thing has exactly one at a time.
public enum HoldingCause: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Funders and lenders have not put in enough.
    case capital
    /// The site has no live power.
    case power
    /// Accelerators are not delivered.
    case chips
    /// Too few construction workers.
    case people
    /// An agreement forbids, or its holder has not answered.
    case contract
    /// Training data is not ready.
    case data
    /// The building itself: its lead time, predecessors and commissioning.
    case construction

    public static func < (a: HoldingCause, b: HoldingCause) -> Bool { a.order < b.order }
    private var order: Int { HoldingCause.allCases.firstIndex(of: self) ?? 0 }
}
