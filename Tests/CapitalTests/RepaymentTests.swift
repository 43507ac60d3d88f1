import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A repayment schedule")
struct RepaymentTests {
    @Test(
        "of an annuity pays what mortgage tables say, in cents",
        arguments: [
            // 100,000 at 6 % over 30 years: 599.55; 200,000 at 4.5 % over 30: 1,013.37; 15,000 at 7.25 % over 5:
            // 298.79.
            (100_000, 60_000, 360, 59_955), (200_000, 45_000, 360, 101_337), (15_000, 72_500, 60, 29_879),
            (1_200, 0, 12, 10_000),
        ] as [(Int64, Int64, Int, Int64)])
    func tables(dollars: Int64, rate: Int64, months: Int, cents: Int64) throws {
        let rates = Array(repeating: PeriodRate.equal(Ratio(partsPerMillion: rate), perYear: 12), count: months)
        let schedule = try Repayment.annuity(months).schedule(of: Money(dollars: dollars), rates: rates)
        #expect(schedule.dropLast().allSatisfy { $0.payment == Money(cents: cents) })
        #expect(schedule.last?.closing == .zero)
        // Half a cent a month, with interest on it, is all that the last payment may differ by.
        let last = try #require(schedule.last?.payment.cents)
        #expect(abs(last - cents) <= Int64(months) * 4)
    }

    @Test("ends at exactly zero, never rises, and repays the balance to the cent (K7)", arguments: seeds)
    func random(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for round in 0..<200 {
            let balance = Money(cents: dice.number(0...Int64(5_000_000_000_000)))
            let interestOnly = dice.number(0...12)
            let count = dice.number(1...60)
            let rates = (0..<interestOnly + count + dice.number(0...3)).map { _ in
                PeriodRate.actual360(
                    Ratio(partsPerMillion: dice.number(0...Int64(200_000))), days: dice.number(28...92))
            }
            let flows = rates.map { _ in Money(cents: dice.number(Int64(-100_000_000)...Int64(500_000_000_000))) }
            let dscr = Ratio(partsPerMillion: dice.number(1_000_000...Int64(2_000_000)))
            let profile = dice.pick([
                Repayment.bullet, .linear(count), .annuity(count), .sculpted(cashFlow: flows, dscr: dscr),
            ])
            let schedule = try profile.schedule(of: balance, interestOnly: interestOnly, rates: rates)
            #expect(schedule.count == rates.count && schedule.last?.closing == .zero, "seed \(seed), round \(round)")
            #expect(schedule.map(\.principal).sum() == balance, "seed \(seed), round \(round)")
            #expect(schedule.allSatisfy { $0.principal >= .zero }, "seed \(seed), round \(round)")
            #expect(schedule.prefix(interestOnly).allSatisfy { $0.principal == .zero }, "seed \(seed), round \(round)")
            for (instalment, rate) in zip(schedule, rates) {
                #expect(instalment.interest == rate.interest(on: instalment.opening), "seed \(seed), round \(round)")
            }
            for (one, next) in zip(schedule, schedule.dropFirst()) { #expect(one.closing == next.opening) }
        }
    }

    @Test("of equal principal repays parts that differ by a cent at most")
    func linear() throws {
        let rates = Array(repeating: PeriodRate.equal(percent(6), perYear: 4), count: 9)
        let schedule = try Repayment.linear(7).schedule(of: Money(cents: 1000), interestOnly: 1, rates: rates)
        #expect(schedule.map(\.principal.cents) == [0, 143, 143, 143, 143, 143, 143, 142, 0])
    }

    @Test("of an annuity at changing rates pays the same every period but the last")
    func changingRates() throws {
        let rates = (0..<24).map { PeriodRate.actual360(Ratio(partsPerMillion: 40_000 + Int64($0) * 1000), days: 30) }
        let schedule = try Repayment.annuity(24).schedule(of: billions(38), rates: rates)
        #expect(Set(schedule.dropLast().map(\.payment)).count == 1)
        let (level, last) = (schedule[0].payment.cents, schedule[23].payment.cents)
        #expect(abs(level - last) <= 24)
    }

    @Test("sculpted to cash flow keeps the cover ratio in every period but the last")
    func sculpted() throws {
        let flows = [30, 28, 35, 40, 33].map { millions($0) }
        let rates = Array(repeating: PeriodRate.equal(percent(6), perYear: 2), count: 5)
        let schedule = try Repayment.sculpted(cashFlow: flows, dscr: Ratio(partsPerMillion: 1_300_000))
            .schedule(of: millions(120), rates: rates)
        // 30 M / 1.3 = 23,076,923.07, of which 3 % on 120 M, 3.6 M, is interest.
        #expect(
            schedule[0].payment == Money(cents: 2_307_692_307) && schedule[0].principal == Money(cents: 1_947_692_307))
        for (flow, instalment) in zip(flows, schedule).dropLast() {
            let ratio = DebtTests.dscr(cashFlow: flow, debtService: instalment.payment)
            #expect(ratio == Ratio(partsPerMillion: 1_300_000))
        }
    }

    @Test("sculpted repays nothing in a period whose cash flow does not pay interest")
    func sculptedShort() throws {
        let flows = [Money(dollars: 1), Money(dollars: -5), millions(400)]
        let rates = Array(repeating: PeriodRate.equal(percent(10), perYear: 1), count: 3)
        let schedule = try Repayment.sculpted(cashFlow: flows, dscr: .one).schedule(of: millions(10), rates: rates)
        #expect(schedule.map(\.principal) == [.zero, .zero, millions(10)])
    }

    @Test("is refused with too few periods, no cash flow, or a cover ratio of zero, and says so")
    func refused() {
        let rates = Array(repeating: PeriodRate.equal(percent(6), perYear: 12), count: 3)
        func refusal(_ profile: Repayment, _ interestOnly: Int = 0) -> RepaymentRefusal? {
            do throws(RepaymentRefusal) {
                _ = try profile.schedule(of: millions(1), interestOnly: interestOnly, rates: rates)
                return nil
            } catch { return error }
        }
        #expect(refusal(.bullet, 3) == .noInstalment)
        #expect(refusal(.linear(0)) == .noInstalment)
        #expect(refusal(.linear(4)) == .tooFewPeriods(needed: 4, given: 3))
        #expect(refusal(.annuity(3), 1) == .tooFewPeriods(needed: 3, given: 2))
        #expect(refusal(.sculpted(cashFlow: [], dscr: .one)) == .tooLittleCashFlow(needed: 3, given: 0))
        #expect(refusal(.sculpted(cashFlow: [], dscr: .zero)) == .coverRatio(.zero))
        #expect(refusal(.bullet, 2) == nil)
    }
}
