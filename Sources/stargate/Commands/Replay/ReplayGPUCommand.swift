import ArgumentParser
import Foundation
import StargateReporting
import StargateScheduling
import StargateTraces

struct ReplayGPUCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu",
        abstract: "Replay a trace of GPU jobs on a fleet of racks, pools and queues (the default with --fleet).",
        discussion: """
            Policies: fcfs, easy (the default), easy-sjbf, priority.

              stargate replay jobs.csv --fleet examples/fleets/small.yaml --compare fcfs,easy
              stargate replay jobs.csv.gz --fleet examples/fleets/nvl72.yaml --policy priority --html replay.html

            The trace is comma-separated with a heading: Microsoft ITP, Philly, Helios, or any with columns for
            submission time, run time and number of GPUs. The smallest fleet says 'nodes: 16' and 'gpus_per_node: 8'
            (docs/reference/fleet-file.md). --starts writes job_id,submit,start,finish, in order of submission.
            """)

    @Argument(help: "The trace: .csv, or .csv.gz.")
    var trace: String
    @Option(help: ArgumentHelp("The fleet.", valueName: "file.yaml"))
    var fleet: String
    @Option(help: "Seed of the failures.")
    var seed: UInt64 = 1
    @Option(help: ArgumentHelp("Write when each job starts and ends.", valueName: "file"))
    var starts: String?
    @Flag(help: "Leave out what cannot be used and count it by reason; put jobs in order of submission.")
    var lenient = false
    @OptionGroup(title: "Output and policies") var options: ReplayOptions

    func run() throws {
        do {
            try refuseConservative()
            let policies: [FleetPolicy] = try options.policies(otherwise: .easy)
            try options.check((option: "--starts", path: starts), policies: policies.count, reading: [trace, fleet])
            let scene = try GPUReplayScene(trace: trace, fleet: fleet, lenient: lenient)
            var accounts: [ReplayAccount] = []
            var table = ""
            var leftOut = scene.leftOut
            for policy in policies {
                let (replay, latencies) = try scene.replay(
                    under: policy, seed: seed, clock: options.clock, progress: Progress())
                if accounts.isEmpty {
                    table = scene.starts(of: replay)
                    leftOut += scene.refused(by: replay)
                }
                accounts.append(scene.account(of: replay, latencies))
            }
            let document = ReplayDocument(
                title: URL(fileURLWithPath: trace).lastPathComponent, facts: scene.facts(seed: seed),
                accounts: accounts, leftOut: leftOut, reordered: scene.trace.reordered)
            try options.finish(document, table: (starts, { table }))
        } catch { throw Failure.from(error) }
    }

    private func refuseConservative() throws {
        let names = (options.compare ?? options.policy ?? "").split(separator: ",")
        guard names.contains("conservative") else { return }
        let allowed = FleetPolicy.allCases.map(\.name).joined(separator: ", ")
        throw Failure.usage(
            "conservative backfilling promises every job its place, which is not done on a topology yet",
            help: "one of \(allowed); on counts alone, `stargate replay swf` has it")
    }
}

extension FleetPolicy: ReplayPolicy {
    var name: String { rawValue }
}
