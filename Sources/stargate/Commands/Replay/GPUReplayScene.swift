import Foundation
import StargateReporting
import StargateScheduling
import StargateTraces

/// A trace and a fleet, read and fitted to each other.
struct GPUReplayScene {
    let file: String
    let fleetFile: String
    let trace: GPUTrace
    let fleet: FleetFile
    let workload: FleetWorkload
    let lenient: Bool

    /// - Throws: `FleetFileRefusal` or `TraceError` for what cannot be read, with file, line and remedy.
    init(trace file: String, fleet fleetFile: String, lenient: Bool) throws {
        self.file = file
        self.fleetFile = URL(fileURLWithPath: fleetFile).lastPathComponent
        self.lenient = lenient
        fleet = try FleetFile(path: fleetFile)
        trace = try GPUTraceReader(lenient: lenient).read(path: file)
        workload = try FleetWorkload(trace, on: fleet, file: file, lenient: lenient)
        guard !workload.arrivals.isEmpty else {
            throw Failure.refused(
                "no job of \(file) fits the fleet's GPU types",
                help: "the fleet has \(fleet.types.joined(separator: ", "))")
        }
    }

    /// Replays all of it.
    ///
    /// - Parameter clock: nanoseconds, to have every instant timed.
    /// - Throws: `Failure` when a reservation cannot be made, or, unless lenient, at the first job that never fits.
    func replay(
        under policy: FleetPolicy, seed: UInt64, clock: (@Sendable () -> Int64)?, progress: Progress
    ) throws -> (replay: FleetReplay, latencies: LogHistogram) {
        var replay: FleetReplay
        do throws(FleetReservationRefusal) {
            replay = try FleetReplay(
                workload.arrivals, on: fleet.topology, queues: fleet.queues.map(\.terms), policy: policy,
                minimumRun: fleet.rules.minimumRun, failures: fleet.failures, seed: seed,
                reservations: fleet.windows.map(\.reservation))
        } catch {
            throw Failure.refused(
                "a reservation of \(fleet.name) cannot be made: \(error)",
                help: "change 'reservations' in the fleet file")
        }
        let all = Double(max(1, workload.arrivals.count))
        var latencies = LogHistogram()
        var goesOn = true
        while goesOn {
            if let clock {
                let began = clock()
                goesOn = replay.step() != nil
                latencies.record(max(0, clock() - began))
            } else {
                goesOn = replay.run(instants: 256)
            }
            if !lenient, let row = replay.tally.firstRefused { throw Failure.trace(refusal(of: row, in: replay)) }
            progress.show("replaying \(policy.name)", Double(replay.arrived) / all)
        }
        progress.clear()
        return (replay, latencies)
    }

    /// Why a job can never run.
    private func refusal(of row: Int, in replay: FleetReplay) -> TraceError {
        let job = trace.jobs[workload.rows[row]]
        let gang = workload.arrivals[row].job
        let why = replay.outcomes[row].refusal.map(Self.words) ?? ""
        return TraceError(
            .tooLarge, file: file, line: job.line,
            reason: "the job of \(job.gpus) GPUs (\(gang.members) × \(gang.gpus)) can never run on this fleet: \(why)",
            remedy: "change the fleet file")
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

    /// Lines and jobs that lenient reading left out, before anything was replayed.
    var leftOut: [ReplayDocument.LeftOut] { (trace.skipped + workload.skipped).map { .init($0) } }

    /// Jobs that can never run on this fleet.
    func refused(by replay: FleetReplay) -> [ReplayDocument.LeftOut] {
        guard let first = replay.tally.firstRefused else { return [] }
        let error = refusal(of: first, in: replay)
        return [.init(reason: error.code.rawValue, count: replay.tally.refused, first: "\(error)")]
    }

    func account(of replay: FleetReplay, _ latencies: LogHistogram) -> ReplayAccount {
        FleetAccount(replay, latencies: latencies, queues: fleet.queues.map(\.name)) {
            trace.jobs[workload.rows[$0]].id
        }.account
    }

    /// `job_id,submit,start,finish` in the trace's own seconds, in order of submission.
    func starts(of replay: FleetReplay) -> String {
        let first = trace.jobs[0].submit
        var text = StartsCSV.heading
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

    /// How it was read and set.
    func facts(seed: UInt64) -> [ReplayDocument.Fact] {
        func count(_ key: String, _ title: String, _ count: Int) -> ReplayDocument.Fact {
            .init(key, title, "\(count)", shown: Figure.number(count))
        }
        var facts: [ReplayDocument.Fact] = [
            .init("fleet", "fleet", fleet.name == "fleet" ? fleetFile : fleet.name),
            count("nodes", "nodes", fleet.nodes),
            .init("columns", "columns", trace.columns.joined(separator: ", ")),
        ]
        if fleet.failures != nil { facts.append(.init("seed", "seed", "\(seed)")) }
        if trace.withoutGPU > 0 { facts.append(count("jobs_without_gpu", "jobs without GPUs", trace.withoutGPU)) }
        if workload.assumedEstimates > 0 {
            let factor = Figure.fixed(Double(fleet.rules.estimateFactor) / 1e4, 0)
            facts.append(
                .init(
                    "assumed_estimates", "assumed", "\(workload.assumedEstimates)",
                    shown: "\(Figure.number(workload.assumedEstimates)) estimates of \(factor) % of the run time"))
        }
        return facts
    }
}

extension ReplayDocument.LeftOut {
    /// What a reader of traces left out for one reason.
    init(_ skipped: Trace.Skipped) {
        self.init(reason: skipped.code.rawValue, count: skipped.count, first: "\(skipped.first)")
    }
}
