public import StargateScheduling

/// A whole trace under one policy: nodes, the pods as they arrive, and what came of each.
public struct OpenbReplay: Sendable {
    /// What happens to one arrival.
    public struct Outcome: Sendable, Equatable {
        /// Where it runs; nil when no node fitted it.
        public let placed: PlacedPod?
    }

    /// What came of all arrivals under one policy.
    public struct Run: Sendable {
        /// By arrival.
        public let outcomes: [Outcome]
        /// What was allocated as more and more was asked for.
        public let curve: AllocationCurve
        /// How long each placement took, in nanoseconds; empty without a clock.
        public let latencies: LogHistogram
    }

    /// The nodes with their ranks.
    public let nodes: ClusterNodes
    /// What fragmentation is measured against: all pods of the list.
    public let typical: TypicalPods
    /// What arrives, in order.
    public let demands: [PodDemand]

    /// - Throws: `NodeRefusal` when the nodes make no sense.
    public init(
        nodes: OpenbNodes, ranks: [String: Int], pods: OpenbPods, arrivals: [OpenbOrder.Arrival]
    ) throws(NodeRefusal) {
        self.nodes = try ClusterNodes(nodes.ranked(ranks))
        typical = TypicalPods(of: pods.demands)
        demands = arrivals.map { pods.demands[$0.pod] }
    }

    /// Lets pods arrive one after the other; none ever leaves, and one that does not fit does not come again.
    ///
    /// - Parameters:
    ///   - untilArrived: Stop once this many percent of all GPUs have been asked for.
    ///   - clock: Nanoseconds from any zero, to have every placement timed; changes no decision.
    public func run(
        _ policy: PlacementPolicy, untilArrived: Int? = nil, draws: inout some DrawSource, clock: (() -> Int64)? = nil
    ) -> Run {
        var latencies = LogHistogram()
        var placement = PodPlacement(nodes: nodes, policy: policy, typical: typical)
        var curve = AllocationCurve(gpus: nodes.gpus)
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(demands.count)
        for demand in demands {
            if let untilArrived, curve.arrivedPercent >= untilArrived { break }
            let began = clock?()
            let placed = placement.place(demand, draws: &draws)
            if let clock, let began { latencies.record(max(0, clock() - began)) }
            outcomes.append(Outcome(placed: placed))
            curve.note(arrived: demand.totalGPUMilli, held: placed == nil ? 0 : demand.totalGPUMilli)
        }
        return Run(outcomes: outcomes, curve: curve, latencies: latencies)
    }
}

/// How much of all GPUs is held as more and more is asked for, counted as the reference does: after every arrival the
/// asked and held parts are noted, the first rounded to a percent, the second to a hundredth; for each percent asked
/// the mean of what was held (`experiments/analysis/merge_alloc_discrete.py`).
public struct AllocationCurve: Sendable {
    private let gpus: Int
    private var (arrived, held) = (0, 0)
    /// By percent asked: the sum of hundredths of a percent held, and how many were noted.
    private var sums: [(hundredths: Int, count: Int)] = []

    init(gpus: Int) { self.gpus = gpus }

    /// How many percent of all GPUs have been asked for, rounded, halves to even.
    public var arrivedPercent: Int { Int((Double(arrived) / Double(gpus) / 10).rounded(.toNearestOrEven)) }

    mutating func note(arrived more: Int, held moreHeld: Int) {
        arrived += more
        held += moreHeld
        let percent = arrivedPercent
        while sums.count <= percent { sums.append((0, 0)) }
        sums[percent].hundredths += Int((Double(held) / Double(gpus) / 10 * 100).rounded(.toNearestOrEven))
        sums[percent].count += 1
    }

    /// Percent of all GPUs held when `percent` were asked for; nil when the arrivals passed over or never came there.
    public func allocatedPercent(atArrived percent: Int) -> Double? {
        guard sums.indices.contains(percent), sums[percent].count > 0 else { return nil }
        return Double(sums[percent].hundredths) / Double(sums[percent].count) / 100
    }
}
