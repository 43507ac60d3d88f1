/// Reads GPU traces in comma-separated values, plain or gzipped, with columns found by heading (`GPUTraceColumns`).
///
/// A job without GPUs takes no part and is counted apart. A run time of 0 s is kept: the job takes its GPUs and gives
/// them back in the same instant. `lenient` leaves out every line it cannot use, counts it by reason, and sorts.
public struct GPUTraceReader: Hashable, Sendable {
    public var lenient: Bool

    public init(lenient: Bool = false) { self.lenient = lenient }

    /// Reads a file.
    public func read(path: String) throws(TraceError) -> GPUTrace { try read(try TraceFile(path: path)) }

    /// Reads bytes; `name` stands for the file in errors.
    public func read(_ bytes: [UInt8], name: String) throws(TraceError) -> GPUTrace {
        try read(TraceFile(bytes, name: name))
    }

    private func read(_ file: TraceFile) throws(TraceError) -> GPUTrace {
        var parser = GPUTraceParser(name: file.name)
        let skips = try file.read(into: &parser, lenient: lenient)
        return try trace(parser, skips, name: file.name)
    }

    private func trace(
        _ parser: GPUTraceParser, _ skips: SkipCounter, name: String
    ) throws(TraceError) -> GPUTrace {
        var trace = parser.trace
        guard !trace.jobs.isEmpty else {
            throw TraceError(
                .empty, file: name, reason: "no job with GPUs could be read",
                remedy: skips.first.map { "mend the lines, first of all line \($0.line ?? 0): \($0.reason)" }
                    ?? "give a heading and at least one job below it")
        }
        if parser.outOfOrder > 0 {
            if !lenient, let first = parser.firstOutOfOrder { throw first }
            trace.jobs.sort { ($0.submit, $0.line) < ($1.submit, $1.line) }
        }
        trace.skipped = skips.skipped
        trace.reordered = parser.outOfOrder
        return trace
    }
}
