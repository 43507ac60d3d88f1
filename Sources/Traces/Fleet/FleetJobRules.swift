public import StargateScheduling

/// How jobs of a trace become gangs.
public struct FleetJobRules: Hashable, Sendable {
    public enum Packing: String, Hashable, Sendable, CaseIterable {
        /// The fewest equal members, and no GPU more than asked for.
        case exact
        /// As `exact` where one node will do; else whole nodes, rounded up.
        case wholeNodes = "whole_nodes"
        /// Members of one GPU each.
        case single
        /// Over as many nodes as the trace says, where that divides evenly; else `exact`.
        case trace
    }

    /// A constraint for jobs of up to so many GPUs.
    public struct Placement: Hashable, Sendable {
        public var upTo: Int
        public var constraint: FleetConstraint
    }

    public var packing = Packing.exact
    /// In millionths: an estimate is the run time times this, where the trace has none.
    public var estimateFactor: Int64 = 1_000_000
    /// By size, the first that fits holds.
    public var placements: [Placement] = []
    /// By class.
    public var priorities: [String: Int] = [:]
    /// Milliseconds.
    public var minimumRun: Int64 = 600_000
    /// Milliseconds; nil loses all work at an interruption.
    public var checkpointInterval: Int64?
    /// Milliseconds.
    public var restart: Int64 = 0
    public var onFailure = FleetJob.OnFailure.restart
    /// The GPU type of jobs that name none.
    public var type = 0

    public init() {}

    /// The constraint of a job of so many GPUs.
    public func constraint(gpus: Int) -> FleetConstraint {
        placements.first { gpus <= $0.upTo }?.constraint ?? .none
    }

    /// Members and GPUs of each, for a job of so many GPUs on nodes of at most `most`.
    public func shape(gpus: Int, nodes: Int?, most: Int) -> (members: Int, gpus: Int) {
        switch packing {
        case .single: return (gpus, 1)
        case .wholeNodes where gpus > most: return ((gpus + most - 1) / most, most)
        case .trace:
            if let nodes, nodes > 0, gpus % nodes == 0, gpus / nodes <= most { return (nodes, gpus / nodes) }
        case .exact, .wholeNodes: break
        }
        let each = (1...most).last { gpus % $0 == 0 } ?? 1
        return (gpus / each, each)
    }
}
