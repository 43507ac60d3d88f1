import StargateCapital
import StargateQuantities

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

/// A day that is known to exist.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no such day: \(text)") }
    return date
}

let signing = Instant(day("2025-01-21"))

func billions(_ count: Int64) -> Money { Money(dollars: count * 1_000_000_000) }
func millions(_ count: Int64) -> Money { Money(dollars: count * 1_000_000) }
func percent(_ count: Int64) -> Ratio { Ratio(partsPerMillion: count * 10_000) }

func funder(_ id: FunderID, _ commitment: Money, from: String = "2025-01-01") -> FunderTerms {
    FunderTerms(id: id, party: PartyID(id.text), commitment: commitment, from: day(from))
}

func facility(
    _ id: FacilityID, limit: Money, gearing: Ratio, from: String = "2025-01-01", until: String? = nil,
    sites: [SiteID] = [], covers: FacilityTerms.Cover = .both
) -> FacilityTerms {
    FacilityTerms(
        id: id, lender: "bank", limit: limit, gearing: gearing,
        accrual: InterestAccrual(curve: BaseCurve(constant: percent(4)), margin: percent(2)),
        upfrontFee: .zero, from: day(from), until: until.map(day), sites: sites, covers: covers)
}

func programme(
    _ funders: [FunderTerms], _ facilities: [FacilityTerms] = [], ceiling: Money = billions(500),
    minimumCash: Money = .zero, operatingReserve: Money = .zero
) -> CapitalTerms {
    CapitalTerms(
        approver: "board", ceiling: ceiling, firstTranche: nil, callNotice: .businessDays(10), minimumCash: minimumCash,
        operatingReserve: operatingReserve, funders: funders, facilities: facilities)
}

/// The commitments that were reported for the venture: 19, 19, 7 and 7 bn.
let venture = [
    funder("softbank", billions(19)), funder("openai", billions(19)), funder("oracle", billions(7)),
    funder("mgx", billions(7)),
]

/// Terms that stop no draw: what was begun can always be completed.
let lenient = programme([funder("anybody", billions(1_000_000))])

func phase(_ subject: String = "abilene.1", site: SiteID? = "abilene", _ category: CostCategory = .construction) -> Work
{
    Work(category: category, subject: subject, site: site)
}

extension Capital {
    /// Folds an event in whose day does not matter.
    mutating func evolve(_ event: CapitalEvent) { evolve(event, at: signing) }

    /// Folds `events` in.
    mutating func take(_ events: [CapitalEvent]) { for event in events { evolve(event) } }

    /// Owes `amount` of what was set aside for `work`, or as a running cost.
    mutating func owe(_ work: Work, _ amount: Money, due: Instant, setAside: Bool = true, awaits: String? = nil) {
        evolve(
            .obligated(
                Obligation(
                    id: nextObligation, work: work, encumbrance: setAside ? work.encumbrance : nil, amount: amount,
                    due: due, awaits: awaits)))
    }

    /// Money from `funder` without a call, to begin with.
    mutating func receive(_ amount: Money, from funder: FunderID = "softbank") {
        evolve(
            .called(call: nextCall, lines: [CallLine(funder: funder, amount: amount)], due: signing, approver: "board"))
        evolve(.contributed(call: nextCall - 1, funder: funder, amount: amount))
    }

    /// Pays all that is payable, oldest first, until cash runs short; what was paid.
    mutating func payAll(_ terms: CapitalTerms = lenient, at now: Instant) -> [CapitalEvent] {
        var paid: [CapitalEvent] = []
        for obligation in payable(at: now) {
            guard let event = try? decidePayment(obligation, terms: terms, at: now) else { break }
            evolve(event, at: now)
            paid.append(event)
        }
        return paid
    }
}

extension CapitalEvent {
    /// What was set aside: cost, equity and debt.
    var encumbrance: (cost: Money, equity: Money, debt: [FacilityShare])? {
        if case .encumbered(_, let cost, let equity, let debt, _, _) = self { (cost, equity, debt) } else { nil }
    }

    var lines: [CallLine] { if case .called(_, let lines, _, _) = self { lines } else { [] } }

    var draws: [FacilityShare] { if case .paid(_, _, _, _, let draws) = self { draws } else { [] } }

    var due: Instant? { if case .called(_, _, let due, _) = self { due } else { nil } }
}
