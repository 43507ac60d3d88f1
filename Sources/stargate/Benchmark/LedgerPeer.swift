import Foundation

/// A database that does the ledger's work, to measure ours beside.
///
/// The work: an id taken before is refused, both accounts exist and differ, the amount is above zero, and a limited
/// account is not overdrawn; then the transfer is a row and both accounts' balances have moved. A transaction that was
/// answered is on the disk.
protocol LedgerPeer {
    /// Does the work in a fresh folder inside `directory`, checks what it left, and leaves nothing behind.
    ///
    /// - Throws: `PeerFault` if the database fails or its books do not balance afterwards.
    func measure(_ load: PeerLoad, in directory: URL) throws -> PeerFigures
}

/// How much of the workload to do, and how.
struct PeerLoad: Sendable {
    let workload: LedgerWorkload
    /// Transfers in batches, and how many share a transaction.
    let transfers: Int
    let batch: Int
    /// Transfers with a transaction each, and how many clients send them at once.
    let unbatchedTransfers: Int
    let clients: Int

    /// The indices of the batches' transfers, in order.
    var batches: [Range<Int>] {
        stride(from: 0, to: transfers, by: batch).map { $0..<min($0 + batch, transfers) }
    }
}

/// What a peer reached; a figure is `nil` if it was not measured, and the note says why.
struct PeerFigures: Encodable, Sendable {
    let name: String
    var batchedPerSecond: Double?
    /// The processor time of the batched run, in our process.
    var batchedCPUSeconds: Double?
    var unbatchedPerSecond: Double?
    var note: String?
}

/// Why a peer could not be measured.
struct PeerFault: LocalizedError {
    let peer: String
    let problem: String
    var errorDescription: String? { "\(peer): \(problem)" }
}
