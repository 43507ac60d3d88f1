import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("The internal rate of return")
struct ReturnsTests {
    /// The example in Excel's documentation of XIRR and XNPV.
    static let excel = Returns([
        DatedMoney(day("2008-01-01"), Money(dollars: -10_000)), DatedMoney(day("2008-03-01"), Money(dollars: 2_750)),
        DatedMoney(day("2008-10-30"), Money(dollars: 4_250)), DatedMoney(day("2009-02-15"), Money(dollars: 3_250)),
        DatedMoney(day("2009-04-01"), Money(dollars: 2_750)),
    ])

    @Test("is that of Excel's documented example, and so is the present value at 9 %")
    func excelExample() {
        guard case .unique(let rate) = Self.excel.internalRates() else {
            Issue.record("one rate solves the example")
            return
        }
        // Excel's own search stops at 10⁻⁸; its documentation prints nine digits.
        #expect(abs(rate - 0.373362535) < 5e-9)
        #expect(abs(Self.excel.npv(rate: 0.09) - 2086.647602) < 5e-7)
    }

    @Test("has the same last bit on every machine, optimised or not")
    func bits() {
        guard case .unique(let rate) = Self.excel.internalRates() else { return }
        #expect(
            [rate, Self.excel.npv(rate: 0.09)].map(\.bitPattern) == [
                4_600_397_521_385_224_264, 4_656_807_001_676_729_920,
            ])
    }

    @Test("is not unique where two rates solve the payments, and names both")
    func twoRates() {
        guard case .notUnique(let rates) = yearly([-100, 230, -132]).internalRates() else {
            Issue.record("10 % and 20 % solve them")
            return
        }
        #expect(rates.count == 2)
        #expect(zip(rates, [0.1, 0.2]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("is found twice where two rates lie closer than the grid")
    func closeRates() {
        // (1.1 − g)·(1.1002 − g), in cents: the value turns at 10.01 %.
        let returns = yearly([-1_000_000, 2_200_200, -1_210_220])
        guard case .notUnique(let rates) = returns.internalRates() else {
            Issue.record("10 % and 10.02 % solve them")
            return
        }
        #expect(rates.count == 2 && abs(rates[0] - 0.1) < 1e-9 && abs(rates[1] - 0.1002) < 1e-9)
    }

    @Test("is three rates of a cubic, in rising order")
    func threeRates() {
        // −(g − 0.5)·(g − 1)·(g − 3): losing half a year, nothing, or tripling.
        guard case .notUnique(let rates) = yearly([-10, 45, -50, 15]).internalRates() else {
            Issue.record("three rates solve them")
            return
        }
        #expect(rates.count == 3 && zip(rates, [-0.5, 0, 2]).allSatisfy { abs($0 - $1) < 1e-9 }, "\(rates)")
    }

    @Test(
        "is none without a change of sign, where no rate solves the payments, and beyond 100,000 % a year",
        arguments: [[100, 50], [-100, -50], [], [0, 0], [100, -100, 100], [-1, 2000], [-100_000, 1]] as [[Int64]])
    func none(dollars: [Int64]) {
        #expect(yearly(dollars).internalRates() == .none)
    }

    @Test("reaches from nearly everything lost to 100,000 % a year")
    func extremes() {
        #expect(single(-1000, 1).isWithin(1e-9, of: -0.999))
        #expect(single(-1, 1000).isWithin(1e-7, of: 999))
        #expect(single(-100, 100).isWithin(1e-13, of: 0))
    }

    @Test("does not depend on the order of the payments, nor on splitting one")
    func order() {
        let split = Returns(
            Self.excel.flows.reversed().flatMap {
                [DatedMoney($0.date, Money(cents: 7)), DatedMoney($0.date, $0.amount - Money(cents: 7))]
            })
        #expect(split == Self.excel)
    }

    @Test("makes the present value zero within a millionth of the largest payment (K8)", arguments: seeds)
    func random(seed: UInt64) {
        var dice = Dice(seed: seed)
        var solved = 0
        for round in 0..<20 {
            let returns = Returns(Self.payments(&dice))
            let largest = returns.flows.map { Double(abs($0.amount.cents)) / 100 }.max() ?? 0
            let rates: [Double] =
                switch returns.internalRates() {
                case .none: []
                case .unique(let rate): [rate]
                case .notUnique(let rates): rates
                }
            #expect(rates.count <= returns.signChanges, "seed \(seed), round \(round)")
            #expect(rates == rates.sorted() && Set(rates).count == rates.count, "seed \(seed), round \(round)")
            for rate in rates {
                // Where most is lost every year, late payments are worth many times themselves; the bound is theirs.
                let scale = rate > -0.5 ? largest : largest * Self.worth(returns, at: rate)
                #expect(abs(returns.npv(rate: rate)) <= 1e-6 * scale, "seed \(seed), round \(round), rate \(rate)")
                solved += 1
            }
        }
        #expect(solved > 8, "seed \(seed)")
    }

    @Test("of payments that change sign once is found just if the values at both ends differ in sign", arguments: seeds)
    func oneChange(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<100 {
            let outlay = dice.number(1...Int64(1_000_000_000_000))
            let back = (1...dice.number(1...10)).map { _ in dice.number(1...Int64(500_000_000_000)) }
            let start = day("2026-01-01")
            let returns = Returns(
                [DatedMoney(start, Money(cents: -outlay))]
                    + back.enumerated().map { DatedMoney(start.advanced(byMonths: 6 * $0 + 6), Money(cents: $1)) })
            let ends = (returns.npv(rate: -0.9999) > 0, returns.npv(rate: 1000) < 0)
            guard case .unique(let rate) = returns.internalRates() else {
                #expect(!(ends.0 && ends.1), "seed \(seed), round \(round)")
                continue
            }
            #expect(returns.npv(rate: rate + 1e-6) < 0 && returns.npv(rate: rate - 1e-6) > 0, "seed \(seed), \(round)")
            let profit = back.reduce(0, +) - outlay
            #expect(profit == 0 || (rate > 0) == (profit > 0), "seed \(seed), round \(round)")
        }
    }

    /// Building at first, earning later, and some years the other way round; up to fifteen years.
    private static func payments(_ dice: inout Dice) -> [DatedMoney] {
        var date = day("2025-01-21")
        let count = dice.number(2...30)
        return (0..<count).map { index in
            let size = Money(cents: dice.number(1...Int64(1_000_000_000_000)))
            let isPaidIn = dice.chance(10) != (index < count / 3 + 1)
            defer { date = date.advanced(byDays: dice.number(1...180)) }
            return DatedMoney(date, isPaidIn ? .zero - size : size)
        }
    }

    /// What a dollar on the last day is worth on the first.
    private static func worth(_ returns: Returns, at rate: Double) -> Double {
        guard let first = returns.flows.first, let last = returns.flows.last else { return 1 }
        return Returns([DatedMoney(first.date, .zero), DatedMoney(last.date, Money(dollars: 1))]).npv(rate: rate)
    }

    /// One payment every 365 days.
    private func yearly(_ dollars: [Int64]) -> Returns {
        Returns(
            dollars.enumerated().map {
                DatedMoney(day("2025-01-01").advanced(byDays: 365 * $0), Money(dollars: $1))
            })
    }

    private func single(_ first: Int64, _ second: Int64) -> InternalRates { yearly([first, second]).internalRates() }
}

extension InternalRates {
    fileprivate func isWithin(_ bound: Double, of expected: Double) -> Bool {
        if case .unique(let rate) = self { abs(rate - expected) <= bound } else { false }
    }
}
