import Foundation
public import StargateEngine
public import StargateQuantities

extension Journal {
    /// The state as it was before `end`, or at the end: the last snapshot and the events after it, folded.
    ///
    /// - Parameter usesSnapshots: false folds from the first event.
    public func replay(before end: Instant? = nil, usesSnapshots: Bool = true) throws -> EngineState {
        let snapshot = usesSnapshots ? try snapshot(before: end) : nil
        var state = snapshot?.state
        try forEachRecord(after: snapshot?.batch ?? 0, before: end) { record in
            try Journal.fold(try record.batch(), into: &state)
        }
        guard let state else {
            throw JournalFault.unusable(
                end.map { "the run begins only on or after \($0); ask for a later day" } ?? "it is empty")
        }
        return state
    }

    static func fold(_ batch: Batch, into state: inout EngineState?) throws {
        for event in batch.events {
            if state == nil, case .began(let programme, let seed) = event {
                state = EngineState(programme: programme, seed: seed)
            }
            guard state != nil else { throw JournalFault.unusable("the journal does not begin at a beginning") }
            try state?.evolve(event, at: batch.at)
        }
    }

    /// What a check of the whole journal found.
    public struct Verification: Sendable, Codable {
        public let batches: Int
        public let events: Int
        public let snapshots: Int
        public let hash: String
    }

    /// Checks every hash, decodes and folds every event, and compares every snapshot with the fold.
    ///
    /// A chain cannot show that its last batches were cut off: compare the hash with one that was kept elsewhere, such
    /// as the summary's.
    ///
    /// - Throws: `JournalFault.broken` at the first batch that is not as it was written.
    public func verify() throws -> Verification {
        try checkStructure()
        var chain = HashChain()
        var state: EngineState?
        var (number, events): (Int64, Int) = (0, 0)
        let snapshots = try snapshots()
        var agreeing = 0
        try forEachRecord { record in
            number += 1
            chain.append(at: record.at.milliseconds, record.bodies)
            guard chain.hash == record.hash else {
                throw JournalFault.broken(batch: number, "its hash does not fit its events and the batch before")
            }
            do {
                let batch = try record.batch()
                guard batch.events.map(\.kind) == record.kinds else {
                    throw JournalFault.broken(batch: number, "an event is labelled as another kind")
                }
                try Journal.fold(batch, into: &state)
            } catch let fault as JournalFault { throw fault } catch {
                throw JournalFault.broken(batch: number, "its events cannot be folded: \(error)")
            }
            events += record.bodies.count
            guard let kept = snapshots[number] else { return }
            guard kept.at == state?.now.milliseconds, kept.text == (try StoredJSON.text(state))
            else { throw JournalFault.broken(batch: number, "its snapshot is not what the events add up to") }
            agreeing += 1
        }
        guard number > 0 else { throw JournalFault.broken(batch: 0, "the journal is empty") }
        guard agreeing == snapshots.count else {
            throw JournalFault.broken(batch: number, "there is a snapshot of no batch")
        }
        return Verification(batches: Int(number), events: events, snapshots: agreeing, hash: chain.hash)
    }
}
