import Foundation
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateTesting
import Testing

@testable import StargateJournal

@Suite("A journal")
struct JournalTests {
    private let scratch: Scratch
    private let rehearsal: Rehearsal

    init() throws {
        scratch = try Scratch()
        // One that is long enough to be touched in many places.
        let long = try (1...20).lazy.map { try Rehearsal(RandomProgramme.text(seed: $0), seed: 5) }
            .first { $0.batches.count > 100 && $0.batches.flatMap(\.events).count > 300 }
        rehearsal = try #require(long)
    }

    /// Writes the rehearsal with a snapshot in the middle and one at the end.
    private func write(_ name: String = "journal.sqlite") throws -> Journal {
        let journal = try Journal.create(at: scratch.path(name))
        var writer = JournalWriter(journal)
        let middle = rehearsal.batches.count / 2
        let moment = rehearsal.batches[middle].at
        for (index, batch) in rehearsal.batches.enumerated() {
            if index == middle, batch.at > rehearsal.batches[index - 1].at {
                try writer.flush()
                try journal.keepSnapshot(try rehearsal.state(before: moment))
            }
            try writer.append(batch)
        }
        try writer.flush()
        return journal
    }

    @Test("gives back every event as it was, and folds to the same state with and without snapshots")
    func roundTrip() throws {
        defer { scratch.remove() }
        let journal = try write()
        var batches: [Batch] = []
        try journal.forEachRecord { batches.append(try $0.batch()) }
        #expect(batches == rehearsal.batches)
        #expect(try journal.replay(usesSnapshots: false) == rehearsal.state)
        #expect(try journal.replay() == rehearsal.state)
        let moment = rehearsal.batches[rehearsal.batches.count * 3 / 4].at
        #expect(try journal.replay(before: moment) == rehearsal.state(before: moment))
    }

    @Test("is found whole when it is, and its hash does not depend on how it was cut into transactions")
    func verified() throws {
        defer { scratch.remove() }
        let found = try write().verify()
        #expect(found.batches == rehearsal.batches.count)
        var writer = JournalWriter(nil)
        for batch in rehearsal.batches { try writer.append(batch) }
        #expect(found.hash == writer.hash)
    }

    @Test(
        "is found broken wherever it was touched",
        arguments: [
            """
            UPDATE event SET body = replace(body, '1', '2')
            WHERE number = (SELECT max(number) FROM event WHERE body LIKE '%1%' AND kind = 'capital.obligated')
            """,
            "UPDATE event SET at = at + 1, batch = batch + 1 WHERE number = 40",
            "DELETE FROM event WHERE number = 77",
            "DELETE FROM batch WHERE number = 12",
            "UPDATE batch SET at = at + 1 WHERE number = 20",
            "UPDATE batch SET hash = upper(hash) WHERE number = 30",
            "UPDATE snapshot SET state = replace(state, '7', '8')",
            "UPDATE event SET kind = 'x' WHERE kind = 'capital.paid' AND number % 2 = 0",
            "UPDATE event SET at = at + 86400000 WHERE kind = 'capital.paid'",
            "DELETE FROM batch WHERE number = (SELECT max(number) FROM batch)",
            "INSERT INTO batch (at, hash) SELECT at, hash FROM batch ORDER BY number DESC LIMIT 1",
            "DROP VIEW quarters; CREATE VIEW quarters AS SELECT 1",
            "INSERT INTO snapshot SELECT 999999, at, state FROM snapshot",
            "UPDATE snapshot SET at = 0",
            "INSERT INTO event (batch, at, kind, body) SELECT batch, at, kind, body FROM event WHERE number = 50",
        ])
    func touched(sql: String) throws {
        defer { scratch.remove() }
        _ = try write()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", scratch.path("journal.sqlite"), sql]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(throws: (any Error).self) { try Journal.open(at: scratch.path("journal.sqlite")).verify() }
    }

    @Test("answers in SQL what its views promise")
    func views() throws {
        defer { scratch.remove() }
        _ = try write()
        for view in JournalSchema.documented {
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["sqlite3", scratch.path("journal.sqlite"), "SELECT count(*) FROM \(view.name)"]
            process.standardOutput = pipe
            try process.run()
            let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(view.name)")
            #expect(Int(text.dropLast()) != nil, "\(view.name)")
        }
    }

    @Test("refuses what is no journal, and never writes over a file")
    func foreign() throws {
        defer { scratch.remove() }
        try scratch.write("not a database", to: "letter.sqlite")
        #expect(throws: JournalFault.self) { try Journal.open(at: scratch.path("letter.sqlite")) }
        #expect(throws: JournalFault.self) { try Journal.create(at: scratch.path("letter.sqlite")) }
        #expect(throws: JournalFault.self) { try Journal.open(at: scratch.path("nothing.sqlite")) }
    }
}
