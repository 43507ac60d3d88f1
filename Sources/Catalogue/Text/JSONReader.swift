/// Reads JSON (RFC 8259), with the line and column of every value. `NaN` and `Infinity`, which Python writes, are taken
/// as null.
struct JSONReader {
    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0

    /// The one value of `text`.
    ///
    /// - Throws: `CatalogueRefusal` with the place of the first mistake.
    static func read(_ text: String, file: String) throws(CatalogueRefusal) -> JSONValue {
        var reader = JSONReader(text, file: file)
        reader.skipSpace()
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.refusal("something follows the value") }
        return value
    }

    private init(_ text: String, file: String) {
        bytes = Array(text.utf8)
        self.file = file
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            lineStart = 3
        }
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var column: Int { position - lineStart + 1 }

    private func refusal(_ problem: String) -> CatalogueRefusal {
        CatalogueRefusal(file: file, line: line, column: column, problem: problem, remedy: "write JSON (RFC 8259)")
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            position += 1
            if byte == 0x0A {
                line += 1
                lineStart = position
            }
        }
    }

    private mutating func value() throws(CatalogueRefusal) -> JSONValue {
        let (line, column) = (line, column)
        let content: JSONValue.Content
        switch current {
        case UInt8(ascii: "{"): content = .object(try members())
        case UInt8(ascii: "["): content = .array(try elements())
        case UInt8(ascii: "\""): content = .string(try string())
        case nil: throw refusal(bytes.isEmpty ? "the file is empty" : "a value is missing")
        default: content = try word()
        }
        return JSONValue(content: content, line: line, column: column)
    }

    private mutating func descend() throws(CatalogueRefusal) {
        depth += 1
        guard depth <= 200 else { throw refusal("values are nested more than 200 deep") }
        position += 1
        skipSpace()
    }

    private mutating func members() throws(CatalogueRefusal) -> [(key: String, value: JSONValue)] {
        try descend()
        var members: [(key: String, value: JSONValue)] = []
        while current != UInt8(ascii: "}") {
            guard current == UInt8(ascii: "\"") else { throw refusal("a key in quotes is missing") }
            let key = try string()
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw refusal("a colon is missing after the key \(key)") }
            position += 1
            skipSpace()
            members.append((key, try value()))
            if try !comma(before: UInt8(ascii: "}")) { break }
        }
        depth -= 1
        position += 1
        return members
    }

    private mutating func elements() throws(CatalogueRefusal) -> [JSONValue] {
        try descend()
        var elements: [JSONValue] = []
        while current != UInt8(ascii: "]") {
            elements.append(try value())
            if try !comma(before: UInt8(ascii: "]")) { break }
        }
        depth -= 1
        position += 1
        return elements
    }

    /// Passes a comma; false at `end`.
    private mutating func comma(before end: UInt8) throws(CatalogueRefusal) -> Bool {
        skipSpace()
        if current == end { return false }
        guard current == UInt8(ascii: ",") else { throw refusal("a comma or the end of a list is missing") }
        position += 1
        skipSpace()
        if current == end { throw refusal("a comma stands before the end of a list") }
        return true
    }

    private mutating func word() throws(CatalogueRefusal) -> JSONValue.Content {
        let start = position
        while let byte = current, byte > 0x20, !Self.stops.contains(byte) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "NaN", "Infinity", "-Infinity": return .null
        default:
            let digits = word.first == "-" ? word.dropFirst() : word[...]
            if let first = digits.first, first.isASCII, first.isNumber, Double(word) != nil { return .number(word) }
            position = start
            throw refusal(word.isEmpty ? "a value is missing" : "\"\(word)\" is no JSON value")
        }
    }

    private static let stops: Set<UInt8> = Set("{}[],:\"".utf8)

    private mutating func string() throws(CatalogueRefusal) -> String {
        let start = self
        position += 1
        var text: [UInt8] = []
        while let byte = current, byte != 0x0A {
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            text += try escape()
        }
        throw start.refusal("the string is never closed")
    }

    /// What follows a backslash, in UTF-8.
    private mutating func escape() throws(CatalogueRefusal) -> [UInt8] {
        guard let byte = current else { throw refusal("the string is never closed") }
        position += 1
        if let plain = Self.escapes[byte] { return [plain] }
        guard byte == UInt8(ascii: "u"), var code = hexadecimal() else { throw refusal("the escape is unknown") }
        if (0xD800..<0xDC00).contains(code), bytes[position...].starts(with: Array("\\u".utf8)) {
            let here = position
            position += 2
            if let low = hexadecimal(), (0xDC00..<0xE000).contains(low) {
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            } else {
                position = here
            }
        }
        return Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    }

    private static let escapes: [UInt8: UInt8] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
    ]

    private mutating func hexadecimal() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard digits.allSatisfy(\.isHexDigit), let code = UInt32(digits, radix: 16) else { return nil }
        position += 4
        return code
    }
}
