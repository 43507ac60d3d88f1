import Foundation

/// Reads GPU traces in comma-separated values, plain or gzipped, with columns found by heading (`GPUTraceColumns`).
///
/// A job without GPUs takes no part and is counted apart. A run time of 0 s is kept: the job takes its GPUs and gives
/// them back in the same instant. `lenient` leaves out every line it cannot use, counts it by reason, and sorts.
public struct GPUTraceReader: Hashable, Sendable {
    public var lenient: Bool

    public init(lenient: Bool = false) { self.lenient = lenient }

    /// Reads a file.
    public func read(path: String) throws(TraceError) -> GPUTrace {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw TraceError(
                .unreadable, file: path, reason: "the file cannot be read: \(error.localizedDescription)",
                remedy: "check the path and its permissions")
        }
        return try read(bytes, name: path)
    }

    /// Reads bytes; `name` stands for the file in errors.
    public func read(_ bytes: [UInt8], name: String) throws(TraceError) -> GPUTrace {
        guard Gunzip.recognises(bytes) else { return try read(text: bytes, name: name, failure: nil) }
        let (text, failure) = Gunzip.inflate(bytes)
        return try read(text: text, name: name, failure: failure)
    }

    private func read(text: [UInt8], name: String, failure: Gunzip.Failure?) throws(TraceError) -> GPUTrace {
        // The last line may be cut off in the middle of a number.
        let stop = failure == nil ? text.count : (text.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
        var parser = GPUTraceParser(name: name)
        var skips = SkipCounter()
        // A byte order mark is no part of the first heading.
        var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < stop {
            let end = text[start..<stop].firstIndex(of: UInt8(ascii: "\n")) ?? stop
            do {
                try parser.read(line: text[start..<end])
            } catch {
                // Without a heading no line can be used: that is no fault of the line.
                guard lenient, parser.hasHeading else { throw error }
                skips.count(error)
            }
            start = end + 1
        }
        if let failure {
            let error = parser.error(for: failure)
            guard lenient else { throw error }
            skips.count(error)
        }
        return try trace(parser, skips, name: name)
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
