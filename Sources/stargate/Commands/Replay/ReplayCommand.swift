import ArgumentParser

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Replay a trace of jobs under scheduling policies, and show what came of it.",
        discussion: """
            A trace in the Standard Workload Format (.swf, .swf.gz) needs no sub-command:

              stargate replay sdsc.swf --policy easy
              stargate replay sdsc.swf --compare fcfs,easy,conservative --html replay.html
              stargate replay openb --nodes nodes.csv --pods pods.csv --arrivals order.txt --ranks ranks.csv \\
                --policy fgd
              stargate replay synthetic --accelerators 100000 --jobs 1000000 --seed 1

            The same trace and options give the same output; --latency adds times of this machine.
            Figures and formats: docs/reference/replay.md
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
