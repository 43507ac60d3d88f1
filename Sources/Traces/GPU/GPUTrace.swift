/// A trace of GPU jobs as read, in order of submission, and what was left out.
public struct GPUTrace: Hashable, Sendable {
    /// One job. Names are indices into the trace's tables; -1 where the trace has no such column, or nothing there.
    public struct Job: Hashable, Sendable {
        /// The trace's own name of the job.
        public var id: String
        /// Where it stands in the file, from 1.
        public var line: Int
        /// Seconds; what second 0 is, the trace says (`start` where it has dates).
        public var submit: Int64
        /// Seconds it really runs.
        public var run: Int64
        /// Seconds its owner says it will run, if the trace tells.
        public var estimate: Int64?
        public var gpus: Int
        /// Nodes it ran on, if the trace tells.
        public var nodes: Int?
        public var priority: Int?
        public var user = -1
        /// Its virtual cluster, or queue.
        public var queue = -1
        public var jobClass = -1
        public var gpuType = -1
    }

    public internal(set) var jobs: [Job] = []
    public internal(set) var users = NameTable()
    public internal(set) var queues = NameTable()
    public internal(set) var classes = NameTable()
    public internal(set) var gpuTypes = NameTable()
    /// The headings that were used, in the order of the file.
    public internal(set) var columns: [String] = []
    /// Jobs that ask for no GPU: they take no part, in strict reading too.
    public internal(set) var withoutGPU = 0
    /// Lines left out in lenient reading, by reason, in the order of `TraceError.Code.allCases`.
    public internal(set) var skipped: [Trace.Skipped] = []
    /// Jobs that stood behind a later one and were put in order, in lenient reading.
    public internal(set) var reordered = 0

    /// GPUs times seconds of all jobs.
    public var gpuSeconds: Int64 { jobs.reduce(0) { $0 + Int64($1.gpus) * $1.run } }

    /// How many lines were left out.
    public var skippedCount: Int { skipped.reduce(0) { $0 + $1.count } }

    /// Whether owners say how long their jobs will run.
    public var hasEstimates: Bool { jobs.contains { $0.estimate != nil } }
}

/// Names by number, in the order in which they came.
public struct NameTable: Hashable, Sendable {
    public private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    /// The number of a name, given now if it is new; -1 for the empty name.
    mutating func number(of name: String) -> Int {
        if name.isEmpty { return -1 }
        if let known = numbers[name] { return known }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }

    /// The name of a number; nil for -1.
    public func name(_ number: Int) -> String? { names.indices.contains(number) ? names[number] : nil }
}
