/// The name a client gives a transfer before it sends it, so that sending it twice is sending it once. Zero names none.
public struct TransferID: Hashable, Comparable, Sendable, Codable {
    public let value: UInt128

    @inlinable public init(_ value: UInt128) { self.value = value }
    /// A name in two parts, such as a time and a random number, or a journal's event and the entry within it.
    @inlinable public init(high: UInt64, low: UInt64) { value = UInt128(high) << 64 | UInt128(low) }

    public static let none = TransferID(0)

    @inlinable public var high: UInt64 { UInt64(truncatingIfNeeded: value >> 64) }
    @inlinable public var low: UInt64 { UInt64(truncatingIfNeeded: value) }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.value < b.value }

    public init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        let high = try container.decode(UInt64.self)
        self.init(high: high, low: try container.decode(UInt64.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(high)
        try container.encode(low)
    }
}
