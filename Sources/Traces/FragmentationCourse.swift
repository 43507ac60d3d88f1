public import StargateScheduling

/// How the fragmentation of a cluster grows as pods arrive: after each arrival, the sum over all nodes of what typical
/// pods cannot use of the GPUs left (`TypicalPods.fragmentation`).
public struct FragmentationCourse: Sendable {
    /// Thousandths of GPUs asked for so far, by arrival.
    public private(set) var askedMilli: [Int] = []
    /// Thousandths of GPUs held, by arrival.
    public private(set) var heldMilli: [Int] = []
    /// Thousandths of GPUs fragmented, by arrival.
    public private(set) var fragmentedMilli: [Double] = []

    /// Takes again what was decided. O(arrivals · kinds of typical pods).
    ///
    /// - Throws: `PlacementRefusal` when the outcomes are not of this replay.
    public init(of outcomes: [OpenbReplay.Outcome], in replay: OpenbReplay) throws(PlacementRefusal) {
        var placement = PodPlacement(
            nodes: replay.nodes, policy: .random, typical: replay.typical, remembering: 1)
        var fragmented = (0..<replay.nodes.count).map { Self.fragmentation(of: $0, placement.nodes, replay) }
        var (asked, held, total) = (0, 0, fragmented.reduce(0, +))
        for (demand, outcome) in zip(replay.demands, outcomes) {
            asked += demand.totalGPUMilli
            if let placed = outcome.placed {
                try placement.hold(placed)
                held += demand.totalGPUMilli
                let now = Self.fragmentation(of: placed.node, placement.nodes, replay)
                total += now - fragmented[placed.node]
                fragmented[placed.node] = now
            }
            askedMilli.append(asked)
            heldMilli.append(held)
            fragmentedMilli.append(max(0, total))
        }
    }

    private static func fragmentation(of node: Int, _ nodes: ClusterNodes, _ replay: OpenbReplay) -> Double {
        let left = nodes.left(of: node)
        return replay.typical.fragmentation(
            cpuLeft: left.cpuMilli, gpusLeft: left.gpus, model: nodes.shapes[node].model)
    }
}
