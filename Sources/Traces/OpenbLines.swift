/// The lines of one file of a placement trace, and what was wrong with some.
struct OpenbLines {
    private let lenient: Bool
    private let file: TraceFile
    private var skips = SkipCounter()
    private var first: TraceError?
    private var latest: Int?

    /// - Throws: When the file cannot be read, or ends in the middle and that will not do.
    init(path: String, lenient: Bool) throws(TraceError) {
        self.lenient = lenient
        file = try TraceFile(path: path)
        let end = file.text.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        guard let error = file.brokenOff(after: end) else { return }
        guard lenient else { throw error }
        skips.count(error)
    }

    /// The lines that are not empty, with their numbers from 1; a carriage return at the end does not count.
    func lines() -> [(number: Int, text: Substring)] {
        let text = String(decoding: file.text, as: UTF8.self)
        var result: [(number: Int, text: Substring)] = []
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let bytes = line.last == 13 ? line.dropLast() : line
            if !bytes.isEmpty { result.append((index + 1, Substring(bytes))) }
        }
        return result
    }

    func error(_ code: TraceError.Code, _ line: Int?, _ reason: String, _ remedy: String) -> TraceError {
        TraceError(code, file: file.name, line: line, reason: reason, remedy: remedy)
    }

    /// Counts a line left out, once whatever is wrong with it; without a line, the whole file is meant.
    mutating func note(_ code: TraceError.Code, _ line: Int?, _ reason: String, _ remedy: String) {
        if let line, line == latest { return }
        latest = line
        let error = error(code, line, reason, remedy)
        if first == nil || (line ?? .max) < (first?.line ?? .max) { first = error }
        skips.count(error)
    }

    /// The value, unless the file is read strictly and something was wrong: then the first line of it.
    func finish<Value: Sendable>(_ value: Value) throws(TraceError) -> OpenbReading<Value> {
        if !lenient, let first { throw first }
        return OpenbReading(value: value, skipped: skips.skipped)
    }
}

/// What was read, and what was left out in lenient reading.
public struct OpenbReading<Value: Sendable>: Sendable {
    /// What the file says.
    public let value: Value
    /// Lines left out, by reason, in the order of `TraceError.Code.allCases`; empty in strict reading.
    public let skipped: [Trace.Skipped]
}

extension Substring {
    /// The fields between commas; the files of this trace quote nothing.
    func fields() -> [Substring] { utf8.split(separator: 44, omittingEmptySubsequences: false).map(Substring.init) }
}
