/// A programme file that cannot be run, with everything that is wrong with it.
public struct ProgrammeRefusal: Error, Sendable, Equatable {
    public struct Issue: Sendable, Equatable, Codable {
        /// Lines and columns count from 1; 0 means the file as a whole.
        public let line: Int
        public let column: Int
        /// Where in the file, such as `sites.abilene.phases.one.power`.
        public let path: String
        public let problem: String
        /// What is allowed, or what would mend it.
        public let help: String
    }

    public let issues: [Issue]

    /// One paragraph an issue: `file:line:column: problem`, where, and help.
    public func text(file: String) -> String {
        let shown = issues.prefix(50).map { issue in
            let place = issue.line > 0 ? "\(file):\(issue.line):\(issue.column)" : file
            let path = issue.path.isEmpty ? "" : "\n    at:   \(issue.path)"
            let help = issue.help.isEmpty ? "" : "\n    help: \(issue.help)"
            return "\(place): error: \(issue.problem)\(path)\(help)"
        }
        let more = issues.count > 50 ? ["… and \(issues.count - 50) more"] : []
        let count = issues.count == 1 ? "1 error" : "\(issues.count) errors"
        return (shown + more + ["\(file): \(count)"]).joined(separator: "\n")
    }
}
