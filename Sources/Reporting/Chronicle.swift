import StargateAgreements
public import StargateBuildOut
public import StargateEngine
import StargateProgramme
public import StargateQuantities
import StargateScheduling
import StargateSourcing

/// What a report tells that neither the final state nor the books know: when things came into service, and what stood in
/// the way. A fold over the journal, like the state.
public struct Chronicle: Sendable {
    public struct Obstacle: Sendable {
        public let at: Instant
        public let subject: String
        public let cause: HoldingCause
        public let reason: String
    }

    public private(set) var obstacles: [Obstacle] = []
    public private(set) var firstOnline: [PhaseID: Instant] = [:]
    public private(set) var full: [PhaseID: Instant] = [:]
    public private(set) var orderedFor: [PhaseID: Instant] = [:]
    public private(set) var constructionWorkersPeak: Int64 = 0
    public private(set) var events = 0

    private var installed: [PhaseID: Int64] = [:]
    private var targets: [PhaseID: Int64] = [:]

    public init() {}

    public mutating func note(_ batch: Batch) {
        events += batch.events.count
        for event in batch.events {
            switch event {
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
