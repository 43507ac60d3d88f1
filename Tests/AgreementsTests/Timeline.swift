import StargateAgreements
import StargateQuantities
import StargateTesting

/// A random right and random moves under it: deadlines are often met to the millisecond, moves are often wrong.
struct Timeline {
    private(set) var play: Play
    private(set) var moves: [(at: Instant, move: Move)] = []
    private var dice: Dice
    private var now: Instant
    private var deals: [DealID] = []

    static let zones = ["America/Los_Angeles", "Asia/Tokyo", "Europe/London", "Australia/Lord_Howe", "UTC"]
    static let parties: [PartyID] = ["H1", "H2", "H3", "H4"]

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        now = at("2025-02-10").advanced(byMilliseconds: dice.number(0...500 * Instant.millisecondsPerDay))
        play = Timeline.play(&dice)
        self.dice = dice
    }

    /// The same with a simple clock: no zones, no holidays.
    init(seed: UInt64, plain: Bool) {
        self.init(seed: seed)
        guard plain else { return }
        guard var terms = play.right.firstRefusal else { return }
        terms.time = ContractTime(zone: .utc, calendar: HolidayCalendar(.weekdays))
        let holders = terms.holders
        terms.holders = holders.map {
            HolderTerms(party: $0.party, rank: $0.rank, weight: $0.weight, zone: .utc)
        }
        let old = play.right
        let right = AgreementTerms(
            id: old.id, kind: .firstRefusal(terms), grantor: old.grantor, holder: old.holder, from: old.from,
            until: at("2060-01-01"), clauses: old.clauses, carveOuts: old.carveOuts)
        play = Play(right, waivers: play.book.waivers(of: old.id))
    }

    private static func play(_ dice: inout Dice) -> Play {
        let holders = parties.prefix(dice.number(1...4)).map { party in
            HolderTerms(
                party: party, rank: dice.number(1...3), weight: dice.number(Int64(1)...5), zone: zone(dice.pick(zones)))
        }
        func period(_ dice: inout Dice) -> Span {
            switch dice.number(1...4) {
            case 1: .days(dice.number(1...40))
            case 2: .months(dice.number(1...2))
            default: .businessDays(dice.number(0...12))
            }
        }
        let calendar = dice.pick([BusinessCalendar.usFederal, .englandAndWales, .target, .weekdays])
        let terms = FirstRefusalTerms(
            holders: holders, mode: dice.pick([.ranked, .concurrent]), side: dice.pick([.buyer, .seller]),
            time: ContractTime(zone: zone(dice.pick(zones)), calendar: HolidayCalendar(calendar)),
            offerPeriod: period(&dice), reofferPeriod: period(&dice), signPeriod: period(&dice),
            closePeriod: period(&dice), quantityTolerance: Ratio(partsPerMillion: dice.number(Int64(0)...100_000)),
            leastPart: dice.chance(50) ? megawatts(dice.number(Int64(1)...50)) : nil,
            bundle: dice.pick([.allocate, .takeAll]), deMinimis: megawatts(dice.number(Int64(0)...10)),
            assignment: dice.pick([.none, .affiliates, .free]), breach: dice.pick([.enforce, .enforce, .record]))
        let right = AgreementTerms(
            id: "right", kind: .firstRefusal(terms), grantor: "G", holder: holders[0].party, from: at("2025-01-21"),
            until: at("2026-09-01"), clauses: clauses("right"),
            carveOuts: [CarveOut(id: "C1", ground: .kind(.ownBuild, purposes: [.training]))])
        let waivers = (0..<dice.number(0...2)).map { index in
            waiver(
                AgreementID("w\(index)"), of: "right", for: dice.pick(["T", "U"]),
                megawatts(dice.number(Int64(10)...300)), oneOff: dice.chance(30))
        }
        return Play(right, waivers: waivers)
    }

    /// One move and what came of it.
    struct Moment {
        let before: Play
        let after: Play
        let at: Instant
        let move: Move
        /// Empty if it was refused.
        let events: [AgreementEvent]
        let refusal: AgreementRefusal?
    }

    /// Makes so many moves; `watch` sees each.
    mutating func run(_ count: Int, _ watch: (Moment) -> Void = { _ in }) {
        for _ in 0..<count {
            advance()
            let move = next()
            moves.append((now, move))
            let before = play
            var (events, refusal): ([AgreementEvent], AgreementRefusal?) = ([], nil)
            do throws(AgreementRefusal) { events = try play.play(move, now) } catch { refusal = error }
            watch(Moment(before: before, after: play, at: now, move: move, events: events, refusal: refusal))
        }
    }

    private mutating func advance() {
        switch dice.number(1...10) {
        case 1...3: break
        case 4: now = now.advanced(byMilliseconds: dice.number(Int64(1)...3_600_000 * 30))
        case 5: now = now.advanced(byMilliseconds: dice.number(Int64(1)...Instant.millisecondsPerDay * 20))
        case 6...8:
            // To the millisecond of a deadline, or just beside it.
            guard let deadline = play.agreements.nextDeadline else { return }
            now = max(now, deadline.advanced(byMilliseconds: dice.number(Int64(-1)...1)))
        default: now = now.advanced(byMilliseconds: 1)
        }
    }

    private mutating func next() -> Move {
        if deals.isEmpty || (deals.count < 8 && dice.chance(15)) { return .offer(newDeal()) }
        switch dice.number(1...60) {
        case 1: return .suspend(dice.pick(Timeline.parties), dice.chance(50))
        case 2: return .assign(dice.pick(Timeline.parties), dice.pick(["H5", "H6"]), isAffiliate: dice.chance(50))
        case 3: return dice.chance(10) ? .end : .tick
        case 4...6: return .tick
        default:
            let deal = dice.pick(deals)
            return .step(deal, dice.chance(60) ? fitting(play[deal]) : command())
        }
    }

    /// A move that the case's state has a use for, mostly.
    private mutating func fitting(_ matter: RightCase) -> CaseCommand {
        switch matter.state {
        case .draft, .deficient, .withdrawn: return .notice(content())
        case .open:
            let pending = matter.holders.filter { $0.status == .pending }.map(\.party)
            guard !pending.isEmpty else { return command() }
            let part = megawatts(dice.number(Int64(1)...200))
            return dice.chance(60)
                ? .accept(dice.pick(pending), quantity: dice.chance(50) ? part : nil) : .decline(dice.pick(pending))
        case .released where dice.chance(70):
            return .close(quantity: nil, terms: dice.chance(40) ? changes() : TermChanges())
        default:
            let signing = matter.holders.filter { $0.signBy != nil }.map(\.party)
            return signing.isEmpty ? command() : .sign(dice.pick(signing))
        }
    }

    private mutating func newDeal() -> Deal {
        let id = DealID("O\(deals.count + 1)")
        deals.append(id)
        return deal(
            id, from: dice.pick(["T", "U", "H1", "H2"]), megawatts(dice.number(Int64(1)...300)),
            price: dice.number(Int64(100)...300), kind: dice.chance(20) ? .ownBuild : .cloud,
            purpose: dice.pick([nil, .training, .inference]), bundle: dice.chance(15), nonCash: dice.chance(15),
            site: dice.pick([nil, "a"]), need: dice.chance(30) ? dice.pick(["n1", "n2"]) : nil)
    }

    private mutating func command() -> CaseCommand {
        let holder = dice.pick(Timeline.parties)
        switch dice.number(1...12) {
        case 1, 2: return .notice(content(), terms: dice.chance(20) ? changes() : TermChanges())
        case 3: return .supplement(content())
        case 4: return .amend(changes())
        case 5, 6:
            return .accept(
                holder, quantity: dice.chance(40) ? megawatts(dice.number(Int64(0)...300)) : nil,
                terms: dice.chance(25) ? changes() : TermChanges())
        case 7: return .decline(holder)
        case 8: return .waive(holder)
        case 9: return .sign(holder)
        case 10, 11:
            return .close(
                quantity: dice.chance(30) ? megawatts(dice.number(Int64(0)...310)) : nil,
                terms: dice.chance(30) ? changes() : TermChanges())
        default: return .withdraw
        }
    }

    private mutating func content() -> NoticeContent {
        var said = NoticeContent(
            of: deal("x", megawatts(dice.number(Int64(1)...300)), price: dice.number(Int64(100)...300)),
            at: deal("x", megawatts(dice.number(Int64(1)...300)), price: dice.number(Int64(100)...300)).terms,
            location: dice.pick(["TX", "NM"]))
        if dice.chance(15) { said.terms.price = nil }
        if dice.chance(50) { said.allocatedPrice = dollars(dice.number(Int64(100)...300)) }
        if dice.chance(50) { said.cashEquivalent = Money(dollars: 1) }
        return said
    }

    private mutating func changes() -> TermChanges {
        TermChanges(
            price: dice.chance(60) ? dollars(dice.number(Int64(100)...300)) : nil,
            start: dice.chance(30) ? day("2026-01-01").advanced(byDays: dice.number(-30...30)) : nil,
            termMonths: dice.chance(20) ? dice.number(1...120) : nil,
            minimumTake: dice.chance(20) ? Ratio(partsPerMillion: dice.number(Int64(0)...1_000_000)) : nil,
            location: dice.chance(25) ? "NM" : nil)
    }
}

extension CaseStep {
    /// The step's name alone.
    var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}
