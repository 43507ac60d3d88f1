import StargateScheduling

/// Seeded chance for tests: the seed alone reproduces a failure.
public struct Dice {
    private var draws: SeededDraws
    public let seed: UInt64

    public init(seed: UInt64) {
        self.seed = seed
        // Mixed, for a state that is a multiple of the step would make each seed its neighbour, one draw later.
        draws = SeededDraws(seed: SeededDraws.mix(seed))
    }

    /// A whole number in `range`.
    public mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int64(draws.bits() % width)
    }

    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int(number(Int64(range.lowerBound)...Int64(range.upperBound)))
    }

    /// True so many times in a hundred.
    public mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }
}
