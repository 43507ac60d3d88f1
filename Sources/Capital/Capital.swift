public import StargateQuantities

/// The state of the programme's money: what was called, contributed, borrowed, promised and spent.
public struct Capital: Hashable, Sendable, Codable {
    public struct Funding: Hashable, Sendable, Codable {
        public internal(set) var called = Money.zero
        public internal(set) var contributed = Money.zero
    }

    public struct Loan: Hashable, Sendable, Codable {
        /// Set aside for works that were committed.
        public internal(set) var promised = Money.zero
        public internal(set) var drawn = Money.zero
        /// Balance times days, in cent-days, since interest was last booked.
        public internal(set) var centDays: Int64 = 0
        /// The day up to which `centDays` counts.
        public internal(set) var counted: CalendarDate?

        /// Cent-days up to `date`.
        func centDays(on date: CalendarDate) -> Int64 {
            centDays + drawn.cents * Int64(date.dayNumber - (counted ?? date).dayNumber)
        }

        mutating func count(to date: CalendarDate) {
            centDays = centDays(on: date)
            counted = date
        }
    }

    public struct Encumbrance: Hashable, Sendable, Codable {
        public let cost: Money
        public let debt: [FacilityShare]
        public internal(set) var paid = Money.zero
        public internal(set) var drawn: [Money]
    }

    public internal(set) var funding: [FunderID: Funding] = [:]
    public internal(set) var loans: [FacilityID: Loan] = [:]
    public internal(set) var encumbrances: [String: Encumbrance] = [:]
    /// Unpaid, in order of due date, then of number.
    public internal(set) var obligations: [Obligation] = []
    public internal(set) var nextObligation = 1
    public internal(set) var nextCall = 1
    public internal(set) var cash = Money.zero
    public internal(set) var contributed = Money.zero
    public internal(set) var drawn = Money.zero
    public internal(set) var spent = Money.zero
    /// Equity that commitments made so far will need, paid or not.
    public internal(set) var equityPromised = Money.zero
    /// Called and not yet received.
    public internal(set) var receivable = Money.zero
    /// Unpaid obligations without an encumbrance: running costs.
    public internal(set) var runningCostsOwed = Money.zero

    public init() {}
}

public enum CapitalEvent: Hashable, Sendable, Codable {
    /// Funders are asked for money, due on a date; `approver` said yes.
    case called(call: Int, lines: [CallLine], due: Instant, approver: PartyID)
    case contributed(call: Int, funder: FunderID, amount: Money)
    /// Money is set aside for a work: `equity` from funders, `debt` from facilities.
    case encumbered(work: Work, cost: Money, equity: Money, debt: [FacilityShare])
    case obligated(Obligation)
    /// Interest up to now was counted and is owed.
    case interestBooked(facility: FacilityID)
    /// The delivery an obligation waited for has come.
    case matured(obligation: Int, due: Instant)
    /// `amount` left the account for `work`; `draws` of it came from facilities at the same moment.
    case paid(obligation: Int, work: Work, encumbrance: String?, amount: Money, draws: [FacilityShare])
}

extension Capital {
    public mutating func evolve(_ event: CapitalEvent, at now: Instant) {
        switch event {
        case .called(let call, let lines, _, _):
            nextCall = call + 1
            for line in lines {
                funding[line.funder, default: Funding()].called += line.amount
                receivable += line.amount
            }
        case .contributed(_, let funder, let amount):
            funding[funder, default: Funding()].contributed += amount
            contributed += amount
            receivable -= amount
            cash += amount
        case .encumbered(let work, let cost, let equity, let debt):
            equityPromised += equity
            for share in debt { loans[share.facility, default: Loan()].promised += share.amount }
            encumbrances[work.encumbrance] = Encumbrance(cost: cost, debt: debt, drawn: debt.map { _ in .zero })
        case .obligated(let obligation):
            nextObligation = obligation.id + 1
            insert(obligation)
            if obligation.encumbrance == nil {
                equityPromised += obligation.amount
                runningCostsOwed += obligation.amount
            }
        case .interestBooked(let facility):
            loans[facility, default: Loan()].counted = now.date
            loans[facility, default: Loan()].centDays = 0
        case .matured(let id, let due):
            guard let index = obligations.firstIndex(where: { $0.id == id }) else { return }
            var obligation = obligations.remove(at: index)
            obligation.awaits = nil
            obligation.due = due
            insert(obligation)
        case .paid(let id, _, let encumbrance, let amount, let draws):
            if let index = obligations.firstIndex(where: { $0.id == id }) { obligations.remove(at: index) }
            if encumbrance == nil { runningCostsOwed -= amount }
            settle(encumbrance, amount, draws, now)
        }
    }

    private mutating func settle(_ encumbrance: String?, _ amount: Money, _ draws: [FacilityShare], _ now: Instant) {
        for draw in draws {
            loans[draw.facility, default: Loan()].count(to: now.date)
            loans[draw.facility, default: Loan()].drawn += draw.amount
            drawn += draw.amount
            cash += draw.amount
        }
        cash -= amount
        spent += amount
        guard let encumbrance, var entry = encumbrances[encumbrance] else { return }
        entry.paid += amount
        for draw in draws {
            guard let index = entry.debt.firstIndex(where: { $0.facility == draw.facility }) else { continue }
            entry.drawn[index] += draw.amount
        }
        encumbrances[encumbrance] = entry.paid == entry.cost ? nil : entry
    }

    private mutating func insert(_ obligation: Obligation) {
        let place = obligations.firstIndex { ($0.due, $0.id) > (obligation.due, obligation.id) }
        obligations.insert(obligation, at: place ?? obligations.count)
    }
}
