import ArgumentParser
import StargateReporting
import StargateScheduling
import StargateTraces

struct ReplayGPUCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu",
        abstract: "Replay a trace of GPU jobs on a fleet of racks, pools and queues.",
        discussion: """
            The trace is comma-separated, plain or gzipped, with a heading: Microsoft ITP, Philly, Helios, or any with
            columns for submission time, run time and number of GPUs. The fleet is a YAML file; the smallest says
            'nodes: 16' and 'gpus_per_node: 8' (docs/reference/fleet-file.md).

              stargate replay gpu jobs.csv --fleet examples/fleets/small.yaml --compare fcfs,easy
            """)

    @Argument(help: ArgumentHelp("The trace.", valueName: "FILE.csv[.gz]"))
    var trace: String
    @Option(help: ArgumentHelp("The fleet.", valueName: "FLEET.yaml"))
    var fleet: String
    @Option(help: ArgumentHelp("fcfs, easy, easy-sjbf or priority.", valueName: "policy"))
    var policy: String?
    @Option(help: ArgumentHelp("Several policies beside each other, such as fcfs,easy.", valueName: "policies"))
    var compare: String?
    @Option(help: "Seed of the failures.")
    var seed: UInt64 = 1
    @Flag(help: "Leave out what cannot be used, and sort; what was left out is counted.")
    var lenient = false
    @Option(help: ArgumentHelp("Write job_id,submit,start,finish of the (first) policy.", valueName: "FILE.csv"))
    var starts: String?
    @Flag(help: "Print everything as JSON.")
    var json = false

    /// Whether a trace file is one for this command, by its name.
    static func takes(_ file: String) -> Bool {
        file.lowercased().hasSuffix(".csv") || file.lowercased().hasSuffix(".csv.gz")
    }

    func run() throws {
        let policies = try policies()
        let scene = try GPUReplayScene(trace: trace, fleet: fleet, lenient: lenient)
        var accounts: [ReplayAccount] = []
        var hashes: [UInt64] = []
        for policy in policies {
            let replay = try scene.replay(under: policy, seed: seed, progress: Progress(isWanted: !json))
            if accounts.isEmpty, let starts { try OutputFile.write(scene.starts(of: replay), to: starts) }
            accounts.append(scene.account(of: replay))
            hashes.append(replay.hash.value)
        }
        if json {
            try RunOutput.show(try RunOutput.json(GPUReplayJSON(scene, accounts, hashes, seed: seed)))
        } else {
            let title = "\(trace) on \(scene.fleet.name)"
            try RunOutput.show(
                FleetReplayPage(
                    accounts, title: title, notes: scene.notes, isColoured: RunOutput.isColoured
                ).text())
        }
    }

    private func policies() throws -> [FleetPolicy] {
        guard policy == nil || compare == nil else {
            throw Failure.usage("--policy and --compare are given both", help: "give one of them")
        }
        let names = compare.map { $0.split(separator: ",").map(String.init) } ?? [policy ?? "easy"]
        guard !names.isEmpty else { throw Failure.usage("--compare names no policy", help: Self.allowed) }
        return try names.map { name in
            if name == "conservative" {
                throw Failure.usage(
                    "conservative backfilling promises every job its place, which is not done on a topology yet",
                    help: "\(Self.allowed); on counts alone, `stargate replay swf` has it")
            }
            guard let policy = FleetPolicy(rawValue: name) else {
                throw Failure.usage("there is no policy '\(name)'", help: Self.allowed)
            }
            return policy
        }
    }

    private static let allowed = "policies are " + FleetPolicy.allCases.map(\.rawValue).joined(separator: ", ")
}
