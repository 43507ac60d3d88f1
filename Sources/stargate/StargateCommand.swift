import ArgumentParser
import Foundation

/// The command line's root.
@main
struct StargateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stargate",
        abstract: "Plan, source, finance, operate and account for AI compute that has many owners.",
        discussion: """
            Start with an example:

              stargate run examples/campus/programme.yaml
              stargate run examples/stargate/programme.yaml --out out/stargate
              stargate what-if out/stargate --at 2026-01-01 --set capital.call_notice='30 business days'
              stargate explain out/stargate
              stargate replay trace.swf --compare fcfs,easy

            Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 found broken (verify).
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, WhatIfCommand.self, CompareCommand.self, ExplainCommand.self, OffersCommand.self,
            AgreementsCommand.self, LedgerCommand.self, LoanCommand.self, EstimateCommand.self,
            ReplayCommand.self, VerifyCommand.self, SchemaCommand.self, BenchmarkCommand.self,
        ])

    static func main() {
        do {
            var command = try parseAsRoot(ReplayRoute.routed(Array(CommandLine.arguments.dropFirst())))
            try command.run()
        } catch let failure as Failure {
            failure.report()
            Foundation.exit(failure.code)
        } catch {
            // The parser's own usage errors get our code for them; help and version end well.
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code.isSuccess { print(text) } else { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
            Foundation.exit(code.isSuccess ? 0 : 2)
        }
    }
}
