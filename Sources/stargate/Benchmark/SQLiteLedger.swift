import GRDB

/// Accounts and transfers in one SQLite file.
///
/// One cached statement does a transfer: it selects the two accounts, inserts nothing if a rule is broken or the id is
/// taken, and a trigger moves the balances. So a refused transfer needs no undoing.
struct SQLiteLedger: Sendable {
    private let database: DatabaseQueue
    private let workload: LedgerWorkload

    init(_ path: String, _ workload: LedgerWorkload) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: Self.settings) }
        database = try DatabaseQueue(path: path, configuration: configuration)
        self.workload = workload
        try database.write { db in
            try db.execute(sql: Self.schema)
            let account = try db.cachedStatement(sql: "INSERT INTO account (id, limited) VALUES (?, ?)")
            for id in 1...workload.accounts { try account.execute(arguments: [id, workload.isLimited(id)]) }
        }
        try post(workload.opening)
    }

    /// Writes `transfers` in one durable transaction.
    ///
    /// - Throws: if one is refused, as none of the workload is.
    func post(_ transfers: [LedgerWorkload.Transfer]) throws {
        try database.write { db in
            let statement = try db.cachedStatement(sql: Self.transfer)
            for transfer in transfers {
                statement.setUncheckedArguments([
                    transfer.idHigh, transfer.idLow, transfer.debit, transfer.credit, transfer.amount, false,
                    LedgerWorkload.code, LedgerWorkload.effectiveDay,
                ])
                try statement.execute()
                guard db.changesCount == 1 else {
                    throw PeerFault(peer: SQLitePeer.name, problem: "the transfer \(transfer.id) was refused")
                }
            }
        }
    }

    /// Checks the books after the opening and the transfers in `range`.
    func check(_ range: Range<Int>) throws {
        let row = try database.read { try Row.fetchOne($0, sql: PeerBooks.query) }
        guard let row else { throw PeerFault(peer: SQLitePeer.name, problem: "no answer") }
        let opening = workload.opening
        try PeerBooks(transfers: row[0], amounts: row[1], debits: row[2], credits: row[3], overdrawn: row[4]).check(
            SQLitePeer.name, count: opening.count + range.count,
            total: opening.reduce(workload.total(range)) { $0 + $1.amount })
    }

    /// Full sync at every commit; the log is moved into the file every 64 MiB instead of every 4.
    private static let settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 16384;
        PRAGMA cache_size = -262144;
        """

    private static let schema = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY, debits_pending INTEGER NOT NULL DEFAULT 0, debits_posted INTEGER NOT NULL DEFAULT 0,
            credits_pending INTEGER NOT NULL DEFAULT 0, credits_posted INTEGER NOT NULL DEFAULT 0,
            limited INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE transfer (
            id_high INTEGER NOT NULL, id_low INTEGER NOT NULL, debit INTEGER NOT NULL, credit INTEGER NOT NULL,
            amount INTEGER NOT NULL, pending INTEGER NOT NULL, code INTEGER NOT NULL, effective_date INTEGER NOT NULL,
            PRIMARY KEY (id_high, id_low)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER refuse BEFORE INSERT ON transfer BEGIN
            SELECT raise(IGNORE) WHERE new.debit = new.credit OR new.amount <= 0
                OR NOT EXISTS (SELECT 1 FROM account WHERE id = new.credit)
                OR NOT EXISTS (SELECT 1 FROM account WHERE id = new.debit
                    AND (NOT limited OR debits_pending + debits_posted + new.amount <= credits_posted));
        END;
        CREATE TRIGGER move AFTER INSERT ON transfer BEGIN
            UPDATE account SET debits_posted = debits_posted + iif(new.pending, 0, new.amount),
                debits_pending = debits_pending + iif(new.pending, new.amount, 0) WHERE id = new.debit;
            UPDATE account SET credits_posted = credits_posted + iif(new.pending, 0, new.amount),
                credits_pending = credits_pending + iif(new.pending, new.amount, 0) WHERE id = new.credit;
        END;
        """

    private static let transfer = "INSERT INTO transfer VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
}
