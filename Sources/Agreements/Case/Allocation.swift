import StargateQuantities

/// Sharing out what several want.
enum Allocation {
    /// Shares `quantity` by weight, nobody more than its cap; what a cap leaves goes to the others in the same way
    /// (invariant A10: the sum is the smaller of quantity and caps, equal weights and caps get the same to a watt).
    static func byWeight(_ quantity: Power, caps: [Power], weights: [Int64]) -> [Power] {
        var parts = caps.map { _ in Power.zero }
        var left = min(quantity, caps.sum())
        var open = caps.indices.filter { caps[$0] > .zero }
        while left > .zero && !open.isEmpty {
            let all = open.map { max(0, weights[$0]) }
            let shares = largestRemainder(left.watts, by: all.contains { $0 > 0 } ? all : all.map { _ in 1 })
            let full = zip(open, shares).filter { Power(watts: $1) >= caps[$0] - parts[$0] }.map(\.0)
            guard !full.isEmpty else {
                for (index, share) in zip(open, shares) { parts[index] += Power(watts: share) }
                break
            }
            for index in full {
                left -= caps[index] - parts[index]
                parts[index] = caps[index]
            }
            open.removeAll { full.contains($0) }
        }
        return parts
    }
}
