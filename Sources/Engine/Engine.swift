import StargateAgreements
import StargateBuildOut
import StargateCapital
public import StargateProgramme
public import StargateQuantities
import StargateScheduling
import StargateSourcing

/// What comes into the engine from outside.
public enum Input: Sendable {
    case begin
    /// Declared values change, as when a what-if forks.
    case amend(Programme)
    case observed(Observation)
    /// A timer fell due.
    case timer
}

/// The heart of the house: state and an input in, events out. No clock, no chance, no files.
///
/// A world stands outside: it calls `step` with what it observes, watches `state.effects` for what is asked of it,
/// and calls `step(.timer)` at `nextTimer`.
public struct Engine: Sendable {
    public internal(set) var state: EngineState
    var batch: [Event] = []
    /// The instant of the last step, also if nothing came of it.
    private var woken: Instant
    private var stepsAtInstant = 0

    public init(_ state: EngineState) {
        self.state = state
        woken = state.now
    }

    /// Decides on one input at one instant and folds what was decided.
    ///
    /// - Returns: the events, in order; they are to be journalled as one batch.
    /// - Throws: `EngineBreach` if an invariant broke; the engine is then not to be used any more.
    public mutating func step(_ input: Input, at now: Instant) throws(EngineBreach) -> [Event] {
        guard now >= state.now else { throw EngineBreach(at: now, event: nil, problem: .timeWentBack(from: state.now)) }
        batch = []
        stepsAtInstant = now == woken ? stepsAtInstant + 1 : 0
        guard stepsAtInstant < 1_000_000 else { throw EngineBreach(at: now, event: nil, problem: .noProgress) }
        woken = now
        // 1. What came in becomes events.
        switch input {
        case .begin: try begin(now)
        case .amend(let programme): try amend(programme, now)
        case .observed(let observation): try take(observation, now)
        case .timer: break
        }
        // 2. Timers come after all that was observed at the same instant.
        if case .timer = input {
            try passDeadlines(now)
            try passDefaults(now)
            try endRentals(now)
            if now >= state.nextReview { try review(now) }
        }
        // 3. Money moves as far as cash allows.
        try payDue(now)
        // 4. Runs that became ready queue up, and whatever fits starts.
        try queueModels(now)
        try schedule(now)
        // 5. Nothing may be lost.
        try checkInvariants(now)
        return batch
    }

    /// The next instant at which the engine wants to be woken, if nothing is observed before.
    public var nextTimer: Instant {
        var next = state.nextReview
        for instant in [
            state.capital.nextDue(after: woken), state.capital.nextDefault(state.programme.capital),
            nextAgreementDeadline,
            state.sourcing.rentals.lazy.map(\.until).min(), nextModelDate(after: woken),
        ] {
            if let instant { next = min(next, instant) }
        }
        return max(next, woken)
    }

    /// Journals one event and folds it.
    mutating func record(_ event: Event, _ now: Instant) throws(EngineBreach) {
        try state.evolve(event, at: now)
        batch.append(event)
    }

    mutating func begin(_ now: Instant) throws(EngineBreach) {
        try record(.began(programme: state.programme, seed: state.seed), now)
        try adoptRentals(now)
    }

    mutating func amend(_ programme: Programme, _ now: Instant) throws(EngineBreach) {
        // What was used so far is billed at the prices so far.
        try readMeters(now)
        let before = state.programme
        try record(.amended(programme: programme), now)
        try replan(since: before, now)
    }

    /// Turns what the world saw into events.
    mutating func take(_ observation: Observation, _ now: Instant) throws(EngineBreach) {
        switch observation {
        case .shellReady(let phase):
            try record(.buildOut(.shellReady(phase: phase)), now)
            try certify(phase, .shell, now)
            try energise(phase, now)
        case .powerLive(let phase):
            try record(.buildOut(.powerLive(phase: phase)), now)
            try energise(phase, now)
        case .delivered(let phase, let lot, let count): try receive(phase, lot, count, now)
        case .installed(let phase, let lot, let count): try bringOnline(phase, lot, count, now)
        case .contributed(let call, let funder, let amount):
            try receive(amount, of: call, from: funder, now)
        case .holderAnswered(let number, let holder, let answer, let quantity):
            try hear(holder, answer, quantity, in: number, now)
        case .holderSigned(let number, let holder): try instruct(.sign(holder), in: number, now)
        case .firstOfferMade(let agreement, let kind, let terms): try hear(terms, of: kind, under: agreement, now)
        case .rentalLive(let rental): try bringRentalOnline(rental, now)
        case .jobReported(let job, let productive, let lost, let interruptions):
            try record(
                .training(.reported(job: job, productive: productive, lost: lost, interruptions: interruptions)), now)
        case .jobFinished(let job, let productive, let lost, let interruptions):
            try finish(job, productive, lost, interruptions, now)
        case .nodesObserved(let pool, let day, let failures, let down):
            try record(.scheduling(.nodesObserved(pool: pool, day: day, failures: failures, down: down)), now)
        case .experimentArrived(let index): try queueExperiment(index, now)
        }
    }
}
