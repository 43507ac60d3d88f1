import Foundation
import GRDB
import Synchronization

/// SQLite in our own process, through GRDB: a write-ahead log, synced at every commit.
struct SQLitePeer: LedgerPeer {
    static let name = "SQLite"

    func measure(_ load: PeerLoad, in directory: URL) throws -> PeerFigures {
        let folder = directory.appendingPathComponent("sqlite-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteLedger(folder.appendingPathComponent("ledger.sqlite").path, load.workload)

        var figures = PeerFigures(name: Self.name)
        let watch = Stopwatch()
        for batch in load.batches { try store.post(batch.map(load.workload.transfer)) }
        let spent = watch.read()
        try store.check(0..<load.transfers)
        if load.transfers > 0 {
            figures.batchedPerSecond = Double(load.transfers) / spent.seconds
            figures.batchedCPUSeconds = spent.cpuSeconds
        }
        guard load.unbatchedTransfers > 0 else { return figures }
        let end = load.transfers + load.unbatchedTransfers
        let clock = Stopwatch()
        try postSingly(load.transfers..<end, of: load.workload, clients: load.clients, in: store)
        figures.unbatchedPerSecond = Double(load.unbatchedTransfers) / clock.read().seconds
        try store.check(0..<end)
        return figures
    }

    /// Every client is a thread that takes the next transfer, writes it in its own transaction, and waits for that.
    private func postSingly(
        _ range: Range<Int>, of workload: LedgerWorkload, clients: Int, in store: SQLiteLedger
    ) throws {
        let crew = SQLiteCrew(range)
        for _ in 0..<clients {
            crew.done.enter()
            Thread.detachNewThread {
                defer { crew.done.leave() }
                do {
                    while let index = crew.take() { try store.post([workload.transfer(index)]) }
                } catch { crew.stop("\(error)") }
            }
        }
        crew.done.wait()
        if let problem = crew.problem { throw PeerFault(peer: Self.name, problem: problem) }
    }
}

/// What the clients' threads share: the next index, the first problem, and who is still at work.
private final class SQLiteCrew: Sendable {
    let done = DispatchGroup()
    private let state: Mutex<(next: Int, end: Int, problem: String?)>

    init(_ range: Range<Int>) { state = Mutex((range.lowerBound, range.upperBound, nil)) }

    var problem: String? { state.withLock { $0.problem } }

    func take() -> Int? {
        state.withLock { state in
            guard state.problem == nil, state.next < state.end else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    func stop(_ problem: String) { state.withLock { $0.problem = $0.problem ?? problem } }
}
