import Foundation
import StargateJournal
import StargateLedger

/// Transfers whose every body follows from who sent it and when in its row: what is in the books can be checked without
/// any other record.
struct LedgerDrill: Sendable {
    static let accounts = 100
    let seed: UInt64

    /// The transfers that a client sends together as its `index`-th submission in a run: single ones, both phases of
    /// reservations, and linked pairs.
    func submission(run: UInt32, client: UInt32, _ index: UInt64) -> [Transfer] {
        let first = LedgerDrill.id(run, client, index, 0)
        var draw = seed ^ first.high &* 0x9E37_79B9_7F4A_7C15 ^ (index &+ 1) &* 0xD6E8_FEB8_6659_FD93
        draw = (draw ^ (draw >> 32)) &* 0xD6E8_FEB8_6659_FD93
        let debit = UInt32((draw >> 8) % UInt64(LedgerDrill.accounts))
        let credit =
            (debit + 1 + UInt32((draw >> 24) % UInt64(LedgerDrill.accounts - 1))) % UInt32(LedgerDrill.accounts)
        let (to, from) = (AccountNumber(debit), AccountNumber(credit))
        // Even, so that halves are whole.
        let amount = 2 * (1 + Int64((draw >> 40) % 10_000))
        func transfer(_ part: UInt64, _ kind: Transfer.Kind, _ amount: Int64, of pending: TransferID = .none)
            -> Transfer
        {
            let isSecond = kind == .post || kind == .void
            return Transfer(
                id: LedgerDrill.id(run, client, index, part), kind, debit: isSecond ? .ofPending : to,
                credit: isSecond ? .ofPending : from, amount: amount, pending: pending,
                isLinked: index % 8 == 7 && part == 0,
                code: UInt16(index % 1000), effectiveDay: 20_000 + Int32(index % 365), cause: index)
        }
        switch index % 8 {
        case 0...3: return [transfer(0, .posted, amount)]
        case 4: return [transfer(0, .pending, amount)]
        case 5:
            let pending = submission(run: run, client: client, index - 1)[0]
            return [transfer(0, .post, pending.amount / 2, of: pending.id)]
        case 6: return [transfer(0, .void, 0, of: LedgerDrill.id(run, client, index - 2, 0))]
        default: return [transfer(0, .posted, amount), transfer(1, .posted, amount / 2)]
        }
    }

    static func id(_ run: UInt32, _ client: UInt32, _ index: UInt64, _ part: UInt64) -> TransferID {
        TransferID(high: UInt64(run) << 32 | UInt64(client + 1), low: index * 2 + part)
    }

    /// Sends without end, and notes every submission once it was acknowledged.
    func write(to path: String, run: UInt32, clients: UInt32, acknowledged: String) async throws {
        let descriptor = Foundation.open(acknowledged, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard descriptor >= 0 else { throw Failure.refused("\(acknowledged) cannot be written") }
        let store = try LedgerStore.open(at: path)
        for account in 0..<LedgerDrill.accounts {
            _ = try await store.open(AccountTerms("account:\(account)", .usd, .asset))
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    var index: UInt64 = 0
                    while true {
                        let transfers = submission(run: run, client: client, index)
                        let receipt = try await store.submit(transfers)
                        guard receipt.taken == transfers.count else {
                            throw Failure.broken("\(run)/\(client)/\(index): \(receipt.refused)")
                        }
                        // One write a line: a killed process leaves whole lines, or the last one cut.
                        let line = Array("\(run) \(client) \(index)\n".utf8)
                        guard Foundation.write(descriptor, line, line.count) == line.count else {
                            throw Failure.refused("\(acknowledged) cannot be written")
                        }
                        index += 1
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// What the books hold, checked against what was acknowledged.
    ///
    /// - Returns: how many entries there are, and how many submissions were acknowledged.
    func check(_ path: String, acknowledged: String) throws -> (entries: Int, acknowledged: Int) {
        let ledger = try LedgerStore.read(path)
        var lines = try String(contentsOfFile: acknowledged, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        // After the last line break there is nothing, or a line that was cut.
        lines.removeLast()
        for line in lines {
            let numbers = line.split(separator: " ").compactMap { UInt64($0) }
            guard numbers.count == 3 else { throw Failure.broken("'\(line)' is no acknowledgement") }
            for transfer in submission(run: UInt32(numbers[0]), client: UInt32(numbers[1]), numbers[2]) {
                guard let entry = ledger.entry(transfer.id) else {
                    throw Failure.broken("\(line): acknowledged, and not in the books")
                }
                guard isSame(ledger.transfer(of: entry), transfer) else {
                    throw Failure.broken("\(line): in the books with another body")
                }
            }
        }
        try checkEntries(ledger)
        try checkSums(ledger)
        return (ledger.entries.count, lines.count)
    }

    private func isSame(_ stored: Transfer, _ sent: Transfer) -> Bool {
        var sent = sent
        if sent.kind == .post || sent.kind == .void { (sent.debit, sent.credit) = (stored.debit, stored.credit) }
        if sent.kind == .void { sent.amount = stored.amount }
        return stored == sent
    }

    /// Nothing that no client sent, and pairs whole.
    private func checkEntries(_ ledger: Ledger) throws {
        for entry in ledger.entries {
            let (high, index) = (entry.id.high, entry.id.low / 2)
            let (run, client) = (UInt32(high >> 32), UInt32(high & 0xFFFF_FFFF))
            guard client > 0 else { throw Failure.broken("an entry of nobody: \(entry.id.text)") }
            let sent = submission(run: run, client: client - 1, index)
            guard let own = sent.first(where: { $0.id == entry.id }), isSame(ledger.transfer(of: entry), own) else {
                throw Failure.broken("an entry that nobody sent: \(entry.id.text)")
            }
            guard sent.allSatisfy({ ledger.entry($0.id) != nil }) else {
                throw Failure.broken("half a linked group: \(entry.id.text)")
            }
        }
    }

    /// Balances counted again from the entries, by a rule of its own.
    private func checkSums(_ ledger: Ledger) throws {
        var net = [Int64](repeating: 0, count: ledger.terms.count)
        for entry in ledger.entries where entry.kind == .posted || entry.kind == .post {
            net[Int(entry.debit.value)] += entry.amount
            net[Int(entry.credit.value)] -= entry.amount
        }
        guard net.reduce(0, +) == 0, ledger.accounts.map(\.balance) == net else {
            throw Failure.broken("balances are not what the entries add up to")
        }
        let pending = ledger.balances.map { $0.debitsPending - $0.creditsPending }.reduce(0, +)
        guard pending == 0 else { throw Failure.broken("what is set aside does not balance") }
    }
}
