public import Foundation
public import StargateLedger
import Synchronization

/// Durable books. Clients send transfers from any task; one thread takes whatever waits, applies it, writes it as one batch
/// and synchronises the disk, and only then answers (group commit). Balances are served meanwhile, and only those that are
/// on the disk.
///
/// If a write fails, every waiting and later call fails: memory may then be ahead of the disk.
public final class LedgerStore: Sendable {
    private struct Request: Sendable {
        enum Wish: Sendable {
            case transfers([Transfer])
            case accounts([AccountTerms])
            case command(LedgerFile.Command)
        }

        let wish: Wish
        let answer: @Sendable (Result<LedgerAnswer, LedgerStoreFault>) -> Void
    }

    private struct Inbox: Sendable {
        var waiting: [Request] = []
        var fault: LedgerStoreFault?
    }

    /// What is on the disk.
    private struct Published: Sendable {
        var balances: [Balance]
        var entries: Int
    }

    private let inbox = Mutex(Inbox())
    private let published: Mutex<Published>
    private let bell = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)
    /// The most transfers written in one batch, but for a single submission that is larger.
    private let batchLimit: Int

    /// Opens books, or makes new ones, and reads them into memory.
    ///
    /// - Parameters:
    ///   - batchLimit: the most transfers written at once.
    ///   - clock: milliseconds since 1970 UTC; a clock that goes back is not followed.
    /// - Throws: `LedgerStoreFault.unusable` or `.broken`.
    public static func open(
        at path: String, batchLimit: Int = 8190,
        clock: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
    ) throws(LedgerStoreFault) -> LedgerStore {
        let file = try LedgerFile(path)
        var ledger = Ledger()
        do {
            let hash = try file.replay(into: &ledger)
            return LedgerStore(file, ledger, hash, batchLimit, clock)
        } catch {
            file.close()
            throw error
        }
    }

    /// Reads books without serving them.
    public static func read(_ path: String) throws(LedgerStoreFault) -> Ledger {
        guard FileManager.default.fileExists(atPath: path) else { throw .unusable("there is no \(path)") }
        var ledger = Ledger()
        let file = try LedgerFile(path, makes: false)
        defer { file.close() }
        _ = try file.replay(into: &ledger)
        return ledger
    }

    private init(
        _ file: LedgerFile, _ ledger: Ledger, _ hash: Data, _ batchLimit: Int, _ clock: @escaping @Sendable () -> Int64
    ) {
        self.batchLimit = batchLimit
        published = Mutex(Published(balances: ledger.balances, entries: ledger.entries.count))
        let committer = Committer(file: file, ledger: ledger, hash: hash, clock: clock)
        let thread = Thread { [self] in run(committer) }
        thread.name = "ledger committer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Sends transfers; returns when those that were taken are on the disk.
    public func submit(_ transfers: [Transfer]) async throws(LedgerStoreFault) -> Receipt {
        guard case .receipt(let receipt) = try await ask(.transfers(transfers)) else { return Receipt() }
        return receipt
    }

    /// Opens an account, or finds it by its name.
    public func open(_ terms: AccountTerms) async throws(LedgerStoreFault) -> AccountNumber {
        try await open([terms]).first ?? .ofPending
    }

    /// Opens accounts in order and in one batch, or finds them by their names.
    public func open(_ accounts: [AccountTerms]) async throws(LedgerStoreFault) -> [AccountNumber] {
        guard case .accounts(let numbers) = try await ask(.accounts(accounts)) else { return [] }
        return numbers
    }

    /// Closes an account: it takes only voids from now on. False if it was none, or closed.
    public func close(_ account: AccountNumber) async throws(LedgerStoreFault) -> Bool {
        guard case .done = try await ask(.command(.close(account))) else { return false }
        return true
    }

    /// Records a price for exchanges from now on.
    public func record(_ price: Price, effectiveDay: Int32) async throws(LedgerStoreFault) {
        _ = try await ask(.command(.price(price, day: effectiveDay)))
    }

    /// Closes all days up to `day`; the seal, or `nil` if they are closed.
    public func closePeriod(through day: Int32) async throws(LedgerStoreFault) -> String? {
        guard case .seal(let seal) = try await ask(.command(.closePeriod(through: day))) else { return nil }
        return seal
    }

    /// Opens closed days again, from `day` on; false if it was open.
    public func reopen(from day: Int32) async throws(LedgerStoreFault) -> Bool {
        guard case .done = try await ask(.command(.reopen(from: day))) else { return false }
        return true
    }

    /// An account's sums as they are on the disk; waits for no commit.
    public func balance(of account: AccountNumber) -> Balance? {
        published.withLock { published in
            let index = Int(account.value)
            return published.balances.indices.contains(index) ? published.balances[index] : nil
        }
    }

    /// All sums as they are on the disk, of one moment.
    public var balances: [Balance] { published.withLock { $0.balances } }

    /// How many entries are on the disk.
    public var entryCount: Int { published.withLock { $0.entries } }

    /// Finishes what waits, closes the file, then ends. Later calls are refused. May be called again.
    public func shutDown() {
        inbox.withLock { $0.fault = $0.fault ?? .closed }
        bell.signal()
        finished.wait()
        // For the next who waits.
        finished.signal()
    }

    private func ask(_ wish: Request.Wish) async throws(LedgerStoreFault) -> LedgerAnswer {
        let result = await withCheckedContinuation { continuation in
            let request = Request(wish: wish) { continuation.resume(returning: $0) }
            let fault = inbox.withLock { inbox in
                if inbox.fault == nil { inbox.waiting.append(request) }
                return inbox.fault
            }
            if let fault { request.answer(.failure(fault)) } else { bell.signal() }
        }
        return try result.get()
    }

    // MARK: - The committer's thread

    private struct Committer: Sendable {
        let file: LedgerFile
        var ledger: Ledger
        var hash: Data
        let clock: @Sendable () -> Int64
    }

    private func run(_ committer: Committer) {
        var committer = committer
        while true {
            bell.wait()
            let (requests, fault) = takeWaiting()
            if requests.isEmpty {
                // Every request rang once; those already taken have left their ring behind.
                guard fault == nil else { break }
                continue
            }
            do throws(LedgerStoreFault) { try commit(requests, &committer) } catch {
                let rest = inbox.withLock { inbox in
                    inbox.fault = error
                    defer { inbox.waiting = [] }
                    return inbox.waiting
                }
                for request in requests + rest { request.answer(.failure(error)) }
                break
            }
        }
        committer.file.close()
        finished.signal()
    }

    /// As many requests as fit into one batch.
    private func takeWaiting() -> (requests: [Request], fault: LedgerStoreFault?) {
        inbox.withLock { inbox in
            var (count, transfers) = (0, 0)
            for request in inbox.waiting {
                if case .transfers(let list) = request.wish { transfers += list.count }
                guard count == 0 || transfers <= batchLimit else { break }
                count += 1
            }
            let taken = Array(inbox.waiting.prefix(count))
            inbox.waiting.removeFirst(count)
            return (taken, inbox.fault)
        }
    }

    private func commit(_ requests: [Request], _ committer: inout Committer) throws(LedgerStoreFault) {
        let instant = max(committer.clock(), committer.ledger.clock)
        let (before, expired) = (committer.ledger.entries.count, committer.ledger.expired)
        committer.ledger.advance(to: instant)
        var commands: [LedgerFile.Command] = []
        var answers: [LedgerAnswer] = []
        var written = before
        func keepTransfers() {
            let entries = committer.ledger.entries[written...]
            guard !entries.isEmpty else { return }
            var writer = TransferWriter()
            writer.reserveCapacity(entries.count)
            for entry in entries { writer.append(committer.ledger.transfer(of: entry)) }
            commands.append(.transfers(writer.bytes, count: entries.count))
            written = committer.ledger.entries.count
        }
        for request in requests {
            switch request.wish {
            case .transfers(let transfers):
                answers.append(.receipt(committer.ledger.submit(transfers, at: instant)))
            case .accounts(let accounts):
                keepTransfers()
                let numbers = accounts.map { terms in
                    let count = committer.ledger.terms.count
                    let number = committer.ledger.open(terms)
                    // An account that was open before is found again: nothing happened.
                    if committer.ledger.terms.count > count { commands.append(.open(terms)) }
                    return number
                }
                answers.append(.accounts(numbers))
            case .command(let command):
                keepTransfers()
                let answer = command.fold(into: &committer.ledger, at: instant)
                if answer != nil { commands.append(command) }
                answers.append(answer ?? .refused)
            }
        }
        keepTransfers()
        // That time passed is written too if a reservation lapsed: answers and balances show it.
        if !commands.isEmpty || expired != committer.ledger.expired {
            committer.hash = try committer.file.append(commands, at: instant, after: committer.hash)
        }
        publish(committer.ledger, since: before, all: expired != committer.ledger.expired)
        for (request, answer) in zip(requests, answers) { request.answer(.success(answer)) }
    }

    /// Lets clients see what is on the disk now.
    private func publish(_ ledger: Ledger, since before: Int, all: Bool) {
        published.withLock { published in
            published.entries = ledger.entries.count
            guard !all, published.balances.count == ledger.terms.count else {
                published.balances = ledger.balances
                return
            }
            for entry in ledger.entries[before...] {
                for account in [entry.debit, entry.credit] {
                    published.balances[Int(account.value)] = ledger.balance(of: account)
                }
            }
        }
    }
}
