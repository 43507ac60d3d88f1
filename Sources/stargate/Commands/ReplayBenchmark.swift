import ArgumentParser
import Foundation
import StargateReporting
import StargateScheduling
import StargateTraces

struct ReplayBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Measure the scheduling loops: EASY on a trace, FGD on a cluster, growth, and single decisions.",
        discussion: """
            Reading files stays outside the times. Synthetic jobs are placed node by node under EASY. Single decisions
            are timed on a full fleet with queues, promised heads and preemption: an end, submissions and a pass each.

              stargate benchmark replay --rows 1000,10000,100000 --jobs 1000000 --svg growth.svg
              stargate benchmark replay --trace sdsc.swf --nodes n.csv --pods p.csv --arrivals a.txt --ranks r.csv
            """)

    @Option(help: "A trace for EASY; without it none is measured.")
    var trace: String?
    @Option(help: "How often the trace is repeated, one after the other, in a run.")
    var copies = 20
    @Option(help: "Runs; the median counts.")
    var runs = 5
    @Option(help: "Nodes of a placement trace, with --pods, --arrivals and --ranks.")
    var nodes: String?
    @Option(help: "Pods of the placement trace.")
    var pods: String?
    @Option(help: "Arrivals of the placement trace.")
    var arrivals: String?
    @Option(help: "Ranks of the placement trace.")
    var ranks: String?
    @Option(help: ArgumentHelp("Accelerators of each synthetic fleet.", valueName: "n,n,…"))
    var rows = "1000,10000,100000,1000000,10000000"
    @Option(help: "Synthetic jobs of a row.")
    var jobs: Int64 = 1_000_000
    @Option(help: "Seed of the synthetic jobs.")
    var seed: UInt64 = 1
    @Option(help: "Accelerators of the full fleet on which single decisions are timed; 0 for none.")
    var fleet = 1_000_000
    @Option(help: "Instants of it that are timed.")
    var instants = 10_000
    @Option(help: ArgumentHelp("Draw the cost of a job against the fleet.", valueName: "file"))
    var svg: String?
    @Flag(help: "Print JSON.")
    var json = false

    struct Growth: Encodable {
        let accelerators: Int
        let jobs: Int64
        let cpuSeconds: Double
        let wallSeconds: Double
        let microsecondsPerJob: Double
        let peakMegabytes: Double
        let utilisationPercent: Double
        let scheduleHash: String
    }

    private struct Figures: Encodable {
        var easyJobs: Int?
        var easyJobsPerCpuSecond: Double?
        var fgdPods: Int?
        var fgdSeconds: Double?
        var runs: Int
        var growth: [Growth]
        var decisions: FleetDrill.Figures?
    }

    func run() throws {
        do {
            let fleets = try sizes()
            guard (1...1000).contains(runs), (1...10_000).contains(copies), jobs > 0,
                fleet == 0 || (72...10_000_000).contains(fleet), (1...100_000_000).contains(instants)
            else {
                throw Failure.usage(
                    "a count is out of range",
                    help: "1 to 1,000 runs, 1 to 10,000 copies, jobs and instants above 0, a fleet of 72 to 10,000,000")
            }
            try OutputFile.check([svg].compactMap { $0 })
            var figures = Figures(runs: runs, growth: [])
            if let trace {
                (figures.easyJobs, figures.easyJobsPerCpuSecond) = try easy(try SWFReader().read(path: trace))
            }
            if let files = try placementFiles() {
                let read = try PlacementTrace(
                    nodes: files[0], pods: files[1], arrivals: files[2], ranks: files[3], lenient: false)
                (figures.fgdPods, figures.fgdSeconds) = (read.replay.demands.count, fgd(read.replay))
            }
            let progress = Progress()
            for fleet in fleets { figures.growth.append(grow(fleet, progress)) }
            progress.clear()
            if fleet > 0 {
                var drill = try FleetDrill(accelerators: fleet, seed: seed)
                figures.decisions = try drill.run(instants: instants, progress: progress)
            }
            if let svg {
                let points = figures.growth.map {
                    GrowthPicture.Row(
                        accelerators: Double($0.accelerators), microsecondsPerJob: $0.microsecondsPerJob)
                }
                let title = "Processor time of a job, placed node by node under EASY, against the fleet"
                guard let picture = GrowthPicture(points, title: title).text() else {
                    throw Failure.usage("--svg needs at least one of --rows", help: "name fleets, such as 1000,10000")
                }
                try OutputFile.write(picture, to: svg)
            }
            try RunOutput.show(json ? try RunOutput.json(figures) : text(figures))
        } catch { throw Failure.from(error) }
    }

    private func text(_ figures: Figures) -> String {
        var text = ""
        if let rate = figures.easyJobsPerCpuSecond {
            text +=
                "EASY on \(Figure.number(figures.easyJobs ?? 0)) jobs   \(Figure.number(Int(rate))) jobs a CPU-second"
            text += ", median of \(runs)\n"
        }
        if let seconds = figures.fgdSeconds {
            text += "FGD of \(Figure.number(figures.fgdPods ?? 0)) pods     \(Figure.seconds(seconds)) CPU"
            text += ", median of \(runs)\n"
        }
        if let drill = figures.decisions { text += decisions(drill) }
        guard !figures.growth.isEmpty else { return text }
        text += "accelerators         jobs     CPU s    wall s   us a job   peak MB  utilised %\n"
        for row in figures.growth {
            text += Figure.right(Figure.number(row.accelerators), 12) + Figure.right(Figure.number(Int(row.jobs)), 13)
            text +=
                Figure.right(Figure.fixed(row.cpuSeconds, 2), 10) + Figure.right(Figure.fixed(row.wallSeconds, 2), 10)
            text += Figure.right(Figure.fixed(row.microsecondsPerJob, 3), 11)
            text += Figure.right(Figure.fixed(row.peakMegabytes, 0), 10)
            text += Figure.right(Figure.fixed(row.utilisationPercent, 2), 12) + "\n"
        }
        return text
    }

    private func decisions(_ drill: FleetDrill.Figures) -> String {
        func fixed(_ value: Double) -> String { Figure.fixed(value, 1) }
        return """
            decisions on \(Figure.number(drill.accelerators)) accelerators, \(Figure.number(Int(drill.instants))) instants: \
            \(fixed(drill.allocatedPercent)) % allocated, a head promised in \(fixed(drill.promisedPercent)) %
              us an instant: p50 \(fixed(drill.p50Microseconds)), p99 \(fixed(drill.p99Microseconds)), \
            p99.9 \(fixed(drill.p999Microseconds)), largest \(fixed(drill.largestMicroseconds))
              \(Figure.number(drill.starts)) starts, \(Figure.number(drill.backfilled)) of them before a head, \
            \(Figure.number(drill.preemptions)) preemptions

            """
    }

    /// The fleets of the rows, each in whole nodes of eight.
    private func sizes() throws -> [SyntheticFleet] {
        try rows.split(separator: ",").map { word in
            guard let count = Int(word), count > 0 else {
                throw Failure.usage("'\(word)' in --rows is no number of accelerators", help: "such as 1000,10000")
            }
            return try SyntheticFleet(
                accelerators: count, perNode: 8, nodesPerRack: 9, jobs: jobs, seed: seed, load: 90)
        }
    }

    /// Nodes, pods, arrivals, ranks; nil where none is named.
    private func placementFiles() throws -> [String]? {
        let files = [nodes, pods, arrivals, ranks].compactMap { $0 }
        guard files.count == 4 || files.isEmpty else {
            throw Failure.usage(
                "a placement trace is four files, and \(files.count) are named",
                help: "give --nodes, --pods, --arrivals and --ranks")
        }
        return files.isEmpty ? nil : files
    }

    /// Jobs, and jobs a CPU-second in the loop.
    private func easy(_ trace: Trace) throws -> (Int, Double) {
        let jobs = trace.jobs.repeated(copies)
        var rates: [Double] = []
        var starts: [ReplayedStart] = []
        starts.reserveCapacity(jobs.count)
        for _ in 0..<runs {
            starts.removeAll(keepingCapacity: true)
            let watch = Stopwatch()
            var replay = QueueReplay(.easy, processors: trace.processors, mode: .event)
            do { try replay.run(jobs, into: &starts) } catch { throw Failure.refused("the trace: \(error)") }
            replay.drain(into: &starts)
            rates.append(Double(jobs.count) / max(1e-9, watch.read().cpuSeconds))
        }
        return (jobs.count, rates.sorted()[runs / 2])
    }

    /// CPU-seconds of a whole run under FGD.
    private func fgd(_ replay: OpenbReplay) -> Double {
        let times = (0..<runs).map { _ in
            let watch = Stopwatch()
            var draws = SeededDraws(seed: 0)
            _ = replay.run(.fgd, draws: &draws)
            return watch.read().cpuSeconds
        }
        return times.sorted()[runs / 2]
    }

    private func grow(_ fleet: SyntheticFleet, _ progress: Progress) -> Growth {
        let watch = Stopwatch()
        var replay = fleet.replay(.easy)
        while replay.run(instants: 1 << 14) {
            progress.show("\(fleet.shape.accelerators) accelerators", Double(replay.startCount) / Double(jobs))
        }
        let (seconds, cpuSeconds) = watch.read()
        return Growth(
            accelerators: fleet.shape.accelerators, jobs: jobs, cpuSeconds: cpuSeconds, wallSeconds: seconds,
            microsecondsPerJob: cpuSeconds / Double(jobs) * 1e6, peakMegabytes: Stopwatch.peakMegabytes,
            utilisationPercent: Double(replay.metrics.arrivingUtilisationMillionths) / 1e4,
            scheduleHash: String(replay.metrics.hash, radix: 16))
    }
}

extension JobTable {
    /// The jobs again and again, each copy after the last submission of the one before.
    func repeated(_ times: Int) -> JobTable {
        var all = JobTable()
        all.reserve(count * times)
        let length = (submits.last ?? 0) - (submits.first ?? 0) + 1
        for copy in 0..<Int64(times) {
            for row in 0..<count {
                all.append(
                    id: ids[row], submit: submits[row] + copy * length, run: runs[row], processors: processors[row],
                    estimate: estimates[row])
            }
        }
        return all
    }
}
