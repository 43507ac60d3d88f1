import StargateScheduling

/// Reads the Standard Workload Format, version 2.2 (Chapin and others 1999; the Parallel Workloads Archive), plain or
/// gzipped.
///
/// Of the 18 fields it takes 1 (number), 2 (submit), 4 (run), 5 (processors, or 8 if missing) and 9 (estimate, or the
/// run time if missing); -1 means missing. `lenient` leaves out every line it cannot use, counts it, and sorts.
public struct SWFReader: Hashable, Sendable {
    /// The machine; nil takes `MaxProcs` from the header.
    public var processors: Int32?
    public var lenient: Bool

    public init(processors: Int32? = nil, lenient: Bool = false) {
        self.processors = processors
        self.lenient = lenient
    }

    /// Reads a file.
    public func read(path: String) throws(TraceError) -> Trace { try read(try TraceFile(path: path)) }

    /// Reads bytes; `name` stands for the file in errors.
    public func read(_ bytes: [UInt8], name: String) throws(TraceError) -> Trace {
        try read(TraceFile(bytes, name: name))
    }

    private func read(_ file: TraceFile) throws(TraceError) -> Trace {
        var parser = SWFParser(name: file.name, processors: processors)
        let skips = try file.read(into: &parser, lenient: lenient)
        return try trace(parser, skips, name: file.name)
    }

    private func trace(_ parser: SWFParser, _ skips: SkipCounter, name: String) throws(TraceError) -> Trace {
        guard parser.jobs.count > 0, let machine = parser.machine else {
            throw TraceError(
                .empty, file: name, reason: "no job could be read",
                remedy: skips.first.map { "mend the lines, first of all line \($0.line ?? 0): \($0.reason)" }
                    ?? "give a trace with at least one line of 18 fields")
        }
        if parser.outOfOrder > 0, !lenient, let first = parser.firstOutOfOrder { throw first }
        return Trace(
            jobs: parser.outOfOrder > 0 ? parser.jobs.sortedBySubmission() : parser.jobs, processors: machine,
            header: parser.header, skipped: skips.skipped, reordered: parser.outOfOrder)
    }
}
