import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("Interest on a facility")
struct InterestTests {
    /// 4 % base and 2 % margin.
    let loan = facility("loan", limit: billions(38), gearing: percent(80))

    private func interest(on balance: Money, _ days: Int) -> Money {
        loan.accrual.interest(on: balance, from: signing.date, until: signing.date.advanced(byDays: days))
    }

    @Test(
        "is counted actual over 360, to the nearest cent",
        arguments: [
            // 100 M · 6 % · 30 / 360, a year of 365 days, a leap year, and 1 M · 6 % · 91 / 360 = 15,166.666…
            (100_000_000, 30, 50_000_000), (100_000_000, 365, 608_333_333), (100_000_000, 366, 610_000_000),
            (1_000_000, 91, 1_516_667), (38_000_000_000, 31, 19_633_333_333), (0, 30, 0), (100_000_000, 0, 0),
        ] as [(Int64, Int, Int64)])
    func known(dollars: Int64, days: Int, cents: Int64) {
        #expect(interest(on: Money(dollars: dollars), days) == Money(cents: cents))
    }

    @Test("of parts of a period is that of the whole, to within a cent for each part", arguments: seeds)
    func parts(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<1000 {
            let balance = Money(cents: dice.number(0...Int64(5_000_000_000_000)))
            let (first, second) = (dice.number(0...400), dice.number(0...400))
            let whole = interest(on: balance, first + second)
            let sum = interest(on: balance, first) + interest(on: balance, second)
            #expect(abs(whole.cents - sum.cents) <= 1, "seed \(seed): \(balance.exact), \(first) and \(second) days")
        }
    }
}
