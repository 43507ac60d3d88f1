/// GPUs of one node by their numbers, 0...15, in ascending order.
public struct GPUSet: Hashable, Sendable, Sequence {
    /// One bit a GPU.
    public private(set) var bits: UInt16

    /// No GPU.
    public init() { bits = 0 }

    /// These GPUs.
    ///
    /// - Precondition: every number is in 0...15.
    public init(_ numbers: [Int]) {
        bits = 0
        for number in numbers { insert(number) }
    }

    /// How many.
    public var count: Int { bits.nonzeroBitCount }

    /// Whether `gpu` is among them.
    public func contains(_ gpu: Int) -> Bool { bits & (1 << UInt16(gpu)) != 0 }

    mutating func insert(_ gpu: Int) {
        precondition((0..<GPURemainders.most).contains(gpu), "a GPU of a node has a number from 0 to 15, not \(gpu)")
        bits |= 1 << UInt16(gpu)
    }

    /// The numbers, smallest first.
    public func makeIterator() -> Iterator { Iterator(bits: bits) }

    /// Walks the numbers, smallest first.
    public struct Iterator: IteratorProtocol {
        var bits: UInt16

        public mutating func next() -> Int? {
            guard bits != 0 else { return nil }
            let gpu = bits.trailingZeroBitCount
            bits &= bits - 1
            return gpu
        }
    }
}
