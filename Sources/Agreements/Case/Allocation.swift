import StargateQuantities

/// Sharing out what several want.
enum Allocation {
    /// Shares `quantity` by weight, nobody more than its cap (invariant A10: the sum is the smaller of quantity and caps,
    /// equal weights and caps get the same to a watt).
    static func byWeight(_ quantity: Power, caps: [Power], weights: [Int64]) -> [Power] {
        largestRemainder(quantity.watts, by: weights, caps: caps.map(\.watts)).map { Power(watts: $0) }
    }
}
