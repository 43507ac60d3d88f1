import StargateQuantities
import StargateTesting
import Testing

@Suite("A scaled number")
struct ScaledTests {
    @Test("agrees with long multiplication and division in every rounding", arguments: seeds)
    func exact(seed: UInt64) {
        var dice = Dice(seed: seed)
        var checked = 0
        while checked < 2000 {
            let (value, numerator, denominator) = (dice.anySize(), dice.anySize(), max(1, dice.anySize()))
            let product = UInt64(value).multipliedFullWidth(by: UInt64(numerator))
            guard product.high < UInt64(denominator) else { continue }
            let (quotient, remainder) = UInt64(denominator).dividingFullWidth(product)
            guard quotient < UInt64(Int64.max) else { continue }
            checked += 1
            let up = remainder == 0 ? quotient : quotient + 1
            let isHalfOrMore = remainder >= UInt64(denominator) - remainder && remainder > 0
            let note: Comment = "seed \(seed): \(value) · \(numerator) / \(denominator)"
            #expect(value.scaled(numerator, over: denominator) == Int64(quotient), note)
            #expect(value.scaled(numerator, over: denominator, .up) == Int64(up), note)
            #expect(value.scaled(numerator, over: denominator, .nearest) == Int64(isHalfOrMore ? up : quotient), note)
        }
    }

    @Test("rounds a half up to the nearest")
    func half() {
        #expect(Int64(1).scaled(1, over: 2, .nearest) == 1)
        #expect(Int64(3).scaled(1, over: 2, .nearest) == 2)
        #expect(Int64(1).scaled(1, over: 3, .nearest) == 0)
        #expect(Int64(2).scaled(1, over: 3, .nearest) == 1)
    }

    @Test("does not overflow on the way")
    func wide() {
        #expect(Int64.max.scaled(.max, over: .max) == .max)
        #expect(Int64.max.scaled(.max, over: .max, .nearest) == .max)
        #expect(Int64.max.scaled(.max, over: .max, .up) == .max)
    }

    @Test("divides towards minus infinity", arguments: [(7, 2, 3), (-7, 2, -4), (7, -2, -4), (-7, -2, 3), (-6, 2, -3)])
    func floor(value: Int64, divisor: Int64, quotient: Int64) {
        #expect(value.floorDivided(by: divisor) == quotient)
    }

    @Test("share of an amount is never more than the whole, and shares add up to within one unit", arguments: seeds)
    func shares(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<1000 {
            let amount = Money(cents: dice.anySize())
            let share = Ratio(partsPerMillion: dice.number(0...1_000_000))
            let parts = share.of(amount) + (Ratio.one - share).of(amount)
            #expect(share.of(amount) <= amount, "seed \(seed)")
            #expect(amount.cents - parts.cents >= 0 && amount.cents - parts.cents <= 1, "seed \(seed)")
            #expect(share.of(amount, .up).cents - share.of(amount).cents <= 1, "seed \(seed)")
        }
    }

    @Test("price gives the cost to the nearest cent")
    func cost() {
        // 100,000 accelerators for 730 hours at 2.10 USD; 1.2 GW at 12.5 M USD a megawatt; a third of a cent.
        #expect(UnitPrice(microdollars: 2_100_000).cost(of: 73_000_000) == Money(dollars: 153_300_000))
        #expect(
            UnitPrice(microdollars: 12_500_000_000_000).cost(of: 1_200_000_000, per: 1_000_000)
                == Money(dollars: 15_000_000_000))
        #expect(UnitPrice(microdollars: 10_000).cost(of: 1, per: 3) == .zero)
        #expect(UnitPrice(microdollars: 10_000).cost(of: 2, per: 3) == Money(cents: 1))
    }
}
