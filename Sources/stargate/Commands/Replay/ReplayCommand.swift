import ArgumentParser

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Replay a trace of jobs under scheduling policies, and show what came of it.",
        discussion: """
            Jobs on a machine of equal processors, in the Standard Workload Format:
              stargate replay sdsc.swf --policy easy --starts starts.csv
              stargate replay sdsc.swf.gz --compare fcfs,easy,conservative --json

            GPU jobs on a fleet of racks, pools and queues (ITP, Philly, Helios):
              stargate replay jobs.csv --fleet fleet.yaml --compare fcfs,easy

            Pods on nodes with parts of GPUs (openb):
              stargate replay openb --nodes nodes.csv --pods pods.csv \\
                --arrivals order.txt --ranks ranks.csv --policy fgd

            Drawn jobs on a fleet of any size:
              stargate replay synthetic --accelerators 100000 --jobs 1000000 \\
                --seed 1 --html replay.html

            All take --policy or --compare, --json and --html FILE. What a file has wrong
            is refused with its line; --lenient leaves it out and counts it. The same
            trace and options give the same output; --latency adds times of this machine.
            Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
            Figures and formats: docs/reference/replay.md, docs/reference/fleet-file.md
            """,
        subcommands: [
            ReplayTraceCommand.self, ReplayGPUCommand.self, ReplayPlacementCommand.self, ReplaySyntheticCommand.self,
        ],
        defaultSubcommand: ReplayTraceCommand.self)
}

/// Where `replay` without a sub-command goes. The one place that decides.
enum ReplayRoute {
    /// `replay FILE --fleet FLEET …` becomes `replay gpu FILE --fleet FLEET …`; the rest stays.
    static func routed(_ arguments: [String]) -> [String] {
        let names = ReplayCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard arguments.count > 1, arguments[0] == "replay", !names.contains(arguments[1]),
            arguments.contains(where: { $0 == "--fleet" || $0.hasPrefix("--fleet=") })
        else { return arguments }
        return ["replay", "gpu"] + arguments.dropFirst()
    }
}
