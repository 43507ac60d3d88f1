/// A model of GPU by its number, 0...63. Whoever reads the names owns the numbering; placement only compares.
public struct GPUModel: Hashable, Sendable {
    /// The number, 0...63.
    public let number: UInt8

    /// - Precondition: `number` is in 0...63.
    public init(number: Int) {
        precondition((0..<64).contains(number), "a GPU model is a number from 0 to 63, not \(number)")
        self.number = UInt8(number)
    }
}

/// The GPU models a pod may run on: any, or those listed.
public struct GPUModelSet: Hashable, Sendable {
    /// One bit a model.
    public let bits: UInt64

    private init(bits: UInt64) { self.bits = bits }

    /// No demand: every model will do.
    public static let any = GPUModelSet(bits: .max)

    /// Exactly these models; an empty list means any, as an empty `gpu_spec` does in the traces.
    public init(_ models: [GPUModel]) {
        var bits: UInt64 = 0
        for model in models { bits |= 1 << UInt64(model.number) }
        self.bits = bits == 0 ? .max : bits
    }

    /// Whether a GPU of `model` will do. O(1).
    @inlinable public func contains(_ model: GPUModel) -> Bool { bits & (1 << UInt64(model.number)) != 0 }

    /// Whether this set comes first when sets are compared as ascending lists of numbers, any (the empty list) first.
    func precedes(_ other: GPUModelSet) -> Bool {
        let difference = bits ^ other.bits
        guard difference != 0, self != .any, other != .any else { return self == .any && other != .any }
        let first = difference & (~difference &+ 1)
        let beyond = ~(first | (first &- 1))
        // Up to `first` both lists agree; the one that has it goes on with a smaller number, unless the other ends.
        return bits & first != 0 ? other.bits & beyond != 0 : bits & beyond == 0
    }
}
