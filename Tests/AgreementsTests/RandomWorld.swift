import StargateAgreements
import StargateQuantities
import StargateTesting

struct TimedMove: Sendable {
    let at: Instant
    let move: Move
}

extension Play {
    /// Plays a move; what it did, or why it was refused.
    mutating func attempt(_ timed: TimedMove) -> Result<[AgreementEvent], AgreementRefusal> {
        Result { () throws(AgreementRefusal) in try play(timed.move, timed.at) }
    }
}

/// A random right, and moves under it that mostly fit the state of their case, so that runs get far: to second rounds,
/// defaults after a closing, windows that pass while somebody has still to sign.
struct RandomWorld {
    static let zones = [
        "America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "UTC",
    ].map { zone($0) }
    static let parties: [PartyID] = ["H1", "H2", "H3", "H4"]
    /// Days around which counting is easily got wrong: holidays, weekends, changes of clocks on three continents.
    static let days = [
        "2025-02-14", "2025-03-07", "2025-03-28", "2025-04-04", "2025-07-03", "2025-10-03", "2025-10-24", "2025-10-31",
        "2025-12-24",
    ].map { day($0) }

    var dice: Dice
    let start: Play
    private(set) var now: Instant
    private var deals = 0

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        let first = Instant(dice.pick(RandomWorld.days))
        now = first.advanced(byMilliseconds: dice.number(0...Instant.millisecondsPerDay))
        start = RandomWorld.play(&dice, first)
        self.dice = dice
    }

    private static func play(_ dice: inout Dice, _ first: Instant) -> Play {
        let terms = terms(&dice)
        let until = first.advanced(byDays: dice.chance(20) ? dice.number(5...90) : 2000)
        var carveOuts: [CarveOut] = []
        if dice.chance(30) { carveOuts.append(CarveOut(id: "C1", ground: .kind(.ownBuild, purposes: [.training]))) }
        if dice.chance(30) { carveOuts.append(CarveOut(id: "C2", ground: .flatRenewal)) }
        if dice.chance(20) { carveOuts.append(CarveOut(id: "C3", ground: .affiliate)) }
        let right = AgreementTerms(
            id: "right", kind: .firstRefusal(terms), grantor: "G", holder: terms.holders[0].party, from: first,
            until: until, clauses: clauses("right"), carveOuts: carveOuts)
        let waivers = (0..<dice.number(0...2)).map { place in
            let waiver = WaiverTerms(
                of: "right", party: dice.pick(["T", "U"]), capacity: megawatts(dice.number(50...Int64(2500))),
                isOneOff: dice.chance(30))
            let id = AgreementID("w\(place)")
            return AgreementTerms(
                id: id, kind: .waiver(waiver), grantor: "G", holder: "G", from: first,
                until: first.advanced(byDays: dice.number(10...400)), clauses: clauses(id))
        }
        return Play(right, waivers: waivers)
    }

    private static func terms(_ dice: inout Dice) -> FirstRefusalTerms {
        let holders = (0..<dice.number(1...4)).map { place in
            HolderTerms(
                party: parties[place], rank: dice.number(1...3), weight: dice.number(1...Int64(5)),
                zone: dice.pick(zones))
        }
        func period(_ dice: inout Dice, _ business: ClosedRange<Int>, _ calendar: ClosedRange<Int>) -> Span {
            dice.chance(60) ? .businessDays(dice.number(business)) : .days(dice.number(calendar))
        }
        let time = ContractTime(
            zone: dice.pick(zones), cutoff: dice.pick([9, 17, 23]) * 3_600_000,
            calendar: HolidayCalendar(dice.pick(BusinessCalendar.allCases)))
        return FirstRefusalTerms(
            holders: holders, mode: dice.pick(FirstRefusalTerms.Mode.allCases),
            side: dice.pick(FirstRefusalTerms.Side.allCases), time: time, offerPeriod: period(&dice, 2...10, 3...30),
            reofferPeriod: period(&dice, 1...5, 2...10), signPeriod: period(&dice, 1...10, 2...30),
            closePeriod: period(&dice, 2...15, 3...60),
            quantityTolerance: Ratio(partsPerMillion: dice.pick([0, 10_000, 50_000])),
            leastPart: dice.chance(50) ? megawatts(dice.number(1...Int64(200))) : nil,
            bundle: dice.pick(FirstRefusalTerms.Bundle.allCases), deMinimis: megawatts(dice.number(0...Int64(20))),
            requiredFields: dice.chance(70) ? NoticeField.material : [.counterparty, .price],
            assignment: dice.pick(FirstRefusalTerms.Assignment.allCases), breach: dice.pick([.enforce, .record]))
    }

    /// The next thing that is done, and when; never earlier than the last.
    mutating func next(_ play: Play) -> TimedMove {
        now = instant(play.agreements)
        return TimedMove(at: now, move: move(play))
    }

    /// Often the very instant of a deadline, or a millisecond beside it.
    private mutating func instant(_ state: Agreements) -> Instant {
        let roll = dice.number(1...100)
        if roll <= 25 { return now }
        if roll <= 50, let deadline = state.nextDeadline {
            return max(now, deadline.advanced(byMilliseconds: dice.number(Int64(-1)...1)))
        }
        if roll <= 80 { return now.advanced(byMilliseconds: dice.number(1...Int64(8 * 3_600_000))) }
        return now.advanced(byMilliseconds: dice.number(1...Int64(6 * 86_400_000)))
    }

    private mutating func move(_ play: Play) -> Move {
        let cases = play.agreements.cases
        let roll = dice.number(1...100)
        if cases.isEmpty || (roll <= 12 && cases.count < 8) { return .offer(nextDeal()) }
        if roll <= 17 { return .tick }
        if roll <= 22 { return standing() }
        let matter = dice.pick(cases)
        return .step(matter.deal.id, command(matter))
    }

    private mutating func standing() -> Move {
        let party = dice.pick(RandomWorld.parties)
        switch dice.number(1...20) {
        case 1...8: return .suspend(party, true)
        case 9...15: return .suspend(party, false)
        case 16...19: return .assign(party, PartyID("\(party.text)'"), isAffiliate: dice.chance(50))
        default: return .end
        }
    }

    private mutating func nextDeal() -> Deal {
        deals += 1
        let isSmall = dice.chance(25)
        return Deal(
            id: DealID("O\(deals)"), counterparty: dice.pick(["T", "U", "T", "U", "H1", "H2"]),
            kind: dice.pick(CapacityKind.allCases),
            terms: DealTerms(
                quantity: isSmall ? megawatts(dice.number(1...Int64(12))) : megawatts(dice.number(50...Int64(1000))),
                price: dollars(dice.number(190...Int64(210))), start: day("2026-01-01"), termMonths: 60,
                minimumTake: dice.chance(50) ? Ratio(partsPerMillion: 500_000) : nil,
                location: dice.chance(50) ? "TX" : nil),
            purpose: dice.chance(70) ? dice.pick(Purpose.allCases) : nil, isRenewal: dice.chance(10),
            isAffiliate: dice.chance(10), isBundle: dice.chance(20), isNonCash: dice.chance(15),
            site: dice.chance(50) ? "Abilene" : nil, need: dice.chance(40) ? dice.pick(["N1", "N2"]) : nil)
    }
}
