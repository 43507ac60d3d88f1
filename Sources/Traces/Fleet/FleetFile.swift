public import StargateScheduling

/// A fleet as its YAML file describes it (format: docs/reference/fleet-file.md).
///
/// ```yaml
/// nodes: 16
/// gpus_per_node: 8
/// ```
public struct FleetFile: Hashable, Sendable {
    /// A tenant's queue and whose jobs it takes.
    public struct Queue: Hashable, Sendable {
        public var name: String
        public var terms: FleetQueue
        /// Virtual clusters, as the trace names them.
        public var clusters: [String] = []
        public var users: [String] = []
    }

    /// A window and the classes of jobs that run in it.
    public struct Window: Hashable, Sendable {
        /// Its times count from the trace's first submission.
        public var reservation: FleetReservation
        public var classes: [String]
    }

    public var name = "fleet"
    /// GPU types by number.
    public var types: [String] = []
    public var pools: [FleetPool] = []
    public var poolNames: [String] = []
    /// Owners by number.
    public var owners: [String] = []
    public var sites: [String] = []
    public var power = FleetPowerPlan.uncapped(types: 0, sites: 0)
    public var queues: [Queue] = []
    /// Takes the jobs no queue names.
    public var defaultQueue = 0
    public var rules = FleetJobRules()
    public var failures: FleetFailureModel?
    public var windows: [Window] = []
    public internal(set) var topology: FleetTopology

    /// GPUs, spares included.
    public var gpus: Int64 { (0..<topology.nodeCount).reduce(0) { $0 + Int64(topology.gpus(of: $1)) } }
    /// Nodes, spares included.
    public var nodes: Int { topology.nodeCount }
}
