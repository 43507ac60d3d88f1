import Foundation
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
    public func read(path: String) throws(TraceError) -> Trace {
        // As a stream, so that a pipe will do.
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.readToEnd() ?? Data() else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw TraceError(
                .unreadable, file: path,
                reason: "the file cannot be read: \(isThere ? "it may not be opened" : "there is none")",
                remedy: "check the path and its permissions")
        }
        let bytes = [UInt8](data)
        return try read(bytes, name: path)
    }

    /// Reads bytes; `name` stands for the file in errors.
    public func read(_ bytes: [UInt8], name: String) throws(TraceError) -> Trace {
        guard Gunzip.recognises(bytes) else { return try read(text: bytes, name: name, failure: nil) }
        let (text, failure) = Gunzip.inflate(bytes)
        return try read(text: text, name: name, failure: failure)
    }

    private func read(text: [UInt8], name: String, failure: Gunzip.Failure?) throws(TraceError) -> Trace {
        var text = text
        // The last line may be cut off in the middle of a number.
        if failure != nil { text.removeSubrange(((text.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)...) }
        var parser = SWFParser(name: name, processors: processors)
        var skips = SkipCounter()
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            do {
                try parser.read(line: text[start..<end])
            } catch {
                // Without a machine no line can be used: that is no fault of the line.
                guard lenient, error.code != .machine else { throw error }
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
