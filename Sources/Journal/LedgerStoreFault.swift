/// Why books on disk could not be opened, or are not to be used any more.
public enum LedgerStoreFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no file of books, or of another format.
    case unusable(String)
    /// A batch is not what was written.
    case broken(batch: Int64, String)
    /// A write failed: what memory holds may be ahead of the disk. Open the books again.
    case writeFailed(String)
    /// The books were closed.
    case closed

    public var description: String {
        switch self {
        case .unusable(let problem): "the books cannot be used: \(problem)"
        case .broken(let batch, let problem): "batch \(batch) of the books is broken: \(problem)"
        case .writeFailed(let problem): "the books could not be written (\(problem)); open them again to go on"
        case .closed: "the books were closed"
        }
    }
}
