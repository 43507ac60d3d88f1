import StargatePerformance
import StargateQuantities
import StargateTesting
import Testing

@Suite("Serving capacity")
struct ServingCapacityTests {
    static let day: Int64 = 86_400_000

    @Test("is tokens times FLOP over a day's seconds and utilisation")
    func known() {
        // 8.64e12 tokens a day are 1e8 a second; at 2e11 FLOP each and 20 % of peak: 1e20 FLOP/s.
        let serving = ServingCapacity(computePerToken: 200_000_000_000, utilisation: Ratio(partsPerMillion: 200_000))
        #expect(serving.needed(for: 8_640_000_000_000) == ComputeRate(gigaflops: 100_000_000_000))
        #expect(serving.tokens(at: ComputeRate(gigaflops: 100_000_000_000), in: 1000) == 100_000_000)
        #expect(serving.needed(for: 0) == .zero)
        #expect(serving.tokens(at: .zero, in: ServingCapacityTests.day) == 0)
    }

    @Test("needed is the least that serves the tokens of a day", arguments: seeds)
    func inverse(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<3000 {
            let (serving, tokens) = random(&dice)
            let rate = serving.needed(for: tokens)
            let note: Comment = "seed \(seed): \(tokens) tokens with \(serving)"
            #expect(serving.tokens(at: rate, in: ServingCapacityTests.day) >= tokens, note)
            guard rate > .zero else { continue }
            let less = rate - ComputeRate(gigaflops: 1)
            #expect(serving.tokens(at: less, in: ServingCapacityTests.day) < tokens, note)
        }
    }

    @Test(
        "serves no fewer tokens with more arithmetic or more time, and needs no less for more tokens", arguments: seeds)
    func monotone(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<2000 {
            let (serving, tokens) = random(&dice)
            let rate = serving.needed(for: tokens)
            let (length, more) = (dice.number(0...ServingCapacityTests.day), dice.number(1...Int64(1_000_000)))
            let served = serving.tokens(at: rate, in: length)
            #expect(serving.tokens(at: rate + ComputeRate(gigaflops: more), in: length) >= served, "seed \(seed)")
            #expect(serving.tokens(at: rate, in: length + more) >= served, "seed \(seed)")
            #expect(serving.needed(for: tokens + more) >= rate, "seed \(seed)")
        }
    }

    private func random(_ dice: inout Dice) -> (ServingCapacity, Int64) {
        let serving = ServingCapacity(
            computePerToken: dice.number(1_000_000_000...Int64(2_000_000_000_000)),
            utilisation: Ratio(partsPerMillion: dice.number(1000...Int64(1_000_000))))
        return (serving, dice.number(0...dice.pick([1000, 1_000_000_000, 100_000_000_000_000] as [Int64])))
    }
}
