import Foundation
import StargateJournal
import StargateLedger
import StargateQuantities
import Synchronization

/// Our own durable books under the same workload, with queries served meanwhile.
struct StoreBenchmark {
    struct Figures: Encodable, Sendable {
        /// Transfers a second, durable, in batches.
        var batchedPerSecond = 0.0
        var batchedCPUSeconds = 0.0
        /// Balances read a second while batches were written, and how long one in a hundred took at least.
        var queriesPerSecond = 0.0
        var queryP99Microseconds = 0.0
        /// One account in every transfer, and two accounts in all of them, in batches.
        var oneHotAccountPerSecond = 0.0
        var twoHotAccountsPerSecond = 0.0
        /// Clients that wait for each transfer, by group commit.
        var unbatchedPerSecond = 0.0
        var unbatchedP50Milliseconds = 0.0
        var unbatchedP99Milliseconds = 0.0
        /// Reading the batched file again.
        var replayedPerSecond = 0.0
        var replayedTransfers = 0
    }

    let load: PeerLoad
    let directory: URL

    func measure(_ note: @Sendable (String, Double) -> Void) async throws -> Figures {
        var figures = Figures()
        note("batches", 0)
        try await measureBatched(&figures)
        note("hot accounts", 0.2)
        let workload = load.workload
        figures.oneHotAccountPerSecond = try await perSecond("one-hot") { index in
            var transfer = Self.transfer(workload.transfer(index))
            // Account 1 is unlimited and pays or is paid every time.
            transfer.debit = transfer.credit == AccountNumber(0) ? transfer.debit : AccountNumber(0)
            return transfer
        }
        figures.twoHotAccountsPerSecond = try await perSecond("two-hot") { index in
            var transfer = Self.transfer(workload.transfer(index))
            let isEven = index.isMultiple(of: 2)
            transfer.debit = AccountNumber(isEven ? 0 : 1)
            transfer.credit = AccountNumber(isEven ? 1 : 0)
            return transfer
        }
        note("\(load.clients) clients", 0.5)
        try await measureClients(&figures)
        return figures
    }

    static func transfer(_ drawn: LedgerWorkload.Transfer) -> Transfer {
        Transfer(
            id: TransferID(drawn.id), debit: AccountNumber(UInt32(drawn.debit - 1)),
            credit: AccountNumber(UInt32(drawn.credit - 1)), amount: drawn.amount, code: UInt16(LedgerWorkload.code),
            effectiveDay: Int32(LedgerWorkload.effectiveDay))
    }

    private func newStore(_ name: String) async throws -> LedgerStore {
        let store = try LedgerStore.open(at: directory.appendingPathComponent("\(name).sqlite").path)
        _ = try await store.open(
            (1...load.workload.accounts).map { account in
                let isLimited = load.workload.isLimited(account)
                return AccountTerms("account:\(account)", .usd, .memorandumCredit, limited: isLimited)
            })
        _ = try await store.submit(load.workload.opening.map(Self.transfer))
        return store
    }

    private func measureBatched(_ figures: inout Figures) async throws {
        let store = try await newStore("batched")
        let batches = load.batches.map { $0.map { Self.transfer(load.workload.transfer($0)) } }
        let reader = QueryLoad(store, accounts: load.workload.accounts)
        let watch = Stopwatch()
        try await submit(batches, to: store)
        let time = watch.read()
        let queries = reader.stop()
        figures.batchedPerSecond = Double(load.transfers) / time.seconds
        figures.batchedCPUSeconds = time.cpuSeconds
        figures.queriesPerSecond = Double(queries.count) / time.seconds
        figures.queryP99Microseconds = queries.p99Microseconds
        let before = store.balances
        store.shutDown()
        let again = Stopwatch()
        let reopened = try LedgerStore.open(at: directory.appendingPathComponent("batched.sqlite").path)
        figures.replayedTransfers = reopened.entryCount
        figures.replayedPerSecond = Double(reopened.entryCount) / again.read().seconds
        guard reopened.balances == before else {
            throw PeerFault(peer: "Stargate", problem: "replay gives other balances")
        }
        reopened.shutDown()
    }

    /// Two submissions are always on their way, so that one is applied while the other is written.
    private func submit(_ batches: [[Transfer]], to store: LedgerStore) async throws {
        try await withThrowingTaskGroup(of: Receipt.self) { group in
            var next = 0
            while next < batches.count || !group.isEmpty {
                if next < batches.count {
                    let batch = batches[next]
                    group.addTask { try await store.submit(batch) }
                    next += 1
                    if next < 3 { continue }
                }
                guard let receipt = try await group.next() else { break }
                guard receipt.refused.isEmpty else {
                    throw PeerFault(peer: "Stargate", problem: "refused: \(receipt.refused[0].refusal.code)")
                }
            }
        }
    }

    private func perSecond(_ name: String, _ make: (Int) -> Transfer) async throws -> Double {
        let store = try await newStore(name)
        let batches = load.batches.map { $0.map(make) }
        let watch = Stopwatch()
        try await submit(batches, to: store)
        let seconds = watch.read().seconds
        store.shutDown()
        return Double(load.transfers) / seconds
    }

    private func measureClients(_ figures: inout Figures) async throws {
        let store = try await newStore("clients")
        let (load, each) = (load, max(1, load.unbatchedTransfers / load.clients))
        let watch = Stopwatch()
        let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
            for client in 0..<load.clients {
                group.addTask {
                    var latencies: [Double] = []
                    for index in (client * each)..<((client + 1) * each) {
                        let start = ContinuousClock.now
                        let receipt = try await store.submit([Self.transfer(load.workload.transfer(index))])
                        guard receipt.taken == 1 else {
                            throw PeerFault(peer: "Stargate", problem: "a transfer is refused")
                        }
                        latencies.append((ContinuousClock.now - start) / .milliseconds(1))
                    }
                    return latencies
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        figures.unbatchedPerSecond = Double(latencies.count) / watch.read().seconds
        figures.unbatchedP50Milliseconds = latencies[latencies.count / 2]
        figures.unbatchedP99Milliseconds = latencies[latencies.count * 99 / 100]
        store.shutDown()
    }
}

/// A thread that reads balances without pause until it is told to stop.
private final class QueryLoad: Sendable {
    private let state = Mutex((stopped: false, count: 0, slow: [Double]()))
    private let ended = DispatchSemaphore(value: 0)

    init(_ store: LedgerStore, accounts: Int) {
        let thread = Thread { [self] in
            var (count, draw, sample) = (0, UInt64(1), [Double]())
            while count & 1023 != 0 || !state.withLock({ $0.stopped }) {
                draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let start = ContinuousClock.now
                _ = store.balance(of: AccountNumber(UInt32((draw >> 33) % UInt64(accounts))))
                if count & 15 == 0 { sample.append((ContinuousClock.now - start) / .microseconds(1)) }
                count += 1
                // A client thinks between two questions; without this the reader takes a whole core from the writer.
                if count & 255 == 0 { Thread.sleep(forTimeInterval: 0.0002) }
            }
            state.withLock { [count, sample] in ($0.count, $0.slow) = (count, sample.sorted()) }
            ended.signal()
        }
        thread.start()
    }

    func stop() -> (count: Int, p99Microseconds: Double) {
        state.withLock { $0.stopped = true }
        ended.wait()
        return state.withLock { ($0.count, $0.slow.isEmpty ? 0 : $0.slow[$0.slow.count * 99 / 100]) }
    }
}
