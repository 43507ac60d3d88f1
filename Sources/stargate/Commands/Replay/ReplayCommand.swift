import ArgumentParser

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Replay a trace of jobs under scheduling policies.",
        subcommands: [ReplayGPUCommand.self], defaultSubcommand: ReplayGPUCommand.self)
}
