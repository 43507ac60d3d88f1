/// An account's place in its ledger, counted from zero in order of opening.
public struct AccountNumber: Hashable, Comparable, Sendable, Codable {
    public let value: UInt32

    @inlinable public init(_ value: UInt32) { self.value = value }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.value < b.value }

    /// Stands for the pending transfer's account in a `post` or `void`.
    public static let ofPending = AccountNumber(.max)

    public init(from decoder: any Decoder) throws { value = try decoder.singleValueContainer().decode(UInt32.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    var index: Int { Int(value) }
}
