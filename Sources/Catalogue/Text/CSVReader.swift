/// Splits comma-separated text into records, byte by byte.
struct CSVReader {
    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String, file: String) {
        bytes = Array(text.utf8)
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            lineStart = 3
        }
    }

    /// The next record that is not blank, or nil at the end.
    mutating func next() throws(CatalogueRefusal) -> [CSVTable.Field]? {
        while position < bytes.count {
            var record: [CSVTable.Field] = []
            var more = true
            while more {
                record.append(try field())
                more = position < bytes.count && bytes[position] == UInt8(ascii: ",")
                if more { position += 1 }
            }
            try endLine()
            if record.count > 1 || !record[0].text.allSatisfy(\.isWhitespace) { return record }
        }
        return nil
    }

    private var column: Int { position - lineStart + 1 }

    private mutating func field() throws(CatalogueRefusal) -> CSVTable.Field {
        let (line, column) = (line, column)
        let text =
            position < bytes.count && bytes[position] == UInt8(ascii: "\"")
            ? try quoted(line: line, column: column) : plain()
        return CSVTable.Field(text: text, line: line, column: column)
    }

    private mutating func plain() -> String {
        let start = position
        while position < bytes.count, !Self.ends.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static let ends: Set<UInt8> = [UInt8(ascii: ","), 0x0A, 0x0D]

    private mutating func quoted(line start: Int, column: Int) throws(CatalogueRefusal) -> String {
        var text: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                    return String(decoding: text, as: UTF8.self)
                }
                position += 1
            } else if byte == 0x0A {
                line += 1
                lineStart = position
            }
            text.append(byte)
        }
        throw CatalogueRefusal(
            file: file, line: start, column: column, problem: "the quote is never closed",
            remedy: "end the field with a double quote, and write a quote inside it twice")
    }

    private mutating func endLine() throws(CatalogueRefusal) {
        guard position < bytes.count else { return }
        guard bytes[position] == 0x0A || bytes[position] == 0x0D else {
            throw CatalogueRefusal(
                file: file, line: line, column: column, problem: "text follows a closing quote",
                remedy: "write a quote inside a quoted field twice, and a comma after its end")
        }
        if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
        position += 1
        line += 1
        lineStart = position
    }
}
