public import Foundation
import GRDB
public import StargateEngine
public import StargateQuantities

/// A programme's durable memory: batches of events with a hash chain, and snapshots, in one SQLite file.
public final class Journal: Sendable {
    private let database: DatabaseQueue

    /// Makes a new journal at `path`, which must not exist.
    ///
    /// - Throws: `JournalFault.exists`, or `.unusable` with SQLite's words.
    public static func create(at path: String) throws(JournalFault) -> Journal {
        guard !FileManager.default.fileExists(atPath: path) else { throw .exists(path) }
        let journal = try Journal(path, readonly: false)
        try journal.perform { database in
            try database.write { try $0.execute(sql: JournalSchema.tables + JournalSchema.views) }
        }
        return journal
    }

    /// Opens an existing journal for reading.
    ///
    /// - Throws: `JournalFault.missing`, or `.unusable` if it is no journal of this format.
    public static func open(at path: String) throws(JournalFault) -> Journal {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path) }
        let journal = try Journal(path, readonly: true)
        let format = try journal.perform { database in
            try database.read { try String.fetchOne($0, sql: "SELECT value FROM meta WHERE key = 'format'") }
        }
        guard format == JournalSchema.format else {
            throw .unusable(
                "\(path) has format \(format ?? "none"), this version reads \(JournalSchema.format): run the programme again"
            )
        }
        return journal
    }

    private init(_ path: String, readonly: Bool) throws(JournalFault) {
        var configuration = Configuration()
        configuration.readonly = readonly
        do { database = try DatabaseQueue(path: path, configuration: configuration) } catch {
            throw .unusable("\(path): \(error)")
        }
    }

    private func perform<Value>(_ work: (DatabaseQueue) throws -> Value) throws(JournalFault) -> Value {
        do { return try work(database) } catch let fault as JournalFault { throw fault } catch {
            throw .unusable("\(error)")
        }
    }

    /// Writes batches in one transaction: all of them or none.
    public func append(_ records: [JournalRecord]) throws(JournalFault) {
        try perform { database in
            try database.write { db in
                let batch = try db.cachedStatement(sql: "INSERT INTO batch (at, hash) VALUES (?, ?)")
                let event = try db.cachedStatement(
                    sql: "INSERT INTO event (batch, at, kind, body) VALUES (?, ?, ?, ?)")
                for record in records {
                    try batch.execute(arguments: [record.at.milliseconds, record.hash])
                    let number = db.lastInsertedRowID
                    for (kind, body) in zip(record.kinds, record.bodies) {
                        let text = String(decoding: body, as: UTF8.self)
                        try event.execute(arguments: [number, record.at.milliseconds, kind, text])
                    }
                }
            }
        }
    }

    /// Keeps `state` as it is after the last batch.
    public func keepSnapshot(_ state: EngineState) throws(JournalFault) {
        try perform { database in
            let text = try StoredJSON.text(state)
            try database.write { db in
                try db.execute(
                    sql: "INSERT INTO snapshot (batch, at, state) SELECT max(number), ?, ? FROM batch",
                    arguments: [state.now.milliseconds, text])
            }
        }
    }

    /// The hash of the last batch, `nil` for an empty journal.
    public func hash() throws(JournalFault) -> String? {
        try perform {
            try $0.read { try String.fetchOne($0, sql: "SELECT hash FROM batch ORDER BY number DESC LIMIT 1") }
        }
    }

    /// Calls `body` with every batch from the one after `first` on, in order, as stored.
    public func forEachRecord(
        after first: Int64 = 0, before end: Instant? = nil, _ body: (JournalRecord) throws -> Void
    ) throws(JournalFault) {
        try perform { database in
            try database.read { db in
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT batch.number, batch.at, batch.hash, event.kind, event.body
                        FROM batch JOIN event ON event.batch = batch.number
                        WHERE batch.number > ? AND (? IS NULL OR batch.at < ?) ORDER BY event.number
                        """, arguments: [first, end?.milliseconds, end?.milliseconds])
                var open: (number: Int64, record: JournalRecord)?
                while let row = try rows.next() {
                    let number: Int64 = row[0]
                    if let done = open, done.number != number {
                        try body(done.record)
                        open = nil
                    }
                    if open == nil {
                        let at = Instant(milliseconds: row[1])
                        open = (number, JournalRecord(at: at, hash: row[2], kinds: [], bodies: []))
                    }
                    let text: String = row[4]
                    open?.record.kinds.append(row[3])
                    open?.record.bodies.append(Data(text.utf8))
                }
                if let open { try body(open.record) }
            }
        }
    }

    /// The last snapshot before `end` and the number of its batch.
    func snapshot(before end: Instant?) throws(JournalFault) -> (batch: Int64, state: EngineState)? {
        try perform { database in
            try database.read { db in
                let row = try Row.fetchOne(
                    db,
                    sql: "SELECT batch, state FROM snapshot WHERE ? IS NULL OR at < ? ORDER BY batch DESC LIMIT 1",
                    arguments: [end?.milliseconds, end?.milliseconds])
                guard let row else { return nil }
                let text: String = row[1]
                return (row[0], try JSONDecoder().decode(EngineState.self, from: Data(text.utf8)))
            }
        }
    }

    func snapshots() throws(JournalFault) -> [Int64: (at: Int64, text: String)] {
        try perform { database in
            try database.read { db in
                let rows = try Row.fetchAll(db, sql: "SELECT batch, at, state FROM snapshot")
                return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], ($0[1], $0[2])) })
            }
        }
    }

    /// What the chain does not cover: numbers without gaps, every event under its batch at its instant, and the views.
    func checkStructure() throws(JournalFault) {
        let questions = [
            ("SELECT count(*) <> coalesce(max(number), 0) FROM batch", "batches are missing"),
            ("SELECT count(*) <> coalesce(max(number), 0) FROM event", "events are missing"),
            (
                "SELECT count(*) FROM event LEFT JOIN batch ON batch.number = event.batch WHERE batch.at IS NOT event.at",
                "an event is not at its batch's instant"
            ),
            ("SELECT count(*) FROM batch WHERE number NOT IN (SELECT batch FROM event)", "a batch has no events"),
        ]
        let views = try perform { database in
            try database.read { db in
                for (sql, problem) in questions where try Int.fetchOne(db, sql: sql) != 0 {
                    throw JournalFault.broken(batch: 0, problem)
                }
                let rows = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'view'")
                return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as String) })
            }
        }
        for view in JournalSchema.documented where views[view.name] != "CREATE VIEW \(view.name) AS \(view.select)" {
            throw .broken(batch: 0, "the view \(view.name) is not as documented")
        }
    }

    /// Copies the journal as it was before `end` into a new file at `path`.
    public func copy(before end: Instant, to path: String) throws(JournalFault) -> Journal {
        let copy = try Journal.create(at: path)
        var records: [JournalRecord] = []
        try forEachRecord(before: end) { records.append($0) }
        try copy.append(records)
        return copy
    }
}

/// One batch as stored.
public struct JournalRecord: Sendable {
    public let at: Instant
    public let hash: String
    public internal(set) var kinds: [String]
    public internal(set) var bodies: [Data]

    /// The events, decoded.
    public func batch() throws -> Batch {
        let decoder = JSONDecoder()
        return Batch(at: at, events: try bodies.map { try decoder.decode(Event.self, from: $0) })
    }
}

/// Why a journal could not be used.
public enum JournalFault: Error, Sendable {
    case exists(String)
    case missing(String)
    case unusable(String)
    /// The chain, an event or a snapshot is not what it was.
    case broken(batch: Int64, String)
}
