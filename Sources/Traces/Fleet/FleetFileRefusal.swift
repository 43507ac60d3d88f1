/// Everything that is wrong with a fleet file.
public struct FleetFileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// One thing, and where.
    public struct Issue: Hashable, Sendable {
        /// From 1; 0 where the whole file is meant.
        public var line: Int
        public var column: Int
        /// Such as `pools.north.nodes`.
        public var path: String
        public var problem: String
        /// What is allowed.
        public var help: String
    }

    public let file: String
    /// Whether there is no such file, or it may not be opened.
    public var isUnreadable = false
    /// In the order of the file.
    public let issues: [Issue]

    public var description: String { lines.joined(separator: "\n") }

    /// An issue each, with its help below it.
    public var lines: [String] {
        issues.map { issue in
            let place = issue.line > 0 ? ":\(issue.line):\(issue.column)" : ""
            let path = issue.path.isEmpty ? "" : "\(issue.path): "
            return "\(file)\(place): \(path)\(issue.problem)" + (issue.help.isEmpty ? "" : "\n    help: \(issue.help)")
        }
    }
}
