/// A table read from comma-separated values (RFC 4180), with the place of every field kept for refusals.
struct CSVTable: Sendable {
    /// One field as it stood, quotes removed, with where it began.
    struct Field: Sendable {
        var text: String
        var line: Int
        var column: Int
    }

    let file: String
    /// Names of the columns: lower case, without space around them.
    let columns: [String]
    let rows: [[Field]]
    private let places: [String: Int]

    /// Reads `text`.
    ///
    /// A byte order mark, CRLF or LF line ends and blank lines are taken; the first line names the columns.
    ///
    /// - Throws: `CatalogueRefusal` with the place of the first mistake.
    init(_ text: String, file: String) throws(CatalogueRefusal) {
        var reader = CSVReader(text, file: file)
        var records: [[Field]] = []
        while let record = try reader.next() { records.append(record) }
        guard let header = records.first else {
            throw CatalogueRefusal(
                file: file, line: 1, column: 1, problem: "the file is empty",
                remedy: "begin with a line that names the columns")
        }
        var places: [String: Int] = [:]
        for (index, field) in header.enumerated() {
            let name = Self.normal(field.text)
            guard places.updateValue(index, forKey: name) == nil else {
                throw CatalogueRefusal(
                    file: file, line: field.line, column: field.column, given: field.text,
                    problem: "names two columns", remedy: "give every column its own name")
            }
        }
        for record in records.dropFirst() where record.count != header.count {
            throw CatalogueRefusal(
                file: file, line: record[0].line, column: record[record.count - 1].column,
                problem: "the row has \(record.count) fields, the header \(header.count)",
                remedy: "put fields that hold commas, quotes or line ends in double quotes, and keep empty fields")
        }
        self.file = file
        columns = header.map { Self.normal($0.text) }
        rows = Array(records.dropFirst())
        self.places = places
    }

    /// Where column `name` stands, or nil if the table has none.
    func place(of name: String) -> Int? { places[name] }

    private static func normal(_ name: String) -> String { name.lowercased().trimmed }
}
