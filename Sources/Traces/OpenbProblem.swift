/// One thing wrong in a file of a placement trace: where, what, and what would do.
public struct OpenbProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file as it was named.
    public let file: String
    /// The line, counted from 1; 0 when the file as a whole is meant.
    public let line: Int
    /// What was wrong.
    public let wrong: String
    /// What would do.
    public let remedy: String

    public init(file: String, line: Int, wrong: String, remedy: String) {
        self.file = file
        self.line = line
        self.wrong = wrong
        self.remedy = remedy
    }

    public var description: String {
        "\(file)\(line > 0 ? ":\(line)" : ""): \(wrong)\n  To fix: \(remedy)"
    }
}

/// All that is wrong in a file read strictly.
public struct OpenbRefusal: Error, Sendable, CustomStringConvertible {
    /// The problems in the order of the lines; never empty.
    public let problems: [OpenbProblem]

    public var description: String {
        let shown = problems.prefix(20).map(\.description).joined(separator: "\n")
        return problems.count > 20 ? shown + "\nand \(problems.count - 20) more" : shown
    }
}

/// What to do with lines that make no sense.
public enum OpenbReadingMode: Sendable {
    /// Refuse the file and name every such line.
    case strict
    /// Leave them out and name them beside the result.
    case lenient
}

/// What was read, and what was left out in lenient mode.
public struct OpenbReading<Value: Sendable>: Sendable {
    /// What the file says.
    public let value: Value
    /// The lines left out, and why; empty in strict mode.
    public let problems: [OpenbProblem]
}
