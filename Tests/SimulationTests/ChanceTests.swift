import StargateQuantities
import StargateTesting
import Testing

@testable import StargateSimulation

@Suite("Chance")
struct ChanceTests {
    @Test("gives the same answer to the same question, and another to another")
    func keyed() {
        func draw(_ seed: UInt64, _ subject: String, _ index: Int) -> UInt64 {
            var chance = Chance(seed: seed, subject, index)
            return chance.bits()
        }
        #expect(draw(1, "a", 0) == draw(1, "a", 0))
        #expect(Set([draw(1, "a", 0), draw(2, "a", 0), draw(1, "b", 0), draw(1, "a", 1)]).count == 4)
    }

    @Test("has a logarithm that agrees with known values")
    func logarithm() {
        // Natural logarithms to 17 figures, from an outside program.
        let known: [(Double, Double)] = [
            (1, 0), (0.5, -0.69314718055994531), (0.1, -2.3025850929940457), (0.9, -0.10536051565782628),
            (1e-9, -20.723265836946411), (0.7071, -0.346583180371942),
        ]
        for (x, expected) in known { #expect(abs(Chance.logarithm(x) - expected) < 1e-13 * max(1, abs(expected))) }
    }

    @Test("has the Poisson distribution's mean and variance", arguments: [0.3, 4.0, 30.0, 90.0])
    func poisson(mean: Double) {
        let draws = (0..<20_000).map { index -> Double in
            var chance = Chance(seed: 11, "poisson", index)
            return Double(chance.poisson(mean: mean))
        }
        let average = draws.reduce(0, +) / Double(draws.count)
        let variance = draws.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(draws.count)
        // Five standard errors.
        #expect(abs(average - mean) < 5 * (mean / 20_000).squareRoot())
        #expect(abs(variance / mean - 1) < 0.08)
    }

    @Test("slips by the declared quantiles")
    func quantiles() {
        let slip = Quantiles(p10: -50_000, p50: 100_000, p90: 600_000)
        let values = (0..<1_000_000).map { slip.value(Int64($0)) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "never falls")
        #expect(values[100_000] == -50_000 && values[500_000] == 100_000 && values[900_000] == 600_000)
        #expect(values[0] == -50_000)
    }
}
