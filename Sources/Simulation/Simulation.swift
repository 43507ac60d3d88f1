public import StargateEngine
public import StargateProgramme
public import StargateQuantities

/// An engine and a simulated world, run against each other from event to event.
public struct Simulation: Sendable {
    public private(set) var engine: Engine
    private var world: SimulatedWorld
    private let fidelity: SimulatedWorld.Fidelity

    /// The state a programme comes to by `end` under a world that looks less often: for comparing variants with each
    /// other. `nil` if it cannot be run.
    public static func rehearsed(_ programme: Programme, seed: UInt64, until end: Instant) -> EngineState? {
        guard var simulation = try? Simulation(programme, seed: seed, fidelity: .coarse, { _ in }),
            (try? simulation.run(until: end) { _ in }) != nil, (try? simulation.close(at: end) { _ in }) != nil
        else { return nil }
        return simulation.engine.state
    }

    /// Begins a programme.
    ///
    /// - Parameter sink: Gets the first batch.
    public init(
        _ programme: Programme, seed: UInt64, fidelity: SimulatedWorld.Fidelity = .full,
        _ sink: (Batch) throws -> Void
    ) throws {
        self.fidelity = fidelity
        engine = Engine(EngineState(programme: programme, seed: seed))
        let start = Instant(programme.start)
        let events = try engine.step(.begin, at: start)
        world = SimulatedWorld(engine.state, fidelity: fidelity)
        try sink(Batch(at: start, events: events))
    }

    /// Goes on from a state, as a fork does.
    public init(from state: EngineState) {
        fidelity = .full
        engine = Engine(state)
        world = SimulatedWorld(state)
    }

    /// Changes declared values at `now`; the world answers anew everything that is still open.
    public mutating func amend(_ programme: Programme, at now: Instant, _ sink: (Batch) throws -> Void) throws {
        let events = try engine.step(.amend(programme), at: now)
        world = SimulatedWorld(engine.state, fidelity: fidelity)
        try sink(Batch(at: now, events: events))
    }

    /// Runs on to the instant `end`, which itself is left out.
    ///
    /// - Parameter sink: Gets every batch as it happens.
    public mutating func run(until end: Instant, _ sink: (Batch) throws -> Void) throws {
        while true {
            let timer = engine.nextTimer
            let next = world.next(engine.state)
            // At one instant observations come before timers.
            let isObservation = next.map { $0.at <= timer } ?? false
            let at = isObservation ? next?.at ?? timer : timer
            guard at < end else { return }
            let events: [Event]
            if isObservation, let next {
                world.removeNext()
                events = try engine.step(.observed(next.observation), at: at)
            } else {
                events = try engine.step(.timer, at: at)
            }
            world.follow(engine.state)
            if !events.isEmpty { try sink(Batch(at: at, events: events)) }
        }
    }

    /// The programme's last batch.
    public mutating func close(at end: Instant, _ sink: (Batch) throws -> Void) throws {
        try sink(Batch(at: end, events: try engine.close(at: end)))
    }
}
