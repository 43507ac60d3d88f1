import Foundation
public import StargateEngine
import StargateQuantities

/// Turns batches into records with their hashes, and hands them to a journal a thousand at a time. Without a journal
/// it only computes the hash.
public struct JournalWriter {
    private let journal: Journal?
    private var chain: HashChain
    private var waiting: [JournalRecord] = []
    private let encoder = StoredJSON.encoder()

    public init(_ journal: Journal?, after hash: String? = nil) {
        self.journal = journal
        chain = HashChain(after: hash)
    }

    public var hash: String { chain.hash }

    public mutating func append(_ batch: Batch) throws {
        let bodies = try batch.events.map { try encoder.encode($0) }
        chain.append(at: batch.at.milliseconds, bodies)
        guard journal != nil else { return }
        waiting.append(JournalRecord(at: batch.at, hash: chain.hash, kinds: batch.events.map(\.kind), bodies: bodies))
        if waiting.count >= 1000 { try flush() }
    }

    /// Writes what is waiting.
    public mutating func flush() throws {
        guard !waiting.isEmpty else { return }
        try journal?.append(waiting)
        waiting = []
    }
}

extension Event {
    /// Domain and name, such as `capital.called`.
    var kind: String {
        guard let domain = Mirror(reflecting: self).children.first, let label = domain.label else { return "\(self)" }
        switch self {
        case .began, .amended, .quarterClosed: return label
        default: return "\(label).\(Mirror(reflecting: domain.value).children.first?.label ?? "\(domain.value)")"
        }
    }
}
