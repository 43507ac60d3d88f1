/// What a replay on a fleet is judged by (`reference/scheduling.md`, Metrics). Whole numbers only: times in
/// milliseconds, means and ratios in millionths, rounded half up.
public struct FleetMetrics: Sendable {
    /// Which jobs belong together by their shape.
    public enum Shape: String, Hashable, Sendable, CaseIterable {
        /// One GPU.
        case single
        /// Several GPUs of one node.
        case node
        /// Several nodes.
        case nodes

        public init(of job: FleetJob) {
            self = job.members > 1 ? .nodes : job.gpus > 1 ? .node : .single
        }
    }

    public let overall: FleetJobGroup
    /// Those that have jobs.
    public let shapes: [(shape: Shape, group: FleetJobGroup)]
    /// By queue; of no jobs where a queue has none.
    public let queues: [FleetJobGroup]
    /// GPUs of the fleet, spares and failed ones included.
    public let capacity: Int64
    /// From the first submission to the last end.
    public let makespan: Int64
    /// GPUs held, of all within the makespan.
    public let allocationMillionths: Int64
    /// GPUs doing work that was kept, of all within the makespan.
    public let utilisationMillionths: Int64
    /// GPUs free and of no use to the typical job (`FleetFragmentation`), of all within the makespan.
    public let fragmentationMillionths: Int64
    /// The same, of those free.
    public let fragmentedOfFreeMillionths: Int64

    /// Judges a replay that has come to its end.
    ///
    /// - Parameter tau: τ, the bound of the slowdown, in milliseconds.
    public init(of replay: FleetReplay, tau: Int64 = 10_000) {
        let arrivals = replay.arrivals
        let rows = Array(arrivals.indices)
        func group(_ rows: [Int]) -> FleetJobGroup {
            FleetJobGroup(rows, arrivals, replay.outcomes, tau: tau)
        }
        overall = group(rows)
        shapes = Shape.allCases.compactMap { shape in
            let members = rows.filter { Shape(of: arrivals[$0].job) == shape }
            return members.isEmpty ? nil : (shape, group(members))
        }
        var byQueue = [[Int]](repeating: [], count: replay.decider.quota.queues.count)
        for row in rows where byQueue.indices.contains(arrivals[row].job.queue) {
            byQueue[arrivals[row].job.queue].append(row)
        }
        queues = byQueue.map(group)
        let topology = replay.decider.topology
        capacity = (0..<topology.nodeCount).reduce(0) { $0 + Int64(topology.gpus(of: $1)) }
        let begin = arrivals.first?.submit ?? 0
        makespan = (replay.outcomes.compactMap(\.end).max() ?? begin) - begin
        let offered = max(1, Int128(capacity) * Int128(makespan))
        func share(_ part: Int128) -> Int64 { QueueMetrics.ratio(part * 1_000_000, offered) }
        allocationMillionths = share(overall.heldGPUTime)
        utilisationMillionths = share(overall.keptGPUTime)
        let total = replay.history.total
        fragmentationMillionths = share(total.fragmented / 1000)
        fragmentedOfFreeMillionths =
            total.free == 0 ? 0 : QueueMetrics.ratio(total.fragmented * 1000, total.free)
    }
}
