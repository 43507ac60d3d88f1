import ArgumentParser
import Foundation
import StargateQuantities

/// Writes books without end, to be killed: see `Tests/ledger-killed`.
struct LedgerWriterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-writer", abstract: "Write books until killed.", shouldDisplay: false)
    @Option var file: String
    @Option var acknowledged: String
    @Option var seed: UInt64 = 1
    @Option(name: .customLong("run")) var number: UInt32 = 0
    @Option var clients: UInt32 = 8

    func run() throws {
        let (drill, file, number, clients, path) = (LedgerDrill(seed: seed), file, number, clients, acknowledged)
        do {
            try Waiting.on { try await drill.write(to: file, run: number, clients: clients, acknowledged: path) }
        } catch { throw Failure.from(error) }
    }
}

/// Checks the books that a killed writer left.
struct LedgerCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger-check", abstract: "Check what a killed writer left.", shouldDisplay: false)
    @Option var file: String
    @Option var acknowledged: String
    @Option var seed: UInt64 = 1

    func run() throws {
        do {
            let (entries, acknowledgements) = try LedgerDrill(seed: seed).check(file, acknowledged: acknowledged)
            try RunOutput.show("\(entries) entries, \(acknowledgements) submissions acknowledged\n")
        } catch { throw Failure.from(error) }
    }
}
