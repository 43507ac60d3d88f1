public import StargateScheduling

/// A trace as read: its jobs in order of submission, and what was left out.
public struct Trace: Hashable, Sendable {
    public let jobs: JobTable
    /// The machine: as asked for, or the header's `MaxProcs`.
    public let processors: Int32
    /// The header's fields in order.
    public let header: [HeaderField]
    /// Lines left out in lenient reading, by reason, in the order of `TraceError.Code.allCases`.
    public let skipped: [Skipped]
    /// Jobs that stood behind a later one and were put in order, in lenient reading.
    public let reordered: Int

    /// `; Name: value`
    public struct HeaderField: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    public struct Skipped: Hashable, Sendable {
        public let code: TraceError.Code
        public let count: Int
        /// The first of them.
        public let first: TraceError
    }

    /// How many lines were left out.
    public var skippedCount: Int { skipped.reduce(0) { $0 + $1.count } }
}
