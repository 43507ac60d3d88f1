import StargateQuantities
import StargateSourcing
import StargateTesting
import Testing

@Suite("A vendor's promise")
struct PromiseTests {
    @Test("begins when the lead time has run, and goes on at the start of each month")
    func dates() {
        let lots = Sourcing().promise(25_000, of: chip(node: 8), at: signing)
        #expect(lots.map(\.promised) == [day("2025-05-21"), day("2025-06-01"), day("2025-07-01")])
        #expect(lots.map(\.accelerators) == [10_000, 10_000, 5000])
        #expect(lots.map(\.number) == [1, 2, 3])
    }

    @Test("begins no earlier than the class is available")
    func available() {
        let lots = Sourcing().promise(100, of: chip(node: 1, available: "2026-08-15"), at: signing)
        #expect(lots == [Lot(number: 1, accelerators: 100, promised: day("2026-08-15"))])
    }

    @Test("comes in whole nodes: what a month supplies beyond them waits for none")
    func nodes() {
        let lots = Sourcing().promise(72 * 300, of: chip(), at: signing)
        // 10,000 a month is 138 nodes of 72: 9936.
        #expect(lots.map(\.accelerators) == [9936, 9936, 1728])
    }

    @Test("goes by what the month supplies, along the declared line")
    func growing() throws {
        let supply = try #require(
            Series(points: [.init(date: day("2025-05-01"), value: 0), .init(date: day("2025-06-30"), value: 6000)]))
        let lots = Sourcing().promise(20_000, of: chip(supply: supply, node: 1), at: signing)
        #expect(lots.map(\.accelerators) == [2000, 3100, 6000, 6000, 2900])
    }

    @Test("is only what can be made within its limit of months")
    func limit() {
        let lots = Sourcing().promise(50_000, of: chip(node: 1), at: signing, limit: 3)
        #expect(lots.map(\.accelerators) == [10_000, 10_000, 10_000])
        #expect(Sourcing().promise(50_000, of: chip(supply: Series(constant: 0)), at: signing).isEmpty)
        #expect(Sourcing().promise(0, of: chip(), at: signing).isEmpty)
    }

    @Test("leaves one class alone when another is booked")
    func classes() {
        var state = Sourcing()
        _ = state.order(30_000, of: chip(), at: signing)
        let other = ChipTerms(
            id: "h100", name: "H100", vendor: "nvidia", peak: ComputeRate(gigaflops: 989_000),
            facilityPower: Power(watts: 1300), node: 8, price: Money(dollars: 30_000), available: day("2023-01-01"),
            lead: .months(4), supplyPerMonth: Series(constant: 1000), life: .months(60))
        #expect(state.promise(1000, of: other, at: signing).map(\.promised) == [day("2025-05-21")])
    }

    @Test("never exceeds the supply of a month, whatever was ordered before", arguments: seeds)
    func random(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<20 {
            let (supply, node) = (dice.number(1...Int64(5000)), dice.pick([1, 4, 8, 72] as [Int64]))
            let lead = dice.pick([Span.months(4), .days(90), .businessDays(30)])
            let terms = chip(supply: Series(constant: supply), node: node, available: "2025-09-10", lead: lead)
            var (state, now) = (Sourcing(), signing)
            var months: [Int: Int64] = [:]
            for _ in 0..<40 {
                now = now.advanced(byDays: dice.number(0...40))
                let count = dice.number(1...Int64(200)) * node
                let limit = dice.chance(80) ? 120 : dice.number(1...6)
                let lots = state.order(count, of: terms, at: now, limit: limit)
                let note: Comment = "seed \(seed), round \(round), at \(now)"
                let sum = lots.map(\.accelerators).reduce(0, +)
                #expect(lots.allSatisfy { $0.accelerators > 0 && $0.accelerators % node == 0 }, note)
                #expect(lots.allSatisfy { $0.promised >= max(lead.after(now).date, terms.available) }, note)
                #expect(zip(lots, lots.dropFirst()).allSatisfy { $0.promised < $1.promised }, note)
                #expect(lots.map(\.number) == Array(0..<lots.count).map { $0 + 1 }, note)
                for lot in lots {
                    let month = lot.promised.civil.year * 12 + lot.promised.civil.month
                    months[month, default: 0] += lot.accelerators
                    #expect(months[month].map { $0 <= supply } == true, note)
                }
                // Short of what was asked only where no month within the limit has a node left.
                let first = max(lead.after(now).date, terms.available).startOfMonth
                let isFull = (0..<limit).allSatisfy {
                    let civil = first.advanced(byMonths: $0).civil
                    return supply - (months[civil.year * 12 + civil.month] ?? 0) < node
                }
                #expect(sum == count || (sum < count && isFull), note)
            }
        }
    }

    @Test("never exceeds the most that a month of changing supply offers", arguments: seeds)
    func changing(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for round in 0..<20 {
            let points = (0..<6).map {
                Series.Point(date: signing.date.advanced(byDays: 100 + $0 * 97), value: dice.number(0...Int64(4000)))
            }
            let supply = try #require(Series(points: points))
            var (state, now) = (Sourcing(), signing)
            for _ in 0..<30 {
                now = now.advanced(byDays: dice.number(0...40))
                _ = state.order(dice.number(1...Int64(3000)), of: chip(supply: supply, node: 1), at: now)
            }
            for (month, count) in state.booked["gb200"] ?? [:] {
                let first = CalendarDate(dayNumber: 0).advanced(byMonths: month)
                let most = (first.dayNumber..<first.startOfNextMonth.dayNumber)
                    .map { supply.value(on: CalendarDate(dayNumber: $0)) }.max()
                #expect(count <= most ?? 0, "seed \(seed), round \(round), \(first)")
            }
        }
    }
}
