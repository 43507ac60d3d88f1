/// One row of a table while it is read: typed values by column, and the mistakes met on the way.
struct CSVRow {
    let table: CSVTable
    private let fields: [CSVTable.Field]
    /// What could not be read; the value counts as absent.
    private(set) var mistakes: [CatalogueRefusal] = []

    init(_ table: CSVTable, _ fields: [CSVTable.Field]) {
        self.table = table
        self.fields = fields
    }

    /// The line the row begins on.
    var line: Int { fields.first?.line ?? 0 }

    /// The text of `column` without space around it; nil if it is empty or there is no such column.
    func text(_ column: String) -> String? {
        guard let place = table.place(of: column) else { return nil }
        let text = fields[place].text.trimmed
        return text.isEmpty ? nil : text
    }

    /// A positive number, which may carry thousands separators and a suffix k, M, B or T.
    mutating func number(_ column: String) -> Double? {
        guard let text = text(column) else { return nil }
        if let value = NumberText.value(text), value > 0 { return value }
        mistake(column, "is not a positive number", "write one such as 12.5, 1.2e6 or 15T, or leave the field empty")
        return nil
    }

    /// A whole number, 0 included.
    mutating func count(_ column: String) -> Int? {
        guard let text = text(column) else { return nil }
        if let value = NumberText.value(text), let whole = Int(exactly: value), (0...1_000_000_000).contains(whole) {
            return whole
        }
        mistake(
            column, "is not a whole number up to 1,000,000,000", "write a count such as 1024, or leave the field empty")
        return nil
    }

    /// A whole number of at least 1.
    mutating func positive(_ column: String) -> Int? {
        guard let value = count(column) else { return nil }
        if value > 0 { return value }
        mistake(column, "is not a whole number of at least 1", "write one, or leave the field empty")
        return nil
    }

    /// 1, true and yes, or 0, false and no.
    mutating func flag(_ column: String) -> Bool? {
        guard let text = text(column) else { return nil }
        switch text.lowercased() {
        case "1", "1.0", "true", "yes": return true
        case "0", "0.0", "false", "no": return false
        default:
            mistake(column, "is neither 1 nor 0", "write 1 for yes, 0 for no, or leave the field empty")
            return nil
        }
    }

    /// The fields of columns not in `known`, empty ones left out.
    func others(than known: Set<String>) -> [String: String] {
        var others: [String: String] = [:]
        for (column, field) in zip(table.columns, fields) where !known.contains(column) && !column.isEmpty {
            let text = field.text.trimmed
            if !text.isEmpty { others[column] = text }
        }
        return others
    }

    /// A refusal that points at `column` of this row.
    func refusal(_ column: String, _ problem: String, _ remedy: String) -> CatalogueRefusal {
        let field = table.place(of: column).map { fields[$0] }
        return CatalogueRefusal(
            file: table.file, line: field?.line ?? line, column: field?.column ?? 1, field: column,
            given: field.map { $0.text.trimmed }, problem: problem, remedy: remedy)
    }

    /// Keeps a mistake in `column`.
    mutating func mistake(_ column: String, _ problem: String, _ remedy: String) {
        mistakes.append(refusal(column, problem, remedy))
    }
}
