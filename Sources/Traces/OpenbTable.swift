/// Comma-separated lines under a header, columns by name: the order and further columns do not matter.
struct OpenbTable {
    private(set) var lines: OpenbLines
    private let columns: [String: Int]
    let rows: [(number: Int, fields: [Substring])]

    /// - Throws: When the file cannot be read or lacks a column, in either mode.
    init(path: String, lenient: Bool, columns wanted: [String]) throws(TraceError) {
        lines = try OpenbLines(path: path, lenient: lenient)
        let all = lines.lines()
        let header = all.first.map { $0.text.fields() } ?? []
        var columns: [String: Int] = [:]
        for (index, name) in header.enumerated() { columns[String(name)] = index }
        self.columns = columns
        for name in wanted where columns[name] == nil {
            throw lines.error(
                .columns, 1, "there is no column \(name)",
                "begin the file with a header: \(wanted.joined(separator: ","))")
        }
        var rows: [(number: Int, fields: [Substring])] = []
        for line in all.dropFirst() {
            let fields = line.text.fields()
            if fields.count == header.count {
                rows.append((line.number, fields))
            } else {
                lines.note(
                    .columns, line.number, "\(fields.count) fields under a header of \(header.count)",
                    "give every line one field for every column")
            }
        }
        self.rows = rows
    }

    /// A field by its column, empty when the file has no such column.
    func text(_ column: String, _ fields: [Substring]) -> String {
        columns[column].map { String(fields[$0]) } ?? ""
    }

    /// A whole number, or nil after noting what was wrong.
    mutating func number(
        _ column: String, _ row: (number: Int, fields: [Substring]), _ range: ClosedRange<Int>
    ) -> Int? {
        let text = text(column, row.fields)
        let value = Int(text)
        if let value, range.contains(value) { return value }
        note(
            value.map { $0 < 0 ? .negative : .outOfRange } ?? .number, row.number, "\(column) is '\(text.prefix(40))'",
            "give a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    mutating func note(_ code: TraceError.Code, _ line: Int, _ reason: String, _ remedy: String) {
        lines.note(code, line, reason, remedy)
    }
}
