import Dispatch
import StargateCapital
import StargateEngine
import StargatePerformance
public import StargateProgramme
public import StargateQuantities
import Synchronization

/// How much the result leans on each assumption: the programme is run again with one kind of assumption at a time a tenth
/// larger (dates 90 days later), under the same luck.
public struct Sensitivity: Sendable {
    /// What a change of one assumption did.
    public struct Response: Sendable {
        public let assumptions: AssumptionClass
        /// Relative change of the arithmetic used.
        public let compute: Double
        /// Relative change of money spent.
        public let spent: Double
        /// Mean shift of the models' ready dates, in days.
        public let modelDays: Double

        /// What responses are ranked by: the largest of the three, a year's shift counting as the whole.
        public var weight: Double { max(abs(compute), abs(spent), abs(modelDays) / 365) }
    }

    private let programme: Programme
    private let seed: UInt64
    private let end: Instant

    public init(_ programme: Programme, seed: UInt64, until end: Instant) {
        self.programme = programme
        self.seed = seed
        self.end = end
    }

    /// The responses of the assumptions that matter, the strongest first.
    ///
    /// - Parameter progress: Called with the share done, from any thread.
    public func responses(progress: @escaping @Sendable (Double) -> Void) -> [Response] {
        guard let base = outcome(of: programme) else { return [] }
        let classes = programme.assumptionClasses
        let results = Mutex([Response?](repeating: nil, count: classes.count))
        let done = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: classes.count) { index in
            let response = response(to: classes[index], base)
            results.withLock { $0[index] = response }
            let count = done.withLock { count in
                count += 1
                return count
            }
            progress(Double(count) / Double(classes.count))
        }
        // Ties keep declared order, so that the ranking is the same on every machine.
        let found = results.withLock { $0 }.enumerated().compactMap { index, response in
            response.map { (index, $0) }
        }
        return found.filter { $0.1.weight > 0 }.sorted { ($1.1.weight, $0.0) < ($0.1.weight, $1.0) }.map(\.1)
    }

    /// `nil` if the changed programme cannot be run.
    private func response(to assumptions: AssumptionClass, _ base: Outcome) -> Response? {
        guard let changed = outcome(of: programme.varying(assumptions)) else { return nil }
        return Response(
            assumptions: assumptions, compute: base.compute > 0 ? changed.compute / base.compute - 1 : 0,
            spent: base.spent > 0 ? changed.spent / base.spent - 1 : 0,
            modelDays: changed.meanModelDay - base.meanModelDay)
    }

    /// Base and variants run alike, with a world that looks less often: they are compared with each other only.
    private func outcome(of variant: Programme) -> Outcome? {
        Simulation.rehearsed(variant, seed: seed, until: end).map { Outcome($0, end) }
    }

    private struct Outcome: Sendable {
        /// Peak arithmetic used, in gigaFLOP.
        let compute: Double
        let spent: Double
        /// Mean day on which models are ready; one that is not counts as ready at the end.
        let meanModelDay: Double

        init(_ state: EngineState, _ end: Instant) {
            compute = state.computeUsed
            spent = Double(state.capital.spent.cents)
            let models = state.programme.models
            let days = models.map { Double((state.models[$0.id]?.trained ?? end).milliseconds) / 86_400_000 }
            meanModelDay = models.isEmpty ? 0 : days.reduce(0, +) / Double(models.count)
        }
    }
}
