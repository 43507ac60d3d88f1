import ArgumentParser
import Dispatch
import Foundation
import StargateQuantities
import Synchronization

struct LedgerBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Measure durable transfers a second, beside SQLite and PostgreSQL doing the same work.",
        discussion: """
            Every transfer is checked, entered and on the disk before it counts. Batched: so many transfers in one
            transaction. Unbatched: so many clients, each waiting for every transfer. PostgreSQL runs in a folder of its
            own, for the time of the measurement; `scripts/setup bench` installs it.
            """)

    @Option(help: "Transfers in batches.")
    var transfers = 1_000_000
    @Option(help: "Transfers in one batch.")
    var batch = 8190
    @Option(help: "Clients that send one transfer at a time.")
    var clients = 32
    @Option(help: "Transfers that the clients send in all.")
    var unbatched = 60_000
    @Option(help: "Accounts.")
    var accounts = 10_000
    @Flag(help: "Measure only our own books.")
    var alone = false
    @Flag(help: "Print JSON.")
    var json = false

    private struct Report: Encodable {
        let transfers: Int
        let batch: Int
        let clients: Int
        let accounts: Int
        let stargate: StoreBenchmark.Figures
        let peers: [PeerFigures]
    }

    func validate() throws {
        guard (1000...200_000_000).contains(transfers) else { throw ValidationError("--transfers is from 1,000 on") }
        guard (1...1_000_000).contains(batch) else { throw ValidationError("--batch is from 1 to 1,000,000") }
        guard (1...256).contains(clients) else { throw ValidationError("--clients is from 1 to 256") }
        guard unbatched >= clients else { throw ValidationError("--unbatched is at least the number of clients") }
        guard (2...10_000_000).contains(accounts) else { throw ValidationError("--accounts is from 2 to 10,000,000") }
    }

    func run() throws {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("stargate-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let load = PeerLoad(
            workload: LedgerWorkload(accounts: accounts), transfers: transfers, batch: batch,
            unbatchedTransfers: unbatched, clients: clients)
        let progress = Progress(isWanted: !json)
        let own = try Waiting.on {
            try await StoreBenchmark(load: load, directory: directory).measure {
                progress.show("Stargate: \($0)", $1)
            }
        }
        var peers: [PeerFigures] = []
        if !alone {
            let rivals: [(String, any LedgerPeer)] = [("SQLite", SQLitePeer()), ("PostgreSQL", PostgresPeer())]
            for (index, (name, peer)) in rivals.enumerated() {
                progress.show(name, 0.6 + 0.2 * Double(index))
                do { peers.append(try peer.measure(load, in: directory)) } catch {
                    peers.append(PeerFigures(name: name, note: error.localizedDescription))
                }
            }
        }
        progress.clear()
        let report = Report(
            transfers: transfers, batch: batch, clients: clients, accounts: accounts, stargate: own, peers: peers)
        try RunOutput.show(json ? try RunOutput.json(report) : text(report))
    }

    private func text(_ report: Report) -> String {
        func whole(_ value: Double?) -> String { value.map { Format.count(Int64($0)) } ?? "–" }
        func fixed(_ value: Double) -> String { Format.fixed(Int64(value * 100), scale: 2, decimals: 2) }
        func row(_ name: String, _ batched: String, _ clients: String) -> String {
            func pad(_ text: String, _ width: Int) -> String {
                String(repeating: " ", count: max(0, width - text.count)) + text
            }
            return "  " + name + pad(batched, 38 - name.count) + pad(clients, 22) + "\n"
        }
        let own = report.stargate
        var text = "durable transfers a second, fsync on; \(whole(Double(report.transfers))) transfers\n"
        text += row("", "batches of \(batch)", "\(clients) clients, one each")
        text += row("Stargate", whole(own.batchedPerSecond), whole(own.unbatchedPerSecond))
        for peer in report.peers {
            text += row(peer.name, whole(peer.batchedPerSecond), whole(peer.unbatchedPerSecond))
            if let note = peer.note { text += "    \(note)\n" }
        }
        text += """

            Stargate's books
              while batches were written: \(whole(own.queriesPerSecond)) balances read a second, \
            p99 \(fixed(own.queryP99Microseconds)) µs
              two hot accounts in all transfers: \(whole(own.twoHotAccountsPerSecond)); one in all: \
            \(whole(own.oneHotAccountPerSecond))
              a client waits \(fixed(own.unbatchedP50Milliseconds)) ms (p50), \
            \(fixed(own.unbatchedP99Milliseconds)) ms (p99)
              replay: \(whole(own.replayedPerSecond)) transfers a second (\(whole(Double(own.replayedTransfers))) of them)
              processor time of the batches: \(fixed(own.batchedCPUSeconds)) s

            """
        return text
    }
}

/// Waits on the main thread for asynchronous work.
enum Waiting {
    static func on<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let done = DispatchSemaphore(value: 0)
        let box = Mutex<Result<Value, any Error>?>(nil)
        let task = Task.detached {
            let result: Result<Value, any Error>
            do { result = .success(try await work()) } catch { result = .failure(error) }
            box.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let result = box.withLock({ $0 }) else {
            task.cancel()
            throw CancellationError()
        }
        return try result.get()
    }
}
