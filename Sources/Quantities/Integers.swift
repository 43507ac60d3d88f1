/// How a division that does not come out even is settled.
public enum Rounding: Sendable {
    case down, up, nearest
}

extension Int64 {
    /// `self · numerator / denominator`, exact in 128 bits before the one rounding. Operands must not be negative.
    public func scaled(_ numerator: Int64, over denominator: Int64, _ rounding: Rounding = .down) -> Int64 {
        precondition(self >= 0 && numerator >= 0 && denominator > 0, "scaled takes no negative operands")
        let product = Int128(self) * Int128(numerator)
        let divisor = Int128(denominator)
        let quotient =
            switch rounding {
            case .down: product / divisor
            case .up: (product + divisor - 1) / divisor
            case .nearest: (product + divisor / 2) / divisor
            }
        precondition(quotient <= Int128(Int64.max), "scaled overflows")
        return Int64(quotient)
    }

    /// Division that rounds towards minus infinity.
    public func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
    }

    func padded(to width: Int) -> String {
        let digits = String(magnitude)
        return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

/// Splits `total` in proportion to `weights` so that the parts sum to it exactly: each gets its floor, and what is
/// left goes, one unit each, to the largest remainders (ties to the earlier part). All weights zero gives zeros.
///
/// The largest remainder method, as capital calls use it (reference: agreements, section 6, row C1).
public func largestRemainder(_ total: Int64, by weights: [Int64]) -> [Int64] {
    precondition(total >= 0 && weights.allSatisfy { $0 >= 0 }, "largestRemainder takes no negative amounts")
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else { return weights.map { _ in 0 } }
    var parts = weights.map { Int64(Int128(total) * Int128($0) / sum) }
    let remainders = weights.map { Int128(total) * Int128($0) % sum }
    let left = Int(total - parts.reduce(0, +))
    let order = weights.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for index in order.prefix(left) { parts[index] += 1 }
    return parts
}

/// Splits `total` by weight like `largestRemainder`, but gives nobody more than its cap: what a cap leaves goes to the
/// others in the same way, until all is given or every cap is reached. Who has no weight gets something only if nobody
/// has. The parts sum to the smaller of the total and the caps.
public func largestRemainder(_ total: Int64, by weights: [Int64], caps: [Int64]) -> [Int64] {
    var parts = caps.map { _ in Int64(0) }
    var left = total
    var open = caps.indices.filter { caps[$0] > 0 }
    while left > 0 && !open.isEmpty {
        let all = open.map { weights[$0] }
        let shares = largestRemainder(left, by: all.contains { $0 > 0 } ? all : all.map { _ in 1 })
        let full = zip(open, shares).filter { $0.1 >= caps[$0.0] - parts[$0.0] }.map(\.0)
        guard !full.isEmpty else {
            for (index, share) in zip(open, shares) { parts[index] += share }
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
