import Foundation

/// What a file of a trace holds, unpacked if it is gzipped.
struct TraceFile {
    /// Stands for the file in errors.
    let name: String
    /// Of a gzip file that is broken off, the lines that are whole: the last may end in the middle of a number.
    let text: [UInt8]
    private let failure: Gunzip.Failure?

    /// Reads a file as a stream, so that a pipe will do.
    init(path: String) throws(TraceError) {
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.readToEnd() ?? Data() else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw TraceError(
                .unreadable, file: path,
                reason: "the file cannot be read: \(isThere ? "it may not be opened" : "there is none")",
                remedy: "check the path and its permissions")
        }
        self.init([UInt8](data), name: path)
    }

    init(_ bytes: [UInt8], name: String) {
        self.name = name
        guard Gunzip.recognises(bytes) else {
            (text, failure) = (bytes, nil)
            return
        }
        var (text, failure) = Gunzip.inflate(bytes)
        if failure != nil { text.removeSubrange(((text.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)...) }
        (self.text, self.failure) = (text, failure)
    }

    /// Why the file does not go on after `line`, if it should.
    func brokenOff(after line: Int) -> TraceError? {
        guard let failure else { return nil }
        let what = failure == .truncated ? "ends in the middle, after this line" : "is damaged behind this line"
        return TraceError(
            .truncated, file: name, line: line, reason: "the gzip file \(what)", remedy: "fetch the file again")
    }

    /// Gives a parser line after line.
    ///
    /// - Parameter lenient: goes on behind lines that cannot be used.
    /// - Returns: the lines left out.
    func read(into parser: inout some TraceLineParser, lenient: Bool) throws(TraceError) -> SkipCounter {
        var skips = SkipCounter()
        // A byte order mark is no part of the first line.
        var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            do { try parser.read(line: text[start..<end]) } catch {
                guard lenient, parser.goesOn(after: error) else { throw error }
                skips.count(error)
            }
            start = end + 1
        }
        if let error = brokenOff(after: parser.line) {
            guard lenient else { throw error }
            skips.count(error)
        }
        return skips
    }
}

/// Takes the lines of a trace apart, one after the other.
protocol TraceLineParser {
    /// How many lines were read.
    var line: Int { get }
    /// - Throws: `TraceError` for a line that cannot be used.
    mutating func read(line bytes: ArraySlice<UInt8>) throws(TraceError)
    /// Whether other lines can be used without the one that was refused.
    func goesOn(after error: TraceError) -> Bool
}
