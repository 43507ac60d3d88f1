import Testing

@testable import StargateScheduling

@Suite("A log histogram")
struct LogHistogramTests {
    @Test(
        "has the mean, the largest and quantiles within a 32nd", arguments: [10, 1_000_000, Int64.max / 2] as [Int64])
    func quantiles(limit: Int64) {
        var draws = SeededDraws(seed: 4)
        var histogram = LogHistogram()
        var values: [Int64] = []
        for _ in 0..<5000 {
            let value = Int64(draws.bits() % UInt64(limit)) >> Int64(draws.bits() % 20)
            values.append(value)
            histogram.record(value)
        }
        values.sort()
        #expect(histogram.count == 5000 && histogram.largest == values[4999])
        #expect(histogram.sum == values.reduce(Int128(0)) { $0 + Int128($1) })
        for (millionths, rank) in [(1, 1), (500_000, 2500), (990_000, 4950), (1_000_000, 5000)] as [(Int64, Int)] {
            let ours = histogram.quantile(millionths: millionths)
            let exact = values[rank - 1]
            #expect(ours >= exact && ours - exact <= exact / 32)
        }
    }

    @Test("takes the largest integer, and says 0 of nothing")
    func limits() {
        var histogram = LogHistogram()
        #expect(histogram.mean == 0 && histogram.quantile(millionths: 500_000) == 0)
        histogram.record(.max)
        histogram.record(0)
        #expect(histogram.quantile(millionths: 1_000_000) == .max)
        #expect(histogram.quantile(millionths: 500_000) == 0)
    }
}
