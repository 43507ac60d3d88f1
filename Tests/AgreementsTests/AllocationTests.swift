import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

/// Invariant A10, through cases in which all holders are asked at once and parts may be taken.
@Suite("What several holders take of one deal")
struct AllocationTests {
    static let seeds = Array(UInt64(1)...40)
    let noon = at("2025-03-03 12:00")

    /// What each gets of `quantity` watts if it takes so many; in the order given or another.
    private func shares(
        _ quantity: Int64, _ wanted: [Int64], _ weights: [Int64], order: [Int]? = nil
    ) throws -> (given: [Int64], released: Int64) {
        let holders = wanted.indices.map { HolderTerms(party: PartyID("H\($0)"), weight: weights[$0], zone: pacific) }
        var play = Play(
            right(holders: holders) {
                $0.mode = .concurrent
                $0.leastPart = Power(watts: 1)
                $0.deMinimis = .zero
            })
        _ = try play.open(deal("O1", Power(watts: quantity)), noon)
        for place in order ?? Array(wanted.indices) {
            try play.play(.step("O1", .accept(PartyID("H\(place)"), quantity: Power(watts: wanted[place]))), noon)
        }
        return (play["O1"].holders.map(\.allocated.watts), play["O1"].released.watts)
    }

    private func random(_ dice: inout Dice) -> (quantity: Int64, wanted: [Int64], weights: [Int64]) {
        let quantity = dice.number(2...Int64(1_000_000))
        let count = dice.number(2...4)
        let wanted = (0..<count).map { _ in dice.chance(20) ? quantity : dice.number(1...quantity) }
        return (quantity, wanted, (0..<count).map { _ in dice.number(1...Int64(9)) })
    }

    @Test("sums to the smaller of what there is and what is wanted; the rest is released", arguments: seeds)
    func sums(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<20 {
            let (quantity, wanted, weights) = random(&dice)
            let (given, released) = try shares(quantity, wanted, weights)
            let note: Comment = "seed \(seed): \(given) of \(quantity) for \(wanted) by \(weights)"
            #expect(given.reduce(0, +) == min(quantity, wanted.reduce(0, +)), note)
            #expect(released == quantity - given.reduce(0, +), note)
            #expect(zip(given, wanted).allSatisfy { $0 >= 0 && $0 <= $1 }, note)
        }
    }

    @Test("is the same to one watt for equals, whoever is declared or answers first", arguments: seeds)
    func symmetric(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<20 {
            var (quantity, wanted, weights) = random(&dice)
            (wanted[1], weights[1]) = (wanted[0], weights[0])
            let given = try shares(quantity, wanted, weights).given
            #expect(abs(given[0] - given[1]) <= 1, "seed \(seed): \(given) of \(quantity) for \(wanted) by \(weights)")
            // Nobody competes by speed (section 3, rule 5).
            let turned = try shares(quantity, wanted, weights, order: wanted.indices.reversed()).given
            #expect(turned == given, "seed \(seed)")
            let mirrored = try shares(quantity, wanted.reversed(), weights.reversed()).given.reversed()
            #expect(zip(mirrored, given).allSatisfy { abs($0 - $1) <= 1 }, "seed \(seed): \(given), \(Array(mirrored))")
        }
    }

    @Test("never falls with a holder's weight, nor with what it wants", arguments: seeds)
    func monotone(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<20 {
            let (quantity, wanted, weights) = random(&dice)
            let given = try shares(quantity, wanted, weights).given[0]
            var heavier = weights
            heavier[0] += dice.number(1...Int64(5))
            let note: Comment = "seed \(seed): \(quantity) for \(wanted) by \(weights)"
            #expect(try shares(quantity, wanted, heavier).given[0] >= given, note)
            var more = wanted
            more[0] = dice.number(wanted[0]...quantity)
            #expect(try shares(quantity, more, weights).given[0] >= given, note)
        }
    }
}
