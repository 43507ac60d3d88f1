/// Why a file, or a name given by the user, cannot be taken: where, what stood there, what would do.
public struct CatalogueRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as the user named it; empty if the text did not come from a file.
    public var file: String
    /// Line and column of the mistake, counted from 1; 0 where there is no place.
    public var line: Int
    public var column: Int
    /// The name of the column or key, if the mistake sits in one.
    public var field: String?
    /// What was given there.
    public var given: String?
    /// What is wrong with it.
    public var problem: String
    /// What would do instead.
    public var remedy: String

    public init(
        file: String = "", line: Int = 0, column: Int = 0, field: String? = nil, given: String? = nil,
        problem: String, remedy: String
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.given = given
        self.problem = problem
        self.remedy = remedy
    }

    /// One line, for example `m.csv:3:17: chips: "many" is not a whole number; write a count such as 1024`.
    public var description: String {
        var parts: [String] = []
        if !file.isEmpty || line > 0 {
            let name = file.isEmpty ? "line" : file
            parts.append(line > 0 ? "\(name):\(line):\(column)" : name)
        }
        if let field { parts.append(field) }
        let subject = given.map { "\"\($0)\" \(problem)" } ?? problem
        parts.append(remedy.isEmpty ? subject : "\(subject); \(remedy)")
        return parts.joined(separator: ": ")
    }
}
