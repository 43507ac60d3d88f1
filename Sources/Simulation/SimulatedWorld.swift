import HeapModule
public import StargateEngine
import StargateProgramme
public import StargateQuantities

/// The world of a simulation: answers what the engine asks, with delays and failures drawn from the programme's risks.
///
/// It keeps no secret: its pending answers follow from the open effects, the programme and the seed alone, so a
/// fork takes them up from the state.
public struct SimulatedWorld: Sendable {
    private struct Pending: Comparable, Sendable {
        let at: Instant
        let sequence: Int
        let observation: Observation

        static func < (a: Pending, b: Pending) -> Bool { (a.at, a.sequence) < (b.at, b.sequence) }
        static func == (a: Pending, b: Pending) -> Bool { (a.at, a.sequence) == (b.at, b.sequence) }
    }

    /// How often the world looks at what goes on all the time.
    public enum Fidelity: Sendable {
        /// Nodes each day, runs each week.
        case full
        /// Nodes and runs every four weeks: for comparing variants with each other, never with a full run.
        case coarse
    }

    private let fidelity: Fidelity
    private var pending = Heap<Pending>()
    /// Effects up to here have been answered or are pending.
    private var seen = 0

    /// Takes up everything that is open in `state`.
    public init(_ state: EngineState, fidelity: Fidelity = .full) {
        self.fidelity = fidelity
        follow(state)
    }

    /// Takes up what was asked since the last time.
    public mutating func follow(_ state: EngineState) {
        var index = state.effects.count
        while index > 0, state.effects[index - 1].sequence > seen { index -= 1 }
        let answers = Answers(programme: state.programme, seed: state.seed, fidelity: fidelity)
        for effect in state.effects[index...] {
            guard let (at, observation) = answers.answer(to: effect) else { continue }
            pending.insert(Pending(at: max(at, state.now), sequence: effect.sequence, observation: observation))
        }
        seen = state.nextSequence - 1
    }

    /// The next thing to be observed that is still asked for; answers to closed effects are dropped.
    public mutating func next(_ state: EngineState) -> (at: Instant, observation: Observation)? {
        while let first = pending.min {
            if state.isOpen(first.sequence) { return (first.at, first.observation) }
            pending.removeMin()
        }
        return nil
    }

    public mutating func removeNext() { _ = pending.popMin() }
}

extension EngineState {
    /// True if the effect asked `sequence`-th waits for its answer.
    fileprivate func isOpen(_ sequence: Int) -> Bool {
        var (low, high) = (0, effects.count)
        while low < high {
            let middle = (low + high) / 2
            if effects[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low < effects.count && effects[low].sequence == sequence
    }
}
