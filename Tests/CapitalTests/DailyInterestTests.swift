import StargateCapital
import StargateQuantities
import Testing

@Suite("Interest on a balance that changes")
struct DailyInterestTests {
    @Test("counts each day's balance once, ACT/360, and begins anew when it is booked")
    func daily() throws {
        let loan = facility("loan", limit: billions(10), gearing: percent(100))
        var state = Capital()
        let terms = programme(venture, [loan])
        state.take(try state.decideEncumbrance(phase(), cost: billions(3), terms: terms, at: signing))
        func draw(_ amount: Money, day: Int) throws {
            let at = signing.advanced(byDays: day)
            state.owe(phase(), amount, due: at)
            state.evolve(
                try state.decidePayment(try #require(state.payable(at: at).first), terms: lenient, at: signing), at: at)
        }
        try draw(billions(1), day: 0)
        try draw(billions(2), day: 10)
        // 1 bn for 30 days and 2 bn for the last 20, by hand: 70 bn-days.
        let rate = Ratio(partsPerMillion: 60_000)
        let expected = Money(cents: Int64(100_000_000_000) * 70 / 360 * rate.partsPerMillion / 1_000_000)
        let accrued = state.accruedInterest(loan, at: signing.advanced(byDays: 30))
        #expect(abs(accrued.cents - expected.cents) <= rate.partsPerMillion / 10_000)
        state.evolve(.interestBooked(facility: "loan"), at: signing.advanced(byDays: 30))
        #expect(state.accruedInterest(loan, at: signing.advanced(byDays: 30)) == .zero)
        #expect(
            state.accruedInterest(loan, at: signing.advanced(byDays: 31))
                == loan.accrual.interest(centDays: billions(3).cents, from: signing.date))
    }
}
