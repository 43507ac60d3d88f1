import StargateQuantities
import StargateSourcing
import StargateTesting
import Testing

@Suite("An offer to rent")
struct OfferTests {
    @Test("can be taken up to its capacity in a quarter, and afresh in the next", arguments: seeds)
    func remaining(seed: UInt64) {
        var dice = Dice(seed: seed)
        var (state, now) = (Sourcing(), signing)
        var taken: [Quarter: Int64] = [:]
        for _ in 0..<300 {
            now = now.advanced(byDays: dice.number(0...10))
            let quarter = Quarter(now.date)
            let left = state.remaining(of: offer(), at: now)
            #expect(left == 16_000 - (taken[quarter] ?? 0), "seed \(seed), \(now)")
            let count = min(left, dice.number(1...Int64(9000)))
            guard count > 0 else { continue }
            state.evolve(.offerTaken(offer: "oracle.gb200", quarter: quarter, accelerators: count))
            taken[quarter, default: 0] += count
        }
        #expect(taken.values.allSatisfy { $0 <= 16_000 })
    }

    @Test("that shrinks below what was taken has nothing left, not less")
    func shrunk() throws {
        let capacity = try #require(
            Series(points: [.init(date: day("2025-01-01"), value: 1000), .init(date: day("2025-03-31"), value: 0)]))
        var state = Sourcing()
        state.evolve(.offerTaken(offer: "oracle.gb200", quarter: Quarter(day("2025-01-21")), accelerators: 700))
        #expect(state.remaining(of: offer(capacity: capacity), at: Instant(day("2025-03-30"))) == 0)
    }

    @Test("is not used up by what is taken of another")
    func others() {
        var state = Sourcing()
        state.evolve(.offerTaken(offer: "oracle.h100", quarter: Quarter(day("2025-01-21")), accelerators: 700))
        #expect(state.remaining(of: offer(), at: signing) == 16_000)
    }

    @Test("costs accelerators times hours times its price")
    func rent() {
        // 100,000 accelerators for a leap year of 8784 hours at 2.10 USD.
        let rent = offer().rent(100_000, from: Instant(day("2028-01-01")), to: Instant(day("2029-01-01")))
        #expect(rent == Money(dollars: 1_844_640_000))
        #expect(offer().rent(100_000, from: signing, to: signing) == .zero)
    }

    @Test("of two halves of a term costs what the whole term costs, to within a cent", arguments: seeds)
    func halves(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<500 {
            let (count, first, second) = (dice.number(1...Int64(400_000)), dice.number(0...900), dice.number(0...900))
            let middle = signing.advanced(byDays: first)
            let end = middle.advanced(byDays: second)
            let halves = offer().rent(count, from: signing, to: middle) + offer().rent(count, from: middle, to: end)
            #expect(abs(offer().rent(count, from: signing, to: end).cents - halves.cents) <= 1, "seed \(seed)")
        }
    }
}
