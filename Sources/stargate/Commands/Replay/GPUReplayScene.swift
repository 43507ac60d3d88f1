import StargateReporting
import StargateScheduling
import StargateTraces

/// A trace and a fleet, read and fitted to each other.
struct GPUReplayScene {
    let file: String
    let trace: GPUTrace
    let fleet: FleetFile
    let workload: FleetWorkload
    let lenient: Bool

    /// - Throws: `Failure` for what cannot be read, with file, line and remedy.
    init(trace file: String, fleet fleetFile: String, lenient: Bool) throws {
        self.file = file
        self.lenient = lenient
        do throws(FleetFileRefusal) { fleet = try FleetFile(path: fleetFile) } catch {
            throw Failure(code: 1, text: error.lines.map { "error: \($0)" }.joined(separator: "\n"))
        }
        do throws(TraceError) {
            trace = try GPUTraceReader(lenient: lenient).read(path: file)
            workload = try FleetWorkload(trace, on: fleet, file: file, lenient: lenient)
        } catch { throw Self.failure(error) }
        guard !workload.arrivals.isEmpty else { throw Failure.refused("no job of \(file) fits the fleet's GPU types") }
    }

    /// Replays all of it.
    ///
    /// - Throws: `Failure` when a reservation cannot be made, or, unless lenient, at the first job that never fits.
    func replay(under policy: FleetPolicy, seed: UInt64, progress: Progress) throws -> FleetReplay {
        var replay: FleetReplay
        do throws(FleetReservationRefusal) {
            replay = try FleetReplay(
                workload.arrivals, on: fleet.topology, queues: fleet.queues.map(\.terms), policy: policy,
                minimumRun: fleet.rules.minimumRun, failures: fleet.failures, seed: seed,
                reservations: fleet.windows.map(\.reservation))
        } catch { throw Failure.refused("a reservation of \(fleet.name) cannot be made: \(error)") }
        let all = Double(max(1, workload.arrivals.count))
        while replay.run(instants: 256) {
            try check(replay)
            progress.show("\(policy.rawValue): \(replay.arrived) jobs", Double(replay.arrived) / all)
        }
        try check(replay)
        progress.clear()
        return replay
    }

    private func check(_ replay: FleetReplay) throws {
        guard !lenient, let row = replay.tally.firstRefused, let refusal = replay.outcomes[row].refusal else { return }
        let job = trace.jobs[workload.rows[row]]
        let gang = workload.arrivals[row].job
        throw Failure.refused(
            "\(file):\(job.line): the job of \(job.gpus) GPUs (\(gang.members) × \(gang.gpus)) can never run on this fleet: "
                + Self.words(refusal),
            help: "change the fleet file, or leave such jobs out with --lenient")
    }

    private static func words(_ refusal: FleetJobRefusal) -> String {
        switch refusal {
        case .neverFits: "even with every node up and free its placement could not be held"
        case .beyondQuota: "its queue and what it may borrow never allow so many"
        case .segmentsUneven(let members, let size): "\(members) members do not divide into segments of \(size)"
        case .beyondReservation: "it would not end before its reservation does"
        default: "\(refusal)"
        }
    }

    private static func failure(_ error: TraceError) -> Failure {
        Failure.refused("\(error.file)\(error.line.map { ":\($0)" } ?? ""): \(error.reason)", help: error.remedy)
    }

    func account(of replay: FleetReplay) -> ReplayAccount {
        ReplayAccount(of: replay, queues: fleet.queues.map(\.name)) { trace.jobs[workload.rows[$0]].id }
    }

    /// `job_id,submit,start,finish` in the trace's own seconds, in order of submission.
    func starts(of replay: FleetReplay) -> String {
        let first = trace.jobs[0].submit
        var text = "job_id,submit,start,finish\n"
        for (row, outcome) in replay.outcomes.enumerated() {
            let job = trace.jobs[workload.rows[row]]
            let id = job.id.contains(",") ? "\"\(job.id)\"" : job.id
            text +=
                "\(id),\(job.submit),\(Self.seconds(outcome.firstStart, first)),\(Self.seconds(outcome.end, first))\n"
        }
        return text
    }

    /// Whole where they are; failures fall between seconds.
    private static func seconds(_ milliseconds: Int64?, _ first: Int64) -> String {
        guard let milliseconds else { return "" }
        let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        if rest == 0 { return String(first + whole) }
        let digits = String(rest)
        return "\(first + whole)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// What was read, left out and assumed.
    var notes: [String] {
        var notes = [
            "\(workload.arrivals.count) jobs, \(trace.gpuSeconds / 3600) GPU-hours; \(fleet.nodes) nodes, \(fleet.gpus) GPUs; "
                + "columns \(trace.columns.joined(separator: ", "))"
        ]
        if trace.withoutGPU > 0 { notes.append("\(trace.withoutGPU) jobs without GPUs take no part") }
        for skipped in trace.skipped {
            notes.append(
                "\(skipped.count) lines left out (\(skipped.code.rawValue)), first \(skipped.first.description)")
        }
        if trace.reordered > 0 { notes.append("\(trace.reordered) jobs put in order of submission") }
        if workload.withoutType > 0 {
            notes.append("\(workload.withoutType) jobs left out: the fleet lacks their GPU type")
        }
        if workload.assumedEstimates > 0 {
            let factor = Double(fleet.rules.estimateFactor) / 1e6
            notes.append("assumed: \(workload.assumedEstimates) estimates are the run time times \(factor)")
        }
        return notes
    }
}
