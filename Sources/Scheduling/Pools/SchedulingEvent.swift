public import StargateQuantities

/// What happens to pools and jobs.
public enum SchedulingEvent: Hashable, Sendable, Codable {
    /// `node` accelerators make a node.
    case poolGrew(pool: PoolID, chip: ChipID, node: Int64, accelerators: Int64)
    /// So many accelerators, the last nodes, are about to leave; gangs on them are to be replaced or to wait again.
    case poolDrained(pool: PoolID, accelerators: Int64)
    case poolShrank(pool: PoolID, accelerators: Int64)
    /// All nodes that are down on that day, and how many failures it saw.
    case nodesObserved(pool: PoolID, day: Int, failures: Int64, down: NodeList)
    case inferenceGuaranteed(share: Ratio)
    /// It may run on any of these.
    case queued(JobRequest, shapes: [JobShape])
    /// The fleet was looked through; what was decided follows.
    case passed
    case started(
        job: JobID, class: JobRequest.Class, pool: PoolID, accelerators: Int64, length: Int64, nodes: NodeList)
    /// Members on failed nodes go on elsewhere; the others stay.
    case mended(job: JobID, pool: PoolID, moves: NodeMoves)
    case finished(job: JobID)
    /// It gave its nodes back and waits again with what is left to do.
    case evicted(job: JobID, left: Compute, shapes: [JobShape])
}

/// What a pass decided, to be recorded in this order.
public enum SchedulingDecision: Hashable, Sendable {
    case start(JobRequest, PoolState, accelerators: Int64, nodes: NodeList)
    case mend(JobRequest, PoolID, NodeMoves)
    case evict(Placement)
}

/// An event that the fleet as it is would not have brought forth: the journal was written by other rules.
public enum SchedulingFault: Error, Hashable, Sendable {
    case decidedOtherwise(SchedulingEvent, instead: String)
    case refused(JobID, FleetJobRefusal)
    case poolMalformed(PoolID)
}
