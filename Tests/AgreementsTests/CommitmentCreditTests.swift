import StargateQuantities
import Testing

@testable import StargateAgreements

@Suite("A commitment whose shortfalls are invoiced in part")
struct CommitmentCreditTests {
    /// 100 short in the first year, invoiced at `rate`; 200 taken in the second, billed in full as rent.
    /// What the second year costs beside that rent.
    static func second(rate: Int64) -> Int64 {
        let cent = UnitPrice(microdollars: 10_000)
        let terms = TakeOrPayTerms(
            periods: (0..<2).map {
                .init(
                    from: CalendarDate(dayNumber: $0), until: CalendarDate(dayNumber: $0 + 1), minimum: 100, price: cent
                )
            }, shortfallRate: Ratio(partsPerMillion: rate), makeUpPeriods: 1)
        var account = CommitmentAccount()
        account.settle(account.account.settle(period: 0, taken: [], excused: 0, terms: terms))
        account.take(200, "rent")
        let settled = account.account.settle(period: 1, taken: account.taken, excused: 0, terms: terms)
        account.settle(settled)
        return (settled.invoice - account.credit).cents
    }

    @Test(
        "gives back what was paid, so that units made up cost their price once",
        arguments: [1_000_000, 700_000, 500_000, 300_000] as [Int64])
    func once(rate: Int64) {
        #expect(Self.second(rate: rate) == -rate / 10_000)
    }
}
