public import StargateScheduling

/// The jobs of a GPU trace as gangs of a fleet.
public struct FleetWorkload: Hashable, Sendable {
    /// In order of submission; times count in milliseconds from the first.
    public private(set) var arrivals: [FleetArrival] = []
    /// By arrival, its job in the trace.
    public private(set) var rows: [Int] = []
    /// Jobs left out in lenient reading, by reason: the fleet has no GPU of their type.
    public private(set) var skipped: [Trace.Skipped] = []
    /// How many estimates are run times times the file's factor, for want of a column.
    public private(set) var assumedEstimates = 0

    /// Maps every job to its queue, type, priority, shape and constraint.
    ///
    /// - Parameter lenient: leaves out jobs that ask for a type the fleet lacks.
    /// - Throws: `TraceError` for the first job that does, with its line.
    public init(_ trace: GPUTrace, on fleet: FleetFile, file: String, lenient: Bool) throws(TraceError) {
        let queueOfCluster = Self.queues(trace.queues, fleet, \.clusters)
        let queueOfUser = Self.queues(trace.users, fleet, \.users)
        let types = trace.gpuTypes.names.map { name in
            fleet.types.firstIndex { $0.lowercased() == name.lowercased() }
        }
        var mostOfType = [Int](repeating: 0, count: fleet.types.count)
        for node in 0..<fleet.topology.nodeCount {
            let type = fleet.topology.type(of: node)
            mostOfType[type] = max(mostOfType[type], fleet.topology.gpus(of: node))
        }
        let first = trace.jobs.first?.submit ?? 0
        var skips = SkipCounter()
        for (row, job) in trace.jobs.enumerated() {
            guard let type = job.gpuType < 0 ? fleet.rules.type : types[job.gpuType] ?? Self.only(fleet) else {
                let error = Self.error(job, trace, fleet, file)
                guard lenient else { throw error }
                skips.count(error)
                continue
            }
            let shape = fleet.rules.shape(gpus: job.gpus, nodes: job.nodes, most: max(1, mostOfType[type]))
            var gang = FleetJob(
                id: Int64(row), type: type, members: shape.members, gpus: shape.gpus,
                constraint: fleet.rules.constraint(gpus: job.gpus), estimate: estimate(job, fleet.rules))
            gang.queue =
                (job.user < 0 ? nil : queueOfUser[job.user]) ?? (job.queue < 0 ? nil : queueOfCluster[job.queue])
                ?? fleet.defaultQueue
            let name = trace.classes.name(job.jobClass)
            gang.priority = name.flatMap { fleet.rules.priorities[$0] } ?? job.priority ?? 0
            gang.checkpointInterval = fleet.rules.checkpointInterval
            gang.restartTime = fleet.rules.restart
            gang.onFailure = fleet.rules.onFailure
            let submit = (job.submit - first) * 1000
            gang.reservation = Self.window(name, gang.estimate, submit, fleet)
            arrivals.append(FleetArrival(submit: submit, run: job.run * 1000, job: gang))
            rows.append(row)
        }
        skipped = skips.skipped
    }

    /// At least a second: a promise must hold its GPUs for some time.
    private mutating func estimate(_ job: GPUTrace.Job, _ rules: FleetJobRules) -> Int64 {
        if let estimate = job.estimate { return max(1, estimate) * 1000 }
        assumedEstimates += 1
        let product = Int128(job.run) * Int128(rules.estimateFactor)
        let longest = Int128(TraceTime.largest) * 1000
        return Int64(max(1000, min(longest, (product + 999) / 1000)))
    }

    private static func queues(
        _ names: NameTable, _ fleet: FleetFile, _ taken: KeyPath<FleetFile.Queue, [String]>
    ) -> [Int?] {
        names.names.map { name in fleet.queues.firstIndex { $0[keyPath: taken].contains(name) } }
    }

    /// Where there is one type only, every trace's GPUs are of it.
    private static func only(_ fleet: FleetFile) -> Int? { fleet.types.count == 1 ? 0 : nil }

    /// The first window for the job's class that it would end in, if it began as soon as it could.
    private static func window(_ name: String?, _ estimate: Int64, _ submit: Int64, _ fleet: FleetFile) -> Int? {
        guard let name else { return nil }
        return fleet.windows.indices.first {
            let window = fleet.windows[$0].reservation
            return fleet.windows[$0].classes.contains(name) && max(submit, window.begin) + estimate <= window.end
        }
    }

    private static func error(
        _ job: GPUTrace.Job, _ trace: GPUTrace, _ fleet: FleetFile, _ file: String
    ) -> TraceError {
        TraceError(
            .unknown, file: file, line: job.line,
            reason: "the job asks for \(trace.gpuTypes.name(job.gpuType) ?? ""), which the fleet has none of",
            remedy: "add the type to the fleet (it has \(fleet.types.joined(separator: ", ")))")
    }
}
