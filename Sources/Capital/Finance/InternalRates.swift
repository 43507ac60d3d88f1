import StargateQuantities

/// The rates a year at which payments are worth nothing.
public enum InternalRates: Hashable, Sendable {
    /// No rate between −99.99 % and 100,000 % solves them.
    case none
    case unique(Double)
    /// Several do, in rising order: none of them alone says what the payments earn.
    case notUnique([Double])
}

extension Returns {
    /// Every internal rate of return in (−0.9999, 1000], found without a first guess: the sign of the value on a fixed
    /// grid of daily growth factors, then bisection with a fixed number of steps wherever it changes. Between grid
    /// points where the value comes near zero and turns, the turning point is looked at too, so that two rates close
    /// together are not missed. A rate at which the value touches zero without changing sign is found only if a grid
    /// point hits it.
    ///
    /// - Complexity: O(2¹² · n) multiplications for n payments, and 50 n if they change sign only once.
    public func internalRates() -> InternalRates {
        let changes = signChanges
        guard changes > 0 else { return .none }
        let value = DiscountedValue(days)
        let growths = value.zeros(grid: changes == 1 ? 1 : 4096)
        let rates = growths.map { DailyFactor.rate($0) }
        switch rates.count {
        case 0: return .none
        case 1: return .unique(rates[0])
        default: return .notUnique(rates)
        }
    }
}

/// The value of payments as a function of daily growth u, scaled by a positive number so that it never overflows: it
/// has the sign and the zeros of the net present value.
private struct DiscountedValue {
    private let flows: [(gap: Int, dollars: Double)]
    private let reversed: [(gap: Int, dollars: Double)]
    private static let lowest = DailyFactor.growth(-0.9999)
    private static let highest = DailyFactor.growth(1000)

    init(_ days: [(day: Int, dollars: Double)]) {
        let largest = days.map { abs($0.dollars) }.max() ?? 1
        let scaled = days.map { ($0.day, $0.dollars / largest) }
        flows = zip(scaled, [0] + scaled.map(\.0)).map { ($0.0 - $1, $0.1) }
        let last = scaled.last?.0 ?? 0
        let back = scaled.reversed().map { (last - $0.0, $0.1) }
        reversed = zip(back, [0] + back.map(\.0)).map { ($0.0 - $1, $0.1) }
    }

    /// Σ C·u^−d for u ≥ 1; for u below, the value on the last day, Σ C·u^(D−d). Each payment is discounted from the
    /// one before.
    func callAsFunction(_ growth: Double) -> Double {
        let (terms, factor) = growth >= 1 ? (flows, 1 / growth) : (reversed, growth)
        var (sum, discount) = (0.0, 1.0)
        for term in terms {
            discount *= DailyFactor.power(factor, term.gap)
            sum += term.dollars * discount
        }
        return sum
    }

    /// Every zero in rising order that the grid of so many steps shows.
    func zeros(grid steps: Int) -> [Double] {
        let (low, high) = (DiscountedValue.lowest, DiscountedValue.highest)
        let points = (0...steps).map { low + (high - low) * (Double($0) / Double(steps)) }
        let values = points.map { self($0) }
        var found: [Double] = []
        for index in points.indices {
            if values[index] == 0 && index > 0 { found.append(points[index]) }
            guard index < steps else { break }
            let (a, b) = (values[index], values[index + 1])
            if a < 0 && b > 0 || a > 0 && b < 0 {
                found.append(bisected(points[index], points[index + 1], isNegative: a < 0))
            } else if index > 0, index + 1 < steps, a != 0,
                isTurning(values[index - 1], a, b), a.sign == b.sign, a.sign == values[index - 1].sign
            {
                found += pair(around: points[index], from: points[index - 1], to: points[index + 1], sign: a.sign)
            }
        }
        return found.sorted()
    }

    /// True if the middle of three values of one sign is the nearest to zero.
    private func isTurning(_ a: Double, _ b: Double, _ c: Double) -> Bool { abs(b) < abs(a) && abs(b) <= abs(c) }

    /// The two zeros that hide between grid points where the value turns, or none.
    private func pair(around middle: Double, from start: Double, to end: Double, sign: FloatingPointSign) -> [Double] {
        var (low, high) = (start, end)
        for _ in 0..<60 {
            let third = (high - low) / 3
            let (a, b) = (low + third, high - third)
            let (left, right) = (self(a), self(b))
            for (point, value) in [(a, left), (b, right)] where value != 0 && value.sign != sign {
                return [
                    bisected(start, point, isNegative: sign == .minus), bisected(point, end, isNegative: sign == .plus),
                ]
            }
            if abs(left) < abs(right) { high = b } else { low = a }
        }
        return []
    }

    /// The zero between two points of unlike sign: 64 halvings leave neighbouring numbers, of which the nearer to zero.
    private func bisected(_ start: Double, _ end: Double, isNegative: Bool) -> Double {
        var (low, high) = (start, end)
        for _ in 0..<64 {
            let middle = low + (high - low) / 2
            let value = self(middle)
            guard value != 0 else { return middle }
            if (value < 0) == isNegative { low = middle } else { high = middle }
        }
        return abs(self(low)) <= abs(self(high)) ? low : high
    }
}
