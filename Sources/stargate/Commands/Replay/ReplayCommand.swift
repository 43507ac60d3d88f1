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
        subcommands: [ReplayTraceCommand.self, ReplayPlacementCommand.self, ReplaySyntheticCommand.self],
        defaultSubcommand: ReplayTraceCommand.self)
}

/// Sends a trace to the sub-command that reads its kind of file. The one place where file names decide.
enum ReplayRoute {
    /// Flags of `replay`: what follows one of them is no value of it.
    private static let flags: Set<String> = ["--json", "--lenient", "--latency"]

    /// `replay FILE.csv …` becomes `replay gpu FILE.csv …`, if there is such a sub-command; the rest stays.
    static func routed(_ arguments: [String]) -> [String] {
        let names = ReplayCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard arguments.first == "replay", arguments.count > 1, !names.contains(arguments[1]), names.contains("gpu"),
            traces(in: arguments).contains(where: { $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz") })
        else { return arguments }
        return ["replay", "gpu"] + arguments.dropFirst()
    }

    /// Arguments that are no option and no option's value.
    private static func traces(in arguments: [String]) -> [String] {
        zip(arguments, arguments.dropFirst()).compactMap { before, word in
            let isValue = before.hasPrefix("--") && !before.contains("=") && !flags.contains(before)
            return word.hasPrefix("-") || isValue ? nil : word
        }
    }
}
