import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

/// A unit of the make-up bank as the oracle remembers it.
private struct Paid {
    let expires: Int
    let units: Int64
    let price: Int64
}

@Suite("A take-or-pay commitment, counted again unit by unit")
struct TakeOrPayOracleTests {
    private static func nearest(_ numerator: Int128, over denominator: Int128) -> Int64 {
        Int64((numerator + denominator / 2) / denominator)
    }

    private static func terms(_ dice: inout Dice, _ count: Int) -> TakeOrPayTerms {
        TakeOrPayTerms(
            periods: (0..<count).map { index in
                .init(
                    from: CalendarDate(dayNumber: 365 * index), until: CalendarDate(dayNumber: 365 * index + 365),
                    minimum: dice.chance(5) ? 0 : dice.number(Int64(0)...200),
                    price: UnitPrice(microdollars: dice.number(Int64(0)...9_000_000)))
            },
            shortfallRate: dice.chance(50) ? .one : Ratio(partsPerMillion: dice.number(Int64(0)...1_200_000)),
            makeUpPeriods: dice.number(0...3), carryForwardCap: dice.number(Int64(0)...150),
            counting: [.init(class: "half", rate: Ratio(partsPerMillion: 500_000), cap: dice.number(0...60))])
    }

    @Test("meets its minimum, then draws its bank, then carries; every figure is the oracle's (A12)", arguments: 1...20)
    func oracle(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 0..<75 {
            let count = 20
            let terms = Self.terms(&dice, count)
            var account = TakeOrPay()
            var bank: [Paid] = []
            var carry: Int64 = 0
            for index in 0..<count {
                let place: Comment = "seed \(seed), period \(index)"
                let period = terms.periods[index]
                let (whole, half) = (dice.number(Int64(0)...200), dice.number(Int64(0)...200))
                let excused = dice.chance(30) ? dice.number(Int64(0)...(period.minimum + 20)) : 0
                let settled = account.settle(
                    period: index,
                    taken: [TakenClass(class: "any", units: whole), TakenClass(class: "half", units: half)],
                    excused: excused, terms: terms)
                let counted = whole + min(half / 2, terms.counting[0].cap ?? .max)
                let owed = max(0, period.minimum - excused)
                let used = max(0, min(carry, owed - counted))
                let short = max(0, owed - used - counted)
                var beyond = max(0, counted - owed)
                var topUp: Int64 = 0
                var (drawn, expired): (Int64, Int64) = (0, 0)
                bank.sort { $0.expires < $1.expires }
                bank = bank.compactMap { lot in
                    let units = min(lot.units, beyond)
                    beyond -= units
                    drawn += units
                    topUp += Self.nearest(Int128(max(0, period.price.units - lot.price)) * Int128(units), over: 10_000)
                    let left = lot.units - units
                    if lot.expires <= index { expired += left }
                    return left > 0 && lot.expires > index
                        ? Paid(expires: lot.expires, units: left, price: lot.price) : nil
                }
                let carried = min(beyond, terms.carryForwardCap - (carry - used))
                #expect(settled.counted == counted && settled.carryForwardUsed == used, place)
                #expect(settled.effectiveMinimum == owed - used && settled.deficiency == short, place)
                #expect(settled.makeUpUsed == drawn && settled.topUp.cents == topUp, place)
                #expect(settled.carryForwardAdded == carried && settled.expired == expired, place)
                let paid = Self.nearest(Int128(period.price.units) * Int128(terms.shortfallRate.units), over: 1_000_000)
                if short > 0 && terms.makeUpPeriods > 0 && paid > 0 {
                    bank.append(Paid(expires: index + terms.makeUpPeriods, units: short, price: paid))
                }
                carry += carried - used
                account.evolve(settled)
                #expect(account.banked == bank.reduce(0) { $0 + $1.units } && account.carryForward == carry, place)
                #expect(carry >= 0 && carry <= terms.carryForwardCap, place)
                #expect(short == 0 || (drawn == 0 && carried == 0), place)
            }
        }
    }

    @Test("invoices price × rate × shortfall, rounded once (A12)", arguments: 1...20)
    func invoice(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var wrong = 0
        for _ in 0..<1000 {
            let terms = Self.terms(&dice, 1)
            let settled = TakeOrPay().settle(period: 0, taken: [], excused: 0, terms: terms)
            let exact = Self.nearest(
                Int128(terms.periods[0].minimum) * Int128(terms.periods[0].price.units)
                    * Int128(terms.shortfallRate.units),
                over: 10_000_000_000)
            if settled.invoice.cents != exact { wrong += 1 }
        }
        #expect(wrong == 0, "seed \(seed): \(wrong) of 1000")
    }

    @Test("never credits more than was invoiced", arguments: 1...20)
    func credit(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        var wrong = 0
        for _ in 0..<500 {
            let terms = Self.terms(&dice, 20)
            var account = TakeOrPay()
            var (invoiced, credited) = (Money.zero, Money.zero)
            for index in 0..<20 {
                let settled = account.settle(
                    period: index, taken: [TakenClass(class: "any", units: dice.number(Int64(0)...250))], excused: 0,
                    terms: terms)
                account.evolve(settled)
                invoiced += settled.invoice
                credited += settled.credit
                if credited > invoiced { wrong += 1 }
            }
        }
        #expect(wrong == 0, "seed \(seed): \(wrong) periods")
    }

    @Test("caps a class once in a period, however often it is named")
    func repeatedClass() {
        let terms = TakeOrPayTerms(
            periods: TakeOrPayTests.terms([100]).periods,
            counting: [.init(class: "marketplace", rate: Ratio(partsPerMillion: 500_000), cap: 25)])
        let taken = [TakenClass(class: "marketplace", units: 80), TakenClass(class: "marketplace", units: 80)]
        #expect(TakeOrPay().settle(period: 0, taken: taken, excused: 0, terms: terms).counted == 25)
    }

    @Test("banks a shortfall once it is paid, and not after its last period")
    func deferred() {
        let terms = TakeOrPayTests.terms([100, 100, 100], makeUp: 2)
        func settle(_ account: inout TakeOrPay, _ index: Int, _ units: Int64, isPaid: Bool = true) -> PeriodSettlement {
            let settled = account.settle(
                period: index, taken: [TakenClass(class: "any", units: units)], excused: 0, terms: terms)
            account.evolve(settled, isPaid: isPaid)
            return settled
        }
        var account = TakeOrPay()
        _ = settle(&account, 0, 80, isPaid: false)
        #expect(account.banked == 0 && settle(&account, 1, 130).makeUpUsed == 0)
        var late = account
        account.paid(period: 0)
        #expect(account.banked == 20 && settle(&account, 2, 130).makeUpUsed == 20)
        _ = settle(&late, 2, 130)
        late.paid(period: 0)
        #expect(late.banked == 0)
    }
}
