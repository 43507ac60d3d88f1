import StargateAgreements
import StargateQuantities
import StargateTesting

/// A day that is known to exist.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no such day: \(text)") }
    return date
}

func zone(_ name: String) -> Zone {
    guard let zone = Zone(name) else { preconditionFailure("no such zone: \(name)") }
    return zone
}

let pacific = zone("America/Los_Angeles")

/// `2025-03-03 17:00` on a wall clock, in Los Angeles unless said otherwise.
func at(_ text: String, _ zone: Zone = pacific) -> Instant {
    let parts = text.split(separator: " ")
    let clock = parts.count > 1 ? LocalTime.milliseconds(parts[1]) : 0
    return zone.instant(LocalTime(date: day(String(parts[0])), millisecondOfDay: clock ?? 0))
}

func megawatts(_ count: Int64) -> Power { Power(watts: count * 1_000_000) }
func dollars(_ cents: Int64) -> UnitPrice { UnitPrice(microdollars: cents * 10_000) }

/// 1,000 MW at 2.00 from T, unless said otherwise.
func deal(
    _ id: DealID = "O1", from party: PartyID = "T", _ quantity: Power = megawatts(1000), price: Int64 = 200,
    kind: CapacityKind = .cloud, purpose: Purpose? = nil, renewal: Bool = false, affiliate: Bool = false,
    bundle: Bool = false, nonCash: Bool = false, site: String? = nil, need: String? = nil
) -> Deal {
    Deal(
        id: id, counterparty: party, kind: kind,
        terms: DealTerms(quantity: quantity, price: dollars(price), start: day("2026-01-01"), termMonths: 60),
        purpose: purpose, isRenewal: renewal, isAffiliate: affiliate, isBundle: bundle, isNonCash: nonCash, site: site,
        need: need)
}

/// The reference's base values (section 2), with one clause for each rule.
func right(
    _ id: AgreementID = "right", holders: [HolderTerms] = [HolderTerms(party: "H", zone: pacific)],
    from: Instant = at("2025-01-21"), until: Instant = at("2030-12-31 17:00"),
    carveOuts: [CarveOut] = [
        CarveOut(id: "C1", ground: .kind(.ownBuild, purposes: [.research, .training])),
        CarveOut(id: "C2", ground: .flatRenewal),
    ], _ change: (inout FirstRefusalTerms) -> Void = { _ in }
) -> AgreementTerms {
    var terms = FirstRefusalTerms(
        holders: holders, time: ContractTime(zone: pacific, calendar: HolidayCalendar(.usFederal)),
        deMinimis: megawatts(5))
    change(&terms)
    return AgreementTerms(
        id: id, kind: .firstRefusal(terms), grantor: "G", holder: holders[0].party, from: from, until: until,
        clauses: clauses(id), carveOuts: carveOuts)
}

func clauses(_ id: AgreementID) -> ClauseBook {
    ClauseBook(
        main: Clause(id: "\(id).0", text: "main"),
        special: Dictionary(
            uniqueKeysWithValues: ClauseRule.allCases.enumerated().map { index, rule in
                (rule, Clause(id: "\(id).\(index + 1)", text: rule.rawValue))
            }))
}

func agreement(
    _ id: AgreementID, _ kind: AgreementTerms.Kind, holder: PartyID, from: String = "2025-01-01",
    until: String = "2030-01-01", carveOuts: [CarveOut] = []
) -> AgreementTerms {
    AgreementTerms(
        id: id, kind: kind, grantor: "G", holder: holder, from: at(from), until: at(until), clauses: clauses(id),
        carveOuts: carveOuts)
}

func waiver(
    _ id: AgreementID, of waived: AgreementID, for party: PartyID, _ capacity: Power, oneOff: Bool = false
) -> AgreementTerms {
    agreement(
        id, .waiver(WaiverTerms(of: waived, party: party, capacity: capacity, isOneOff: oneOff)), holder: "G")
}

/// What a party or the clock does.
enum Move: Sendable {
    case offer(Deal)
    case step(DealID, CaseCommand)
    case suspend(PartyID, Bool)
    case assign(PartyID, PartyID, isAffiliate: Bool)
    case end
    case tick
}

/// One right with its waivers, played move by move.
struct Play {
    let book: AgreementBook
    let right: AgreementTerms
    var agreements = Agreements()
    var cases: [DealID: Int] = [:]

    init(_ right: AgreementTerms, waivers: [AgreementTerms] = []) {
        self.right = right
        book = AgreementBook([right] + waivers)
    }

    /// What the move leads to; nothing has happened yet.
    func decide(_ move: Move, _ now: Instant) throws(AgreementRefusal) -> [AgreementEvent] {
        switch move {
        case .offer(let deal): return agreements.decideOffer(deal, under: right, in: book, at: now)
        case .step(let deal, let command):
            guard let number = cases[deal] else { return [] }
            return try agreements.decide(command, in: number, of: book, at: now)
        case .suspend(let holder, let isSuspended):
            return try agreements.decideSuspension(of: holder, under: right, isSuspended: isSuspended)
        case .assign(let from, let to, let isAffiliate):
            return try agreements.decideAssignment(from: from, to: to, isAffiliate: isAffiliate, under: right)
        case .end: return [.rightEnded(agreement: right.id)]
        case .tick:
            var events: [AgreementEvent] = []
            for matter in agreements.cases {
                events += try agreements.decide(.tick, in: matter.number, of: book, at: now)
            }
            return events
        }
    }

    @discardableResult
    mutating func play(_ move: Move, _ now: Instant) throws(AgreementRefusal) -> [AgreementEvent] {
        let events = try decide(move, now)
        if case .offer(let deal) = move { cases[deal.id] = agreements.nextNumber }
        for event in events { agreements.evolve(event, at: now) }
        return events
    }

    /// Offers, gives a complete notice, and returns the case.
    mutating func open(_ deal: Deal, _ now: Instant) throws -> RightCase {
        try play(.offer(deal), now)
        try play(.step(deal.id, .notice(NoticeContent(of: deal, at: deal.terms, location: "TX"))), now)
        return self[deal.id]
    }

    subscript(deal: DealID) -> RightCase {
        guard let matter = cases[deal].flatMap({ agreements.matter($0) }) else { preconditionFailure("no \(deal)") }
        return matter
    }

    /// The code of the refusal, or "done".
    mutating func code(_ move: Move, _ now: Instant) -> String {
        do {
            try play(move, now)
            return "done"
        } catch { return error.code }
    }
}
