import StargateQuantities
import StargateSourcing
import StargateTesting
import Testing

@Suite("A class of accelerator")
struct ChipTests {
    @Test("is fed in whole nodes, as many as the power holds", arguments: seeds)
    func fed(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<1000 {
            let terms = chip(node: dice.pick([1, 4, 8, 72]))
            let power = Power(watts: dice.number(0...Int64(2_000_000_000)))
            let count = terms.accelerators(fedBy: power)
            #expect(count % terms.node == 0, "seed \(seed)")
            #expect(count * terms.facilityPower.watts <= power.watts, "seed \(seed)")
            #expect((count + terms.node) * terms.facilityPower.watts > power.watts, "seed \(seed)")
        }
    }
}
