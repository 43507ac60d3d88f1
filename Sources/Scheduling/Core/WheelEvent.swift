/// Something that happens at an instant, by plain data.
public struct WheelEvent: Hashable, Sendable {
    /// The instant, in the caller's unit.
    public let time: Int64
    /// The class in the top byte, the sequence below: the order within an instant.
    let order: UInt64
    /// The caller's own data; with them an end need not be looked up, which would cost a cache miss or two.
    public let payload: UInt64
    public let detail: Int64

    /// - Parameters:
    ///   - class: what kind of event it is; lower ones come first within an instant.
    ///   - sequence: orders events of one class and instant; from 0 to 2^56 − 1.
    public init(time: Int64, class: UInt8, sequence: Int64, payload: UInt64, detail: Int64 = 0) {
        precondition(sequence >= 0 && sequence < 1 << 56, "a sequence has 56 bits")
        self.time = time
        order = UInt64(`class`) << 56 | UInt64(sequence)
        self.payload = payload
        self.detail = detail
    }

    public var `class`: UInt8 { UInt8(order >> 56) }
    public var sequence: Int64 { Int64(order & (1 << 56 - 1)) }
}
