/// Bounded least squares by Levenberg and Marquardt, with a loss that forgives outliers (Huber). Used to fit, never to
/// decide: its results are reviewed files.
public struct LeastSquares: Sendable {
    /// Residuals above this count linearly instead of squared.
    public var huber: Double
    public var rounds: Int

    public init(huber: Double = 0.1, rounds: Int = 60) {
        self.huber = huber
        self.rounds = rounds
    }

    /// The values within `low...high` that make the residuals smallest, from `start`.
    ///
    /// - Parameter residuals: from values to residuals; the count must not change.
    public func fit(
        start: [Double], low: [Double], high: [Double], residuals: ([Double]) -> [Double]
    ) -> [Double] {
        var x = start
        var r = residuals(x)
        var cost = loss(r)
        var damping = 1e-2
        for _ in 0..<rounds {
            let n = x.count
            var columns: [[Double]] = []
            for i in 0..<n {
                let span = high[i] - low[i]
                // A value without room is held: it has no slope.
                guard span > 0 else {
                    columns.append([Double](repeating: 0, count: r.count))
                    continue
                }
                var step = max(abs(x[i]), span * 1e-3) * 1e-4
                if x[i] + step > high[i] { step = -step }
                var y = x
                y[i] += step
                let q = residuals(y)
                columns.append(zip(q, r).map { ($0 - $1) / step })
            }
            let w = r.map { abs($0) <= huber ? 1 : huber / abs($0) }
            var a = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
            var b = [Double](repeating: 0, count: n)
            for i in 0..<n {
                for j in 0...i {
                    var sum = 0.0
                    for k in r.indices { sum += columns[i][k] * columns[j][k] * w[k] }
                    a[i][j] = sum
                    a[j][i] = sum
                }
                var sum = 0.0
                for k in r.indices { sum += columns[i][k] * r[k] * w[k] }
                b[i] = -sum
            }
            var improved = false
            for _ in 0..<8 {
                var damped = a
                for i in 0..<n { damped[i][i] += damping * max(a[i][i], 1e-12) }
                // A value that stands at its bound and would leave it stays there.
                for i in 0..<n where (x[i] <= low[i] && b[i] < 0) || (x[i] >= high[i] && b[i] > 0) {
                    for j in 0..<n {
                        damped[i][j] = 0
                        damped[j][i] = 0
                    }
                    damped[i][i] = 1
                }
                guard let d = solve(damped, b) else {
                    damping *= 10
                    continue
                }
                let y = x.indices.map { i in
                    let stays = (x[i] <= low[i] && b[i] < 0) || (x[i] >= high[i] && b[i] > 0)
                    return stays ? x[i] : min(high[i], max(low[i], x[i] + d[i]))
                }
                let q = residuals(y)
                let next = loss(q)
                if next < cost {
                    improved = cost - next > 1e-9 * cost
                    x = y
                    r = q
                    cost = next
                    damping = max(1e-9, damping / 5)
                    break
                }
                damping *= 4
            }
            if !improved { break }
        }
        return x
    }

    /// The sum of Huber's loss.
    public func loss(_ residuals: [Double]) -> Double {
        var sum = 0.0
        for r in residuals {
            let a = abs(r)
            sum += a <= huber ? r * r : 2 * huber * a - huber * huber
        }
        return sum
    }

    /// Gauss with partial pivoting; nil if singular.
    private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        var a = matrix
        var b = right
        let n = b.count
        for c in 0..<n {
            guard let p = (c..<n).max(by: { abs(a[$0][c]) < abs(a[$1][c]) }), abs(a[p][c]) > 1e-300 else { return nil }
            a.swapAt(c, p)
            b.swapAt(c, p)
            for r in c + 1..<n {
                let f = a[r][c] / a[c][c]
                guard f != 0 else { continue }
                for k in c..<n { a[r][k] -= f * a[c][k] }
                b[r] -= f * b[c]
            }
        }
        var x = [Double](repeating: 0, count: n)
        for i in stride(from: n - 1, through: 0, by: -1) {
            var sum = b[i]
            for k in i + 1..<n { sum -= a[i][k] * x[k] }
            x[i] = sum / a[i][i]
        }
        return x
    }
}
