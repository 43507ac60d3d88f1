/// A value with the interval that holds the truth in 80 of 100 cases.
public struct Estimate: Hashable, Sendable {
    public var expected: Double
    public var low: Double
    public var high: Double

    public init(expected: Double, low: Double, high: Double) {
        self.expected = expected
        self.low = low
        self.high = high
    }

    /// An interval even in proportion: from `expected / (1 + spread)` to `expected · (1 + spread)`.
    public init(_ expected: Double, spread: Double) {
        self.init(expected: expected, low: expected / (1 + spread), high: expected * (1 + spread))
    }

    public func scaled(by factor: Double) -> Estimate {
        Estimate(expected: expected * factor, low: low * factor, high: high * factor)
    }

    public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
