/// The start a waiting head is promised: when, and on which nodes (the EASY reservation, made exact down to the node).
///
/// Jobs that would still run by then do not see what is free of these nodes; jobs over by then do. So no job that
/// passes the head delays it, whatever its constraint.
struct FleetPromise: Hashable, Sendable, Codable {
    struct Hidden: Hashable, Sendable, Codable {
        /// So many GPUs on the node of each.
        let members: Range<Int>
        let gpus: Int
    }

    struct HiddenWatts: Hashable, Sendable, Codable {
        let place: Int
        let watts: Int64
    }

    /// Jobs of a shape and at least so many members.
    struct Immovable: Hashable, Sendable, Codable {
        let shape: FleetPass.Shape
        var members: Int
    }

    let slot: Int
    /// The job in the shape it was promised room for.
    let job: FleetJob
    let pool: Int
    let time: Int64
    /// When it was worked out.
    let made: Int64
    let nodes: [Int32]
    /// Whether it will start on borrowed quota: then it gives way to those who are entitled to theirs.
    let borrows: Bool
    var hidden: [Hidden] = []
    var hiddenWatts: [HiddenWatts] = []
    var isHidden = false
    /// Jobs for which it could not be moved; so it stays until a job that would have run beyond it ends.
    var immovable: [Immovable] = []
    /// Of its quota, what is hidden.
    var claimed: Int64 = 0

    /// Whether it is known that it cannot be moved for this job.
    func isImmovable(for record: FleetRecord) -> Bool {
        let shape = FleetPass.shape(of: record)
        return immovable.first { $0.shape == shape }.map { FleetPass.covers($0.members, record) } ?? false
    }

    mutating func noteImmovable(for record: FleetRecord) {
        let shape = FleetPass.shape(of: record)
        if let known = immovable.firstIndex(where: { $0.shape == shape }) {
            immovable[known].members = min(immovable[known].members, record.job.members)
        } else {
            immovable.append(Immovable(shape: shape, members: record.job.members))
        }
    }

    mutating func hide(in topology: inout FleetTopology, _ quota: inout FleetQuota) {
        guard !isHidden else { return }
        isHidden = true
        claimed = max(0, min(job.need, quota.available(to: job.queue, type: job.type)))
        quota.claim(claimed, of: job.type, by: job.queue)
        var last = -1
        var watts: Int64 = 0
        let each = topology.wattsToStart(type: job.type) * Int64(job.gpus)
        var index = 0
        while index < nodes.count {
            let run = topology.run(of: nodes[...], from: index)
            index = run.upperBound
            let first = Int(nodes[run.lowerBound])
            guard !topology.down(first) else { continue }
            let place = Int(topology.place(of: topology.domain(.rack, of: first)))
            if place != last {
                hideWatts(watts, last, in: &topology)
                watts = 0
                last = place
            }
            watts += each * Int64(run.count)
            let free = min(job.gpus, topology.free(of: first))
            guard free > 0 else { continue }
            topology.hide(free, on: nodes[run])
            hidden.append(Hidden(members: run, gpus: free))
        }
        hideWatts(watts, last, in: &topology)
    }

    private mutating func hideWatts(_ watts: Int64, _ place: Int, in topology: inout FleetTopology) {
        guard watts > 0 else { return }
        let taken = topology.hideWatts(watts, place: place)
        if taken > 0 { hiddenWatts.append(HiddenWatts(place: place, watts: taken)) }
    }

    mutating func show(in topology: inout FleetTopology, _ quota: inout FleetQuota) {
        guard isHidden else { return }
        isHidden = false
        quota.claim(-claimed, of: job.type, by: job.queue)
        claimed = 0
        for part in hidden { topology.hide(-part.gpus, on: nodes[part.members]) }
        for part in hiddenWatts { _ = topology.hideWatts(-part.watts, place: part.place) }
        hidden.removeAll(keepingCapacity: true)
        hiddenWatts.removeAll(keepingCapacity: true)
    }
}
