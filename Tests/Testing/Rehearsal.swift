import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateSimulation

/// A programme run in memory with everything it did.
public struct Rehearsal: Sendable {
    public let state: EngineState
    public let batches: [Batch]
    public let end: Instant

    /// Runs `text` to its end.
    public init(_ text: String, seed: UInt64 = 1) throws {
        let programme = try Programme(reading: text)
        var batches: [Batch] = []
        let end = Instant(programme.until)
        var simulation = try Simulation(programme, seed: seed) { batches.append($0) }
        try simulation.run(until: end) { batches.append($0) }
        try simulation.close(at: end) { batches.append($0) }
        self.batches = batches
        self.end = end
        state = simulation.engine.state
    }

    /// The state that the first batches fold to, up to those before `moment`.
    public func state(before moment: Instant) throws -> EngineState {
        var state = EngineState(programme: self.state.programme, seed: self.state.seed)
        for batch in batches where batch.at < moment {
            for event in batch.events { try state.evolve(event, at: batch.at) }
        }
        return state
    }
}
