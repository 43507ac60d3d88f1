import StargateAgreements
public import StargateBuildOut
public import StargateCapital
public import StargateEngine
import StargateProgramme
public import StargateQuantities
import StargateScheduling
import StargateSourcing

/// What a report tells that the final state no longer knows: when calls were made and money moved, and what stood in
/// the way. A fold over the journal, like the state.
public struct Chronicle: Sendable {
    public struct Call: Sendable {
        public let number: Int
        public let noticed: Instant
        public let due: Instant
        public let lines: [CallLine]
        public var amount: Money { lines.map(\.amount).sum() }
    }

    /// Sums so far at the end of a month.
    public struct CashPoint: Sendable {
        public let at: CalendarDate
        public var called = Money.zero
        public var contributed = Money.zero
        public var drawn = Money.zero
        public var spent = Money.zero
        public var promised = Money.zero
    }

    public struct Obstacle: Sendable {
        public let at: Instant
        public let subject: String
        public let cause: HoldingCause
        public let reason: String
    }

    public private(set) var calls: [Call] = []
    public private(set) var cash: [CashPoint] = []
    public private(set) var obstacles: [Obstacle] = []
    /// By the place it was spent on: a site, a supplier, or lenders.
    public private(set) var spentAt: [String: [CostCategory: Money]] = [:]
    public private(set) var firstOnline: [PhaseID: Instant] = [:]
    public private(set) var full: [PhaseID: Instant] = [:]
    public private(set) var orderedFor: [PhaseID: Instant] = [:]
    public private(set) var constructionWorkersPeak: Int64 = 0
    public private(set) var events = 0

    private var running = CashPoint(at: CalendarDate(dayNumber: 0))
    private var installed: [PhaseID: Int64] = [:]
    private var targets: [PhaseID: Int64] = [:]

    public init() {}

    public mutating func note(_ batch: Batch) {
        events += batch.events.count
        for event in batch.events {
            switch event {
            case .capital(let event): note(event, batch.at)
            case .buildOut(let event): note(event, batch.at)
            case .sourcing(.reviewed(let contract, let clause, let capital)):
                if contract > .zero { add(batch.at, "clouds", .contract, clause ?? "a holder's notice is running") }
                if capital > .zero { add(batch.at, "clouds", .capital, "equity for the rent is not committed") }
            case .quarterClosed(let statement):
                constructionWorkersPeak = max(constructionWorkersPeak, statement.constructionWorkersPeak)
                if statement.overdue > .zero {
                    add(batch.at, "bills", .capital, "\(statement.overdue) fell due and cannot be paid")
                }
            default: break
            }
        }
        keepMonth(batch.at)
    }

    private mutating func keepMonth(_ at: Instant) {
        let month = at.date.startOfMonth
        let point = CashPoint(
            at: month, called: running.called, contributed: running.contributed, drawn: running.drawn,
            spent: running.spent, promised: running.promised)
        if cash.last?.at == month { cash[cash.count - 1] = point } else { cash.append(point) }
    }

    private mutating func note(_ event: CapitalEvent, _ at: Instant) {
        switch event {
        case .called(let call, let lines, let due, _):
            calls.append(Call(number: call, noticed: at, due: due, lines: lines))
            running.called += lines.map(\.amount).sum()
        case .contributed(_, _, let amount): running.contributed += amount
        case .encumbered(_, let cost, _, _): running.promised += cost
        case .paid(_, let work, _, let amount, let draws):
            running.spent += amount
            running.drawn += draws.map(\.amount).sum()
            spentAt[place(of: work), default: [:]][work.category, default: .zero] += amount
        case .obligated(let obligation):
            if obligation.encumbrance == nil { running.promised += obligation.amount }
        case .matured, .interestBooked: break
        }
    }

    private func place(of work: Work) -> String {
        if let site = work.site { return site.text }
        return work.category == .cloud ? String(work.subject.prefix { $0 != "." }) : "lenders"
    }

    private mutating func note(_ event: BuildOutEvent, _ at: Instant) {
        switch event {
        case .phaseBlocked(let phase, let cause, let reason): add(at, phase.text, cause, reason)
        case .contracted(let phase, _, _, let accelerators, _, _, _, _, _): targets[phase] = accelerators
        case .chipsOrdered(let phase, _, _, _): orderedFor[phase] = at
        case .online(let phase, _, let count):
            firstOnline[phase] = firstOnline[phase] ?? at
            installed[phase, default: 0] += count
            if installed[phase] == targets[phase] { full[phase] = at }
        case .replanned, .shellReady, .powerLive, .energised, .chipsDelivered, .installing: break
        }
    }

    private mutating func add(_ at: Instant, _ subject: String, _ cause: HoldingCause, _ reason: String) {
        obstacles.append(Obstacle(at: at, subject: subject, cause: cause, reason: reason))
    }
}
