import Crypto
import Foundation
import GRDB
import StargateLedger

/// Books in one SQLite file: batches with a hash chain, each written in one transaction and synchronised with the disk.
struct LedgerFile: Sendable {
    /// What a batch holds, in order.
    enum Command: Sendable {
        /// As `TransferWriter` writes them.
        case transfers([UInt8], count: Int)
        case open(AccountTerms)
        case close(AccountNumber)
        case price(Price, day: Int32)
        case closePeriod(through: Int32)
        case reopen(from: Int32)
    }

    private static let format = "stargate-ledger-1"
    private let database: DatabaseQueue

    /// Opens the file, or makes it.
    ///
    /// - Parameter makes: false leaves a file with nothing in it as it is, and refuses it.
    init(_ path: String, makes: Bool = true) throws(LedgerStoreFault) {
        var configuration = Configuration()
        // Another that reads, or closes, holds the lock for a moment.
        configuration.busyMode = .timeout(5)
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            var format = try database.read { db -> String? in
                guard try db.tableExists("meta") else {
                    return try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 ? nil : "another"
                }
                return try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'format'") ?? "none"
            }
            if format == nil, makes {
                try database.write { try $0.execute(sql: LedgerFile.tables) }
                format = LedgerFile.format
            }
            guard format == LedgerFile.format else {
                throw LedgerStoreFault.unusable("\(path) has format \(format ?? "none")")
            }
            // Only now: a file of others is not changed.
            try database.writeWithoutTransaction { db in
                try db.execute(
                    sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
            }
        } catch let fault as LedgerStoreFault { throw fault } catch { throw .unusable("\(path): \(error)") }
    }

    private static let tables = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        INSERT INTO meta VALUES ('format', '\(format)');
        CREATE TABLE batch (
            number INTEGER PRIMARY KEY, at INTEGER NOT NULL, transfers INTEGER NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE command (
            number INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch, kind TEXT NOT NULL, body BLOB NOT NULL);
        CREATE INDEX command_by_batch ON command (batch);
        """

    /// Ends the connection; what is in the write-ahead log goes into the file.
    func close() { try? database.close() }

    /// Writes one batch; when this returns, it is on the disk.
    ///
    /// - Returns: its hash.
    /// - Throws: `writeFailed`, also if the last batch on the disk is not the one with `hash`: then another writes too.
    func append(_ commands: [Command], at instant: Int64, after before: Data) throws(LedgerStoreFault) -> Data {
        do {
            let rows = try commands.map { (kind: $0.kind, body: try $0.body()) }
            let hash = LedgerFile.hash(rows, at: instant, after: before)
            let transfers = commands.reduce(0) { $0 + $1.transfers }
            try database.write { db in
                let last = try db.cachedStatement(sql: "SELECT hash FROM batch ORDER BY number DESC LIMIT 1")
                guard try Data.fetchOne(last) ?? Data() == before else {
                    throw LedgerStoreFault.writeFailed("another process writes these books too")
                }
                let batch = try db.cachedStatement(sql: "INSERT INTO batch (at, transfers, hash) VALUES (?, ?, ?)")
                try batch.execute(arguments: [instant, transfers, hash])
                let number = db.lastInsertedRowID
                let command = try db.cachedStatement(
                    sql: "INSERT INTO command (batch, kind, body) VALUES (?, ?, ?)")
                for row in rows { try command.execute(arguments: [number, row.kind, row.body]) }
            }
            return hash
        } catch let fault as LedgerStoreFault { throw fault } catch { throw .writeFailed("\(error)") }
    }

    /// Folds every batch into `ledger`, checking the chain.
    ///
    /// - Returns: the last batch's hash.
    func replay(into ledger: inout Ledger) throws(LedgerStoreFault) -> Data {
        do {
            return try database.read { db in
                let count = try Int.fetchOne(db, sql: "SELECT coalesce(sum(transfers), 0) FROM batch") ?? 0
                let size = try Int.fetchOne(
                    db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
                // A transfer takes twenty bytes or more: a count that is wrong asks for no more room than there can be.
                ledger.reserveCapacity(max(0, min(count, (size ?? 0) / 20)))
                let commands = try db.makeStatement(
                    sql: "SELECT kind, body FROM command WHERE batch = ? ORDER BY number")
                let batches = try Row.fetchCursor(
                    db, sql: "SELECT number, at, transfers, hash FROM batch ORDER BY number")
                var (hash, expected) = (Data(), Int64(1))
                while let batch = try batches.next() {
                    let (number, instant, stored): (Int64, Int64, Data) = (batch[0], batch[1], batch[3])
                    guard number == expected else { throw LedgerStoreFault.broken(batch: expected, "it is missing") }
                    let rows = try Row.fetchAll(commands, arguments: [number])
                        .map { (kind: $0[0] as String, body: $0[1] as Data) }
                    hash = LedgerFile.hash(rows, at: instant, after: hash)
                    guard hash == stored else {
                        throw LedgerStoreFault.broken(batch: number, "its hash does not fit it and the batch before")
                    }
                    let before = ledger.entries.count
                    ledger.advance(to: instant)
                    for row in rows where !LedgerFile.fold(row.kind, row.body, at: instant, into: &ledger) {
                        throw LedgerStoreFault.broken(batch: number, "a \(row.kind) in it cannot be done again")
                    }
                    guard ledger.entries.count - before == batch[2] as Int else {
                        throw LedgerStoreFault.broken(batch: number, "it does not hold as many transfers as it says")
                    }
                    expected += 1
                }
                return hash
            }
        } catch let fault as LedgerStoreFault { throw fault } catch { throw .unusable("\(error)") }
    }

    private static func hash(_ rows: [(kind: String, body: Data)], at instant: Int64, after hash: Data) -> Data {
        var hasher = SHA256()
        hasher.update(data: hash)
        hasher.update(data: Data("\(instant)".utf8))
        for row in rows {
            hasher.update(data: Data("\n\(row.kind) \(row.body.count)\n".utf8))
            hasher.update(data: row.body)
        }
        return Data(hasher.finalize())
    }

    /// False if the command cannot be done.
    private static func fold(_ kind: String, _ body: Data, at instant: Int64, into ledger: inout Ledger) -> Bool {
        guard kind != "transfers" else { return ledger.retake([UInt8](body), at: instant) }
        guard let command = try? Command(kind, body) else { return false }
        return command.fold(into: &ledger, at: instant) != nil
    }
}

extension LedgerFile.Command {
    private struct Dated: Codable {
        let price: Price
        let day: Int32
    }

    var kind: String {
        switch self {
        case .transfers: "transfers"
        case .open: "open"
        case .close: "close"
        case .price: "price"
        case .closePeriod: "close-period"
        case .reopen: "reopen"
        }
    }

    var transfers: Int { if case .transfers(_, let count) = self { count } else { 0 } }

    func body() throws -> Data {
        switch self {
        case .transfers(let bytes, _): Data(bytes)
        case .open(let terms): try StoredJSON.encoder().encode(terms)
        case .close(let number): try StoredJSON.encoder().encode(number)
        case .price(let price, let day): try StoredJSON.encoder().encode(Dated(price: price, day: day))
        case .closePeriod(let day), .reopen(let day): try StoredJSON.encoder().encode(day)
        }
    }

    init?(_ kind: String, _ body: Data) throws {
        let decoder = JSONDecoder()
        switch kind {
        case "open": self = .open(try decoder.decode(AccountTerms.self, from: body))
        case "close": self = .close(try decoder.decode(AccountNumber.self, from: body))
        case "price":
            let dated = try decoder.decode(Dated.self, from: body)
            self = .price(dated.price, day: dated.day)
        case "close-period": self = .closePeriod(through: try decoder.decode(Int32.self, from: body))
        case "reopen": self = .reopen(from: try decoder.decode(Int32.self, from: body))
        default: return nil
        }
    }

    /// Does the command; `nil` if the books refuse it.
    func fold(into ledger: inout Ledger, at instant: Int64) -> LedgerAnswer? {
        switch self {
        case .transfers(let bytes, _): return ledger.retake(bytes, at: instant) ? .done : nil
        case .open(let terms): return .accounts([ledger.open(terms)])
        case .close(let number): return (try? ledger.close(number)).map { .done }
        case .price(let price, let day):
            ledger.record(price, effectiveDay: day, at: instant)
            return .done
        case .closePeriod(let day): return (try? ledger.closePeriod(through: day, at: instant)).map { .seal($0) }
        case .reopen(let day): return (try? ledger.reopen(from: day, at: instant)).map { .done }
        }
    }
}

/// What a client is told when its command is on the disk.
enum LedgerAnswer: Sendable {
    case receipt(Receipt)
    case accounts([AccountNumber])
    case seal(String)
    case done
    /// The books refused it; nothing was written.
    case refused
}
