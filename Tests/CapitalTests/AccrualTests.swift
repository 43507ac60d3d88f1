import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("Interest that accrues while works are built")
struct AccrualTests {
    static func flat(_ partsPerMillion: Int64) -> InterestAccrual {
        InterestAccrual(curve: BaseCurve(constant: Ratio(partsPerMillion: partsPerMillion)))
    }

    @Test("counts the opening balance for the whole period and each draw from its day on")
    func weighted() {
        // 100 M for 30 days and 50 M for 10, at 4 % and 2 %: (3,000 + 500) M days · 6 % / 360 = 583,333.33.
        let accrual = InterestAccrual(curve: BaseCurve(constant: percent(4)), margin: percent(2))
        let interest = accrual.interest(
            on: millions(100), draws: [DatedMoney(day("2025-04-21"), millions(50))], from: day("2025-04-01"),
            until: day("2025-05-01"))
        #expect(interest == Money(cents: 58_333_333))
    }

    @Test("on equal draws every day is the closed form D · r · n(n + 1) / 720, to the cent (K5)", arguments: seeds)
    func triangle(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<100 {
            let (draw, rate) = (dice.number(1...Int64(10_000_000_000)), dice.number(0...Int64(150_000)))
            let days = dice.number(1...92)
            let start = day("2025-01-21")
            let draws = (0..<days).map { DatedMoney(start.advanced(byDays: $0), Money(cents: draw)) }
            let interest = Self.flat(rate).interest(
                on: .zero, draws: draws, from: start, until: start.advanced(byDays: days))
            let exact = Int128(draw) * Int128(rate) * Int128(days * (days + 1))
            #expect(Int128(interest.cents) == (exact + 360_000_000) / 720_000_000, "seed \(seed), round \(round)")
        }
    }

    @Test(
        "and is drawn is the closed form D · ((1 + i)ⁿ − 1) / i · (1 + i), to the cent where cents come out even (K5)")
    func geometric() {
        // 12 % for 30 days is 1 %; 10^12 cents leave whole cents for six periods.
        let start = day("2025-01-01")
        let ends = (1...6).map { start.advanced(byDays: 30 * $0) }
        let draws = ([start] + ends.dropLast()).map { DatedMoney($0, Money(cents: 1_000_000_000_000)) }
        let periods = ConstructionLoan(accrual: Self.flat(120_000)).periods(from: start, until: ends, draws: draws)
        // 1.01 + 1.01² + … + 1.01⁶ = 6.213535210701.
        #expect(periods.last?.closing == Money(cents: 6_213_535_210_701))
        #expect(periods.map(\.capitalised).sum() == Money(cents: 213_535_210_701))
    }

    @Test("and is drawn is the closed form but for half a cent a period, with interest on it (K5)", arguments: seeds)
    func geometricWithinRounding(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<100 {
            let (draw, rate) = (dice.number(1...Int64(100_000_000_000)), dice.number(1...Int64(150_000)))
            let (count, length) = (dice.number(1...36), dice.number(28...92))
            let start = day("2025-01-01")
            let ends = (1...count).map { start.advanced(byDays: length * $0) }
            let draws = ([start] + ends.dropLast()).map { DatedMoney($0, Money(cents: draw)) }
            let periods = ConstructionLoan(accrual: Self.flat(rate)).periods(from: start, until: ends, draws: draws)
            // Fixed point with 15 decimals, the sum of a geometric series instead of a running balance.
            let one: Int128 = 1_000_000_000_000_000
            let growth = one + Int128(rate) * Int128(length) * one / 360_000_000
            var (power, sum): (Int128, Int128) = (one, 0)
            for _ in 0..<count {
                power = power * growth / one
                sum += power
            }
            let exact = Double(draw) * (Double(sum) / Double(one))
            let bound = 0.5 * Double(sum) / Double(one) + exact * 1e-12
            #expect(
                abs(Double(periods[count - 1].closing.cents) - exact) <= bound, "seed \(seed), round \(round)")
        }
    }

    @Test("follows the reference rate, fixed on the first day of each period")
    func follows() {
        let curve = BaseCurve(steps: [
            BaseCurve.Step(from: day("2025-01-01"), rate: percent(4)),
            BaseCurve.Step(from: day("2025-02-10"), rate: percent(5)),
        ])
        let accrual = InterestAccrual(curve: curve ?? BaseCurve(constant: .zero))
        let ends = ["2025-02-01", "2025-03-01", "2025-04-01"].map(day)
        let rates = accrual.periodRates(from: day("2025-01-01"), until: ends)
        #expect(
            rates == [
                .actual360(percent(4), days: 31), .actual360(percent(4), days: 28), .actual360(percent(5), days: 31),
            ])
    }

    @Test("balances: each period opens where the last closed, and all draws and interest are owed", arguments: seeds)
    func random(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<50 {
            let start = day("2025-01-21")
            var end = start
            let ends = (0...dice.number(0...24)).map { _ in
                end = end.advanced(byDays: dice.number(1...92))
                return end
            }
            let draws = (0..<dice.number(0...40)).map { _ in
                DatedMoney(
                    start.advanced(byDays: dice.number(0...end.dayNumber - start.dayNumber)),
                    Money(cents: dice.number(0...Int64(100_000_000_000))))
            }
            let opening = Money(cents: dice.number(0...Int64(100_000_000_000)))
            let periods = ConstructionLoan(accrual: Self.flat(70_000)).periods(
                from: start, until: ends, opening: opening, draws: draws)
            let owed = opening + draws.map(\.amount).sum() + periods.map(\.capitalised).sum()
            #expect(periods.last?.closing == owed, "seed \(seed), round \(round)")
            #expect(zip(periods, periods.dropFirst()).allSatisfy { $0.closing == $1.opening }, "seed \(seed)")
        }
    }
}

@Suite("A base curve")
struct BaseCurveTests {
    @Test("holds each rate from its day until the next, and the first before that")
    func steps() throws {
        let curve = try #require(
            BaseCurve(steps: [
                BaseCurve.Step(from: day("2025-01-01"), rate: percent(4)),
                BaseCurve.Step(from: day("2025-03-20"), rate: percent(3)),
                BaseCurve.Step(from: day("2025-06-19"), rate: percent(5)),
            ]))
        let expected = [
            ("2020-01-01", 4), ("2025-01-01", 4), ("2025-03-19", 4), ("2025-03-20", 3), ("2025-06-18", 3),
            ("2025-06-19", 5), ("2099-01-01", 5),
        ]
        for (date, rate) in expected { #expect(curve.rate(on: day(date)) == percent(Int64(rate)), "\(date)") }
    }

    @Test("needs a step, and dates that rise")
    func refused() {
        let step = BaseCurve.Step(from: day("2025-01-01"), rate: percent(4))
        #expect(BaseCurve(steps: []) == nil)
        #expect(BaseCurve(steps: [step, step]) == nil)
    }
}
