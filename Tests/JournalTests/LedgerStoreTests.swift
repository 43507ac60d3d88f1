import Foundation
import StargateLedger
import StargateTesting
import Synchronization
import Testing

@testable import StargateJournal

@Suite("Durable books")
struct LedgerStoreTests {
    private let scratch: Scratch
    private var path: String { scratch.path("books.sqlite") }
    private static let cash = AccountNumber(0)
    private static let debt = AccountNumber(1)

    init() throws { scratch = try Scratch() }

    /// Books with an account that may not be overdrawn, and one that may.
    private func newStore(clock: @escaping @Sendable () -> Int64 = { 1000 }) async throws -> LedgerStore {
        let store = try LedgerStore.open(at: path, clock: clock)
        #expect(try await store.open(AccountTerms("assets:cash", .usd, .asset, limited: true)) == Self.cash)
        #expect(try await store.open(AccountTerms("liabilities:debt", .usd, .liability)) == Self.debt)
        return store
    }

    private static func transfer(_ id: UInt128, _ amount: Int64, linked: Bool = false) -> Transfer {
        Transfer(id: TransferID(id), debit: cash, credit: debt, amount: amount, isLinked: linked, effectiveDay: 20_000)
    }

    private func sqlite(_ sql: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", path, sql]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    /// Three batches after those that open the two accounts.
    private func threeBatches() async throws {
        let store = try await newStore()
        for id in 1...3 { _ = try await store.submit([Self.transfer(UInt128(id), 10)]) }
        store.shutDown()
    }

    private func fault() -> LedgerStoreFault? {
        do {
            try LedgerStore.open(at: path).shutDown()
            return nil
        } catch { return error }
    }

    @Test("are the same books when they are opened again, and the same as books that were never on a disk")
    func roundTrip() async throws {
        defer { scratch.remove() }
        let time = Mutex<Int64>(1_000)
        let store = try await newStore { time.withLock { $0 } }
        var memory = Ledger()
        memory.open(AccountTerms("assets:cash", .usd, .asset, limited: true))
        memory.open(AccountTerms("liabilities:debt", .usd, .liability))
        let pending = Transfer(id: TransferID(2), .pending, debit: Self.cash, credit: Self.debt, amount: 50, timeout: 1)
        let steps: [[Transfer]] = [
            [Self.transfer(1, 100), Self.transfer(1, 100), Self.transfer(1, 99), pending],
            [
                Transfer(
                    id: TransferID(3), .post, debit: .ofPending, credit: .ofPending, amount: 20, pending: pending.id)
            ],
            // The first group is taken whole; of the second, one is refused, so both are.
            [
                Self.transfer(4, 1, linked: true), Self.transfer(5, 2), Self.transfer(6, 3, linked: true),
                Self.transfer(7, 0),
            ],
            [Self.transfer(8, 7)],
        ]
        for (index, step) in steps.enumerated() {
            let now = Int64(1000 + index * 600)
            time.withLock { $0 = now }
            #expect(try await store.submit(step) == memory.submit(step, at: now))
        }
        let price = Price(of: .energy, in: .usd, 5, per: 1000)
        try await store.record(price, effectiveDay: 20_001)
        memory.record(price, effectiveDay: 20_001, at: 2800)
        let seal = try memory.closePeriod(through: 20_000, at: 2800)
        #expect(try await store.closePeriod(through: 20_000) == seal)
        #expect(try await store.closePeriod(through: 20_000) == nil)
        #expect(try await store.reopen(from: 20_000))
        try memory.reopen(from: 20_000, at: 2800)
        #expect(try await store.close(Self.debt))
        #expect(try await !store.close(Self.debt))
        try memory.close(Self.debt)
        #expect(store.balances == memory.balances)
        store.shutDown()
        let again = try LedgerStore.read(path)
        #expect(again.digest == memory.digest)
        #expect(again == memory)
    }

    @Test("serve many clients at once: each is told what became of its own transfers, and nothing is lost")
    func manyClients() async throws {
        defer { scratch.remove() }
        let store = try await newStore()
        try await withThrowingTaskGroup(of: Int64.self) { group in
            for client in 0..<UInt128(24) {
                group.addTask {
                    var sum: Int64 = 0
                    for turn in 0..<UInt128(40) {
                        let (id, amount) = (client << 64 | (turn * 2 + 1), Int64(client + turn + 1))
                        let sent = [Self.transfer(id, amount), Self.transfer(id, amount), Self.transfer(id + 1, 0)]
                        let receipt = try await store.submit(sent)
                        #expect(receipt.taken == 1 && receipt.repeated == [1])
                        #expect(receipt.refused == [.init(index: 2, refusal: .amountNotPositive(0))])
                        sum += amount
                        // What was acknowledged can be seen.
                        #expect(store.balance(of: Self.cash).map { $0.debitsPosted >= sum } == true)
                    }
                    return sum
                }
            }
            let total = try await group.reduce(0, +)
            #expect(store.balances.map(\.debitsPosted) == [total, 0])
            #expect(store.balances.map(\.creditsPosted) == [0, total])
        }
        let live = store.balances
        store.shutDown()
        let again = try LedgerStore.read(path)
        #expect(again.entries.count == 24 * 40)
        #expect(again.balances == live)
    }

    @Test("know an id again after they were opened again")
    func repeatedAcrossOpening() async throws {
        defer { scratch.remove() }
        try await threeBatches()
        let store = try LedgerStore.open(at: path)
        let receipt = try await store.submit([Self.transfer(1, 10), Self.transfer(2, 11), Self.transfer(4, 10)])
        #expect(receipt.taken == 1 && receipt.repeated == [0])
        #expect(receipt.refused == [.init(index: 1, refusal: .existsDifferent(TransferID(2)))])
        #expect(store.entryCount == 4)
        store.shutDown()
        await #expect(throws: LedgerStoreFault.closed) { try await store.submit([Self.transfer(5, 10)]) }
    }

    @Test("fail every call once a write failed, show nothing that is not on the disk, and go on when opened again")
    func poisoned() async throws {
        defer { scratch.remove() }
        let store = try await newStore()
        _ = try await store.submit([Self.transfer(1, 10)])
        // A disk on which the next batch finds no room.
        try sqlite("CREATE TRIGGER full BEFORE INSERT ON batch BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        for id in UInt128(2)...3 {
            do {
                _ = try await store.submit([Self.transfer(id, 10)])
                Issue.record("a transfer was taken that is not on the disk")
            } catch {
                guard case .writeFailed(let problem) = error, problem.contains("disk is full") else { throw error }
            }
        }
        #expect(store.balance(of: Self.cash)?.debitsPosted == 10)
        #expect(store.entryCount == 1)
        store.shutDown()
        try sqlite("DROP TRIGGER full")
        let again = try LedgerStore.open(at: path)
        #expect(again.entryCount == 1)
        #expect(try await again.submit([Self.transfer(2, 10)]).taken == 1)
        again.shutDown()
    }

    @Test(
        "name the batch that is not what was written",
        arguments: [
            "UPDATE command SET body = zeroblob(length(body)) WHERE batch = 4",
            "UPDATE batch SET at = at + 1 WHERE number = 4",
            "UPDATE batch SET hash = zeroblob(32) WHERE number = 4",
            "DELETE FROM command WHERE batch = 4",
            "UPDATE command SET body = substr(body, 1, 9) WHERE batch = 4",
            "PRAGMA foreign_keys = OFF; DELETE FROM batch WHERE number = 4",
        ])
    func broken(_ damage: String) async throws {
        defer { scratch.remove() }
        try await threeBatches()
        try sqlite(damage)
        guard case .broken(batch: 4, _) = fault() else {
            Issue.record("\(damage): \(String(describing: fault()))")
            return
        }
    }

    @Test("that are cut off, foreign or in no folder are refused")
    func unusable() async throws {
        defer { scratch.remove() }
        try await threeBatches()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for length in [100, 4096, whole.count / 2, whole.count - 4096] {
            try whole.prefix(length).write(to: URL(fileURLWithPath: path))
            #expect(fault() != nil, "cut off at \(length)")
        }
        try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: path))
        #expect(fault() != nil)
        try FileManager.default.removeItem(atPath: path)
        try sqlite("CREATE TABLE meta (key, value); INSERT INTO meta VALUES ('format', 'of others')")
        guard case .unusable = fault() else {
            Issue.record("books of another format were opened")
            return
        }
        #expect(throws: LedgerStoreFault.self) { try LedgerStore.open(at: scratch.path("none/books.sqlite")) }
        #expect(throws: LedgerStoreFault.self) { try LedgerStore.read(scratch.path("none.sqlite")) }
    }

    @Test("have one writer: a second is refused before it harms what the first wrote")
    func secondWriter() async throws {
        defer { scratch.remove() }
        let first = try await newStore()
        let second = try LedgerStore.open(at: path)
        #expect(try await first.submit([Self.transfer(1, 10)]).taken == 1)
        do {
            _ = try await second.submit([Self.transfer(2, 10)])
            Issue.record("two wrote one file")
        } catch {
            guard case .writeFailed = error else { throw error }
        }
        #expect(try await first.submit([Self.transfer(3, 10)]).taken == 1)
        second.shutDown()
        first.shutDown()
        // A second time does nothing, also after a fault.
        second.shutDown()
        first.shutDown()
        #expect(try LedgerStore.read(path).entries.count == 2)
    }

    @Test("remember that a reservation lapsed, though nothing was taken and the clock goes back")
    func lapsed() async throws {
        defer { scratch.remove() }
        let pending = Transfer(
            id: TransferID(1), .pending, debit: Self.cash, credit: Self.debt, amount: 10, timeout: 1)
        let post = Transfer(
            id: TransferID(2), .post, debit: .ofPending, credit: .ofPending, amount: 10, pending: pending.id)
        let time = Mutex<Int64>(1000)
        let store = try await newStore { time.withLock { $0 } }
        _ = try await store.submit([pending])
        #expect(store.balances.map(\.debitsPending) == [10, 0])
        time.withLock { $0 = 5000 }
        let late = [Receipt.Refused(index: 0, refusal: .alreadyExpired(pending.id))]
        #expect(try await store.submit([post]).refused == late)
        #expect(store.balances.map(\.debitsPending) == [0, 0])
        store.shutDown()
        let again = try LedgerStore.open(at: path, clock: { 1500 })
        #expect(again.balances.map(\.debitsPending) == [0, 0])
        #expect(try await again.submit([post]).refused == late)
        again.shutDown()
    }

    @Test("do not believe a count that no file could hold, nor make books of an empty file that is only read")
    func unbelievable() async throws {
        defer { scratch.remove() }
        try await threeBatches()
        try sqlite("UPDATE batch SET transfers = 1 << 60 WHERE number = 4")
        guard case .broken(batch: 4, _) = fault() else {
            Issue.record("\(String(describing: fault()))")
            return
        }
        let empty = try scratch.write("", to: "empty.sqlite")
        #expect(throws: LedgerStoreFault.self) { try LedgerStore.read(empty) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: empty)).isEmpty)
    }

    @Test("write nothing for an account that is open already")
    func openedAgain() async throws {
        defer { scratch.remove() }
        for _ in 1...3 { try await newStore().shutDown() }
        try sqlite("CREATE TABLE seen (commands CHECK (commands = 2)); INSERT INTO seen SELECT count(*) FROM command")
    }
}
