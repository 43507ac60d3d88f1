import Foundation

extension Statement: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Amounts and shares are decimal numbers, exact.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: Key("statement"))
        try container.encode(title, forKey: Key("title"))
        try container.encode(basis, forKey: Key("basis"))
        try container.encode(faults, forKey: Key("faults"))
        var list = container.nestedUnkeyedContainer(forKey: Key("rows"))
        for row in rows {
            var entry = list.nestedContainer(keyedBy: Key.self)
            try entry.encode(row.label, forKey: Key("label"))
            try entry.encode(row.level, forKey: Key("level"))
            try entry.encode("\(row.weight)", forKey: Key("kind"))
            for (column, cell) in zip(columns, row.cells) {
                switch cell {
                case .amount, .share: try entry.encode(Decimal(string: Statement.plain(cell)), forKey: Key(column.key))
                case .text(let text): try entry.encode(text, forKey: Key(column.key))
                case .none: break
                }
            }
        }
    }
}
