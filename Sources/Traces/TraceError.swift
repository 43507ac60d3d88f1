/// What is wrong with a trace: where, what, and what would do.
public struct TraceError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case unreadable, truncated, columns, number, missing, negative, outOfRange, tooLarge, unsorted, machine, empty
        /// A name that no other file or section has.
        case unknown
        case duplicate
    }

    public let code: Code
    public let file: String
    /// Counted from 1; nil where the whole file is meant.
    public let line: Int?
    /// A sentence without its full stop.
    public let reason: String
    /// What would do.
    public let remedy: String

    public init(_ code: Code, file: String, line: Int? = nil, reason: String, remedy: String) {
        self.code = code
        self.file = file
        self.line = line
        self.reason = reason
        self.remedy = remedy
    }

    public var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(reason). To fix: \(remedy)."
    }
}
