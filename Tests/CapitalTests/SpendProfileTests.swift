import StargateCapital
import StargateQuantities
import StargateTesting
import Testing

@Suite("A spend profile")
struct SpendProfileTests {
    static let profiles: [SpendProfile] =
        [
            .linear,
            .milestones([
                SpendStep(share: percent(40), at: .zero), SpendStep(share: percent(35), at: percent(50)),
                SpendStep(share: percent(25), at: .one),
            ]),
        ]
        + SpendProfile.powers.flatMap { a in SpendProfile.powers.map { b in SpendProfile.sCurve(a: a, b: b) } }

    @Test("spreads a total that sums to the cent, over any number of periods and dates (L11)", arguments: seeds)
    func sums(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<60 {
            let profile = dice.pick(Self.profiles)
            let total = Money(cents: dice.number(0...Int64(50_000_000_000_000)))
            let parts = profile.spread(total, over: dice.number(1...200))
            #expect(parts.sum() == total && parts.allSatisfy { $0 >= .zero }, "seed \(seed), round \(round)")
            var date = day("2025-01-21")
            let dates = (0...dice.number(0...60)).map { _ in
                date = date.advanced(byDays: dice.number(0...90))
                return date
            }
            let dated = profile.spread(total, from: day("2025-01-21"), over: dates)
            #expect(dated.sum() == total && dated.count == dates.count, "seed \(seed), round \(round)")
        }
    }

    @Test("of an S-curve is x² / (x² + (1 − x)²) by hand: a fifth after a third of the time")
    func byHand() {
        // Thirds: F(1/3) = 1/(1 + 4) = 1/5, F(2/3) = 4/5.
        #expect(SpendProfile.sCurve(a: 2, b: 2).spread(Money(cents: 1000), over: 3).map(\.cents) == [200, 600, 200])
        // F(1/2) with a = 2, b = 1: (1/4) / (1/4 + 1/2) = 1/3.
        #expect(SpendProfile.sCurve(a: 2, b: 1).spread(Money(cents: 900), over: 2).map(\.cents) == [300, 600])
        // F(1/4) with a = 1, b = 3: (1/4) / (1/4 + 27/64) = 16/43.
        #expect(SpendProfile.sCurve(a: 1, b: 3).progress(1, of: 4) == 372_093_023_255_813_953)
        #expect(SpendProfile.linear.spread(Money(cents: 100), over: 3).map(\.cents) == [34, 33, 33])
    }

    @Test("of an S-curve rises, starts at nothing and ends at all; equal powers make it symmetric")
    func shape() {
        for profile in Self.profiles {
            let values = (0...97).map { profile.progress($0, of: 97) }
            #expect(values.first == 0 && values.last == SpendProfile.whole)
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(profile.text)")
            if case .sCurve(let a, let b) = profile, a == b {
                #expect(zip(values, values.reversed()).allSatisfy { $0 + $1 == SpendProfile.whole }, "\(profile.text)")
            }
        }
    }

    @Test("of an S-curve is as a second calculation in floating point says, up to a century in days", arguments: seeds)
    func second(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<500 {
            let (a, b) = (dice.number(1...8), dice.number(1...8))
            let duration = dice.number(2...SpendProfile.longest)
            let elapsed = dice.number(1...duration - 1)
            let x = Double(elapsed) / Double(duration)
            let (up, down) = ((0..<a).reduce(1.0) { v, _ in v * x }, (0..<b).reduce(1.0) { v, _ in v * (1 - x) })
            let exact = Double(SpendProfile.sCurve(a: a, b: b).progress(elapsed, of: duration)) / 1e18
            #expect(abs(exact - up / (up + down)) < 1e-13, "seed \(seed), round \(round)")
        }
    }

    @Test("of milestones places each share in the period that its day ends or lies in")
    func milestones() {
        let profile = Self.profiles[1]
        #expect(profile.spread(Money(cents: 100), over: 4).map(\.cents) == [40, 35, 0, 25])
        let ends = ["2025-02-01", "2025-03-02", "2025-05-01"].map(day)
        #expect(profile.spread(Money(cents: 100), from: day("2025-01-01"), over: ends).map(\.cents) == [40, 35, 25])
        // All on one day.
        #expect(profile.spread(Money(cents: 100), from: ends[0], over: [ends[0]]).map(\.cents) == [100])
    }

    @Test("is written as name and parameters that read back as the same")
    func text() {
        for profile in Self.profiles { #expect(SpendProfile(profile.text) == profile, "\(profile.text)") }
        #expect(Self.profiles[1].text == "milestones(40 % at 0 %, 35 % at 50 %, 25 % at 100 %)")
        #expect(SpendProfile.sCurve(a: 2, b: 3).text == "s-curve(2,3)")
        #expect(
            SpendProfile("milestones(12.5% at 0.0001%,87.5%at 99 %)")
                == .milestones([
                    SpendStep(share: Ratio(units: 125_000), at: Ratio(units: 1)),
                    SpendStep(share: Ratio(units: 875_000), at: percent(99)),
                ]))
    }

    @Test(
        "is not read from another form, or with parameters out of bounds",
        arguments: [
            "", "Linear", "s-curve", "s-curve()", "s-curve(2)", "s-curve(0,2)", "s-curve(2,9)", "s-curve(2,2,2)",
            "s-curve(2,2", "milestones()", "milestones(50 % at 0 %)", "milestones(50 % at 50 %, 50 % at 40 %)",
            "milestones(100 % at 101 %)", "milestones(0 % at 0 %, 100 % at 1 %)", "milestones(100 at 0)",
            "milestones(100 % at 0 %,)", "milestones(50.00001 % at 0 %, 49.99999 % at 1 %)",
        ])
    func refused(text: String) {
        #expect(SpendProfile(text) == nil)
    }
}
