import StargateQuantities
import StargateTesting
import Testing

@Suite("A split by largest remainder")
struct LargestRemainderTests {
    @Test("of 1.00 bn USD over commitments of 19, 19, 7 and 7 bn is right to the cent (agreements, row C1)")
    func callRow() {
        let parts = largestRemainder(100_000_000_000, by: [19, 19, 7, 7].map { $0 * 100_000_000_000 })
        #expect(parts == [36_538_461_538, 36_538_461_538, 13_461_538_462, 13_461_538_462])
    }

    @Test("sums exactly, and leaves each part within one unit of its exact share", arguments: seeds)
    func random(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<1000 {
            let weights = (0..<dice.number(1...9)).map { _ in dice.chance(15) ? 0 : dice.anySize() }
            let total = dice.anySize()
            let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
            guard sum > 0 else { continue }
            let parts = largestRemainder(total, by: weights)
            #expect(parts.reduce(Int128(0)) { $0 + Int128($1) } == Int128(total), "seed \(seed), round \(round)")
            for (part, weight) in zip(parts, weights) {
                // The exact share is total · weight / sum; its floor and ceiling are the only parts allowed.
                let (floor, rest) = (Int128(total) * Int128(weight)).quotientAndRemainder(dividingBy: sum)
                let ceiling = rest == 0 ? floor : floor + 1
                #expect((floor...ceiling).contains(Int128(part)), "seed \(seed), round \(round): \(weights)")
                #expect(weight > 0 || part == 0, "seed \(seed), round \(round): nothing for a weight of zero")
            }
        }
    }

    @Test("gives equal weights parts that differ by one at most, the larger ones first")
    func ties() {
        #expect(largestRemainder(11, by: [1, 1, 1, 1]) == [3, 3, 3, 2])
        #expect(largestRemainder(2, by: [5, 5, 5]) == [1, 1, 0])
    }

    @Test("hands the spare unit to the largest remainder")
    func remainder() {
        #expect(largestRemainder(10, by: [1, 2, 4]) == [1, 3, 6])
        #expect(largestRemainder(100, by: [335, 333, 332]) == [34, 33, 33])
    }

    @Test("of nothing, or by nothing, is nothing")
    func nothing() {
        #expect(largestRemainder(0, by: [3, 4]) == [0, 0])
        #expect(largestRemainder(100, by: [0, 0]) == [0, 0])
        #expect(largestRemainder(100, by: []) == [])
    }

    @Test("gives the whole to the only one with a weight")
    func whole() {
        #expect(largestRemainder(.max, by: [0, .max, 0]) == [0, .max, 0])
    }
}
